"""The account of a batch: true, whole, and one file that needs nothing."""

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from srdesk.errors import OutputError
from srdesk.jobs.journal import open_journal, read_journal
from srdesk.jobs.report import page as page_module
from srdesk.jobs.report.account import Account
from srdesk.jobs.report.samples import Choice, choose
from srdesk.jobs.report.write import write_report
from srdesk.jobs.running.run import run_batch
from srdesk.pages import is_in
from srdesk.restore import Restorer
from srdesk.texts import Tongue
from tests.fakes import RepeatSession, catalogue, opener
from tests.jobs.trees import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A batch of three photos and one that is none, named to be misunderstood."""
    tree = Tree(tmp_path).add("a.png", "sub/<b>&.png", "=1+1.png")
    (tree.inside / "torn<script>.png").write_bytes(b"nothing")
    with open_journal(tree.out) as journal:
        run_batch(tree.plan(journal), Restorer(catalogue(), opener=opener(RepeatSession())), journal)
    return tree


def written(tree: Tree, **options: object) -> dict[str, str]:
    """The files of a report by kind."""
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        paths = write_report(Account(tree.out, journal), **options)  # type: ignore[arg-type]
    return {path.suffix[1:]: path.read_text(encoding="utf-8-sig") for path in paths}


def test_the_page_tells_of_every_photo(tree: Tree) -> None:
    page = written(tree)["html"]
    assert "1 of 4 photos failed" in page
    for name in ("a.png", "sub/&lt;b&gt;&amp;.png", "torn&lt;script&gt;.png"):
        assert name in page
    assert "not a picture" in page
    assert "srdesk reads JPEG" in page
    assert len(re.findall(r'<img alt="[^"]*" src="data:image/png;base64,', page)) == 6


def test_the_page_needs_nothing_and_lets_nothing_run(tree: Tree) -> None:
    page = written(tree)["html"]
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!data:|\./)', page)
    assert "default-src 'none'" in page


def test_links_lead_to_the_results(tree: Tree) -> None:
    from urllib.parse import unquote

    links = re.findall(r'href="\./([^"]+)"', written(tree)["html"])
    assert len(links) == 3
    assert all((tree.out / unquote(link)).is_file() for link in links)


def test_json_and_csv_agree_with_the_journal(tree: Tree) -> None:
    report = written(tree)
    table = json.loads(report["json"])
    assert (table["totals"]["done"], table["totals"]["failed"]) == (3, 1)
    assert table["batch"]["options"]["model"] == "fake"
    rows = list(csv.DictReader(report["csv"].splitlines()))
    assert [row["state"] for row in rows].count("done") == 3
    by_source = {photo["source"]: photo for photo in table["photos"]}
    for row in rows:
        photo = by_source[row["source"].removeprefix("'")]
        if row["state"] == "done":
            assert row["SHA-256"] == photo["target_mark"]["sha256"]
        else:
            assert (row["reason"], row["next step"]) == (photo["message"], photo["hint"])


def test_no_cell_is_a_formula(tree: Tree) -> None:
    rows = list(csv.reader(written(tree)["csv"].splitlines()))
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "@"))]


def test_only_what_is_asked_for_is_written(tree: Tree) -> None:
    assert list(written(tree, kinds=("csv",))) == ["csv"]
    assert "<img" not in written(tree, kinds=("html",), number=0)["html"]


def test_a_long_table_ends_and_says_so(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MOST_ROWS", 2)
    page = written(tree)["html"]
    assert "The first 2 of 3" in page


def test_the_page_is_in_the_language_that_is_asked_for(tree: Tree) -> None:
    page = written(tree, tongue=Tongue("xx", lambda text: f"«{getattr(text, 'template', text)}»"))["html"]
    assert '<html lang="xx">' in page
    assert is_in(tree.out / "srdesk-report.html", "xx") and not is_in(tree.out / "srdesk-report.html", "en")
    plain = re.sub(r"(?s)<style>.*?</style>|<pre>.*?</pre>|<code>.*?</code>|«.*?»|<[^>]*>|&\w+;", " ", page)
    words = set(re.findall(r"[A-Za-z]{4,}", plain)) - set(re.findall(r"[A-Za-z]{4,}", f"{tree.out} {tree.inside}"))
    assert words <= {"torn", "script", "fake", "onnx"}


def test_samples_are_of_the_smallest_and_of_what_may_be_read(tree: Tree) -> None:
    journal = read_journal(tree.out)
    assert journal is not None
    with journal:
        account = Account(tree.out, journal)
        sizes = {record.source: record.target_size[0] * record.target_size[1] for record in account.done()}
        (least,) = choose(account, 1, memory=2**30).records
        assert sizes[least.source] == min(sizes.values())
        assert choose(account, 3, memory=100) == Choice((), 3)
    page = written(tree, max_ram=100)["html"]
    assert "<figure" not in page and "Too large to be shown here" in page


def test_a_result_that_is_gone_has_no_sample_and_no_failure(tree: Tree) -> None:
    (tree.out / "a_x2.png").unlink()
    assert written(tree)["html"].count("<figure>") == 2


def test_a_report_that_cannot_be_written_is_an_output_error(tree: Tree) -> None:
    (tree.out / "srdesk-report.html").mkdir()
    with pytest.raises(OutputError):
        written(tree)


def test_a_report_is_no_photo_of_the_next_batch(tree: Tree) -> None:
    written(tree)
    plan = tree.plan(inputs=(tree.out,), output=tree.out)
    assert not [row for row in plan.rows if row.source.name.startswith("srdesk-")]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_a_browser_shows_it(tree: Tree, tmp_path: Path) -> None:
    """With its pictures, and without a complaint on its console."""
    written(tree)
    page = tree.out / "srdesk-report.html"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    shown = subprocess.run(
        [*command, "--enable-logging=stderr", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    assert "1 of 4 photos failed" in shown.stdout
    assert "CONSOLE" not in shown.stderr
