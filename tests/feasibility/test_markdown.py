"""The report as tables for documents."""

from dataclasses import replace

from srdesk.feasibility.markdown import markdown
from srdesk.feasibility.report import write
from tests.feasibility.examples import QUALITY, findings, subject, trial


def rows(text):
    """The cells of every row of every table."""
    return [
        [cell.strip() for cell in line.strip("|\n").split(" | ")] for line in text.splitlines() if line.startswith("|")
    ]


def test_every_figure_is_in_a_row_of_its_table():
    both = subject(trial("fp32"), trial("int8", ms=5.0, side=64))
    text = "".join(markdown(findings(replace(both, quality=(QUALITY,))), command="srdesk benchmark fsrcnn"))
    table = rows(text)
    assert table[0][6:8] == ["64 x 64 tile", "100 x 100 tile"]
    assert table[2][3:] == ["ONNX Runtime fp32", "0.05 MB", "2 ms", "-", "10 ms (10)", "20 MB"]
    assert table[3][6:8] == ["5 ms (5)", "-"]
    assert ["FSRCNN x2 fp32", "33.00 dB / 0.9100", "+2.60 dB", "5"] in table
    assert [row[1] for row in table[-3:]] == ["entry phone", "mid-range phone", "flagship phone"]
    assert table[-1][4].startswith("**yes**: takes ")
    assert "```\nsrdesk benchmark fsrcnn\n```" in text


def test_tables_have_as_many_cells_in_every_row():
    widths = {}
    for row in rows("".join(markdown(findings(subject(trial(paces=(), load=None, problem="No such|operator\nhere")))))):
        widths.setdefault(len(row), []).append(row)
    assert sorted(widths) == [5, 7]
    assert widths[7][-1][5] == "No such\\|operator here"


def test_without_pictures_there_is_no_chapter_on_quality(tmp_path):
    target = tmp_path / "report.md"
    write(findings(), target, kind="markdown")
    text = target.read_text(encoding="utf-8")
    assert "## Measured" in text
    assert "## Quality" not in text
    assert "It was made by" not in text
