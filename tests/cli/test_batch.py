"""srdesk batch and srdesk watch: what is typed, what is said, exit codes."""

import json
import shlex
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk import cli
from srdesk.cli.batch_console import _span
from srdesk.cli.parser import build_parser
from srdesk.cli.reins import Reins
from srdesk.errors import ExitCode, OutputError
from srdesk.jobs.known import known, places_file
from srdesk.jobs.places import JOURNAL, ORIGINALS

QUICK = ("--no-settings", "--model", "espcn", "--let-sleep", "--report", "none")


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments], window=lambda _files, new: 99)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two photos in a tree, and a file that is no photo."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    y, x = np.mgrid[0:40, 0:30]
    picture = Image.fromarray(np.stack([y * 5, x * 7, y + x], axis=-1).astype(np.uint8))
    picture.save(folder / "a.jpg")
    picture.transpose(Image.Transpose.ROTATE_90).save(folder / "sub" / "b.png")
    (folder / "notes.txt").write_text("not a photo")
    return folder


def results(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_becomes_a_folder(photos: Path, tmp_path: Path, capsys) -> None:
    assert run("batch", photos, tmp_path / "out", *QUICK) == ExitCode.OK
    assert results(tmp_path / "out") == ["a_x2.jpg", JOURNAL, "sub/b_x2.png"]
    assert "2 of 2 photos restored" in capsys.readouterr().out


def test_what_could_not_be_looked_into_is_said_and_did_not_fail_before(photos: Path, tmp_path: Path, capsys) -> None:
    (photos / "gone.png").symlink_to(tmp_path / "gone")
    assert run("batch", photos, tmp_path / "out", *QUICK) == ExitCode.PARTIAL
    said = capsys.readouterr().err
    assert "Folders or links that could not be looked into: 1." in said
    assert "failed before" not in said


def test_guarded_networks_make_the_same_files(photos: Path, tmp_path: Path) -> None:
    for name, options in (("out", QUICK), ("guarded", (*QUICK, "--guard"))):
        assert run("batch", photos, tmp_path / name, *options) == ExitCode.OK
    for name in ("a_x2.jpg", "sub/b_x2.png"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "guarded" / name).read_bytes()


def test_the_report_is_written_and_named(photos: Path, tmp_path: Path, capsys) -> None:
    assert run("batch", photos, tmp_path / "out", *QUICK, "--report", "html,csv", "--samples", 1) == ExitCode.OK
    assert (tmp_path / "out" / "srdesk-report.html").is_file()
    assert not (tmp_path / "out" / "srdesk-report.json").exists()
    assert "srdesk-report.csv" in capsys.readouterr().out


def test_reports_that_are_asked_for_one_by_one_are_all_written(photos: Path, tmp_path: Path) -> None:
    options = (*QUICK, "--report", "csv", "--report", "json,csv")
    assert run("batch", photos, tmp_path / "out", *options) == ExitCode.OK
    written = {path.suffix for path in (tmp_path / "out").glob("srdesk-report.*")}
    assert written == {".csv", ".json"}


def test_a_dry_run_says_everything_and_writes_nothing(photos: Path, tmp_path: Path, capsys) -> None:
    assert run("batch", photos, tmp_path / "out", *QUICK, "--dry-run") == ExitCode.OK
    said = capsys.readouterr().out
    for part in (
        "2 photos to restore",
        "1 JPEG",
        "1 PNG",
        "is no picture",
        "a_x2.jpg",
        "megapixels",
        "free",
        "by a piece",
    ):
        assert part in said
    assert not (tmp_path / "out").exists()


def test_a_dry_run_for_programs(photos: Path, tmp_path: Path, capsys) -> None:
    run("batch", photos, tmp_path / "out", *QUICK, "--dry-run", "--json")
    plan = json.loads(capsys.readouterr().out)
    assert plan["counts"]["todo"] == 2
    assert plan["formats"] == {"JPEG": 1, "PNG": 1}
    assert plan["eta_seconds"][0] < plan["eta_seconds"][1]


def test_a_dry_run_knows_what_is_done(photos: Path, tmp_path: Path, capsys) -> None:
    run("batch", photos, tmp_path / "out", *QUICK)
    capsys.readouterr()
    run("batch", photos, tmp_path / "out", *QUICK, "--dry-run")
    assert "2 are done already" in capsys.readouterr().out


def test_json_lines_tell_of_every_photo(photos: Path, tmp_path: Path, capsys) -> None:
    (photos / "torn.png").write_bytes(b"")
    assert run("batch", photos, tmp_path / "out", *QUICK, "--json") == ExitCode.PARTIAL
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = [event["event"] for event in events]
    assert (kinds[0], kinds[-1]) == ("started", "ended")
    assert (kinds.count("done"), kinds.count("failed")) == (2, 1)
    assert events[-1]["failed"] == 1
    failed = next(event for event in events if event["event"] == "failed")
    assert failed["message"] and failed["hint"]


def test_failures_are_said_and_tried_again_when_asked(photos: Path, tmp_path: Path, capsys) -> None:
    (photos / "torn.png").write_bytes(b"")
    out = tmp_path / "out"
    assert run("batch", photos, out, *QUICK) == ExitCode.PARTIAL
    assert "is empty" in capsys.readouterr().err
    assert run("batch", photos, out, *QUICK) == ExitCode.PARTIAL
    assert "--retry-failed" in capsys.readouterr().err
    (photos / "torn.png").write_bytes((photos / "sub" / "b.png").read_bytes())
    assert run("batch", out, "--resume", "--retry-failed", "--let-sleep", "--report", "none") == ExitCode.OK
    assert (out / "torn_x2.png").exists()


def test_resuming_needs_a_journal_or_the_folders(photos: Path, tmp_path: Path, capsys) -> None:
    assert run("batch", tmp_path / "out", "--resume") == ExitCode.JOURNAL
    assert "IN OUT" in capsys.readouterr().err
    assert run("batch", photos, tmp_path / "out", "--resume", *QUICK) == ExitCode.OK, "it simply starts"


def test_a_foreign_journal_is_refused(photos: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / JOURNAL).write_text("mine\n")
    assert run("batch", photos, tmp_path / "out", *QUICK) == ExitCode.JOURNAL
    assert (tmp_path / "out" / JOURNAL).read_text() == "mine\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "IN"),
        ("batch", "IN", "OUT", "--template", "{nonsense}"),
        ("batch", "IN", "OUT", "--in-place"),
        ("batch", "IN", "OUT", "--undo"),
        ("batch", "IN", "FILE"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_done(
    arguments: tuple[str, ...], photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    places = {"IN": str(photos), "OUT": str(tmp_path / "out"), "FILE": str(tmp_path / "file")}
    words = [places.get(word, word) for word in arguments]
    expected = ExitCode.OUTPUT if "FILE" in arguments else ExitCode.USAGE
    assert run(*words, *QUICK) == expected
    assert results(tmp_path / "out") in ([], [JOURNAL])


@pytest.mark.parametrize("option", [("--max-ram", "lots"), ("--report", "pdf"), ("--on-conflict", "pray")])
def test_options_that_make_no_sense_are_wrong_usage(option: tuple[str, str], photos: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run("batch", photos, tmp_path / "out", *option)
    assert ended.value.code == ExitCode.USAGE


def test_a_model_that_does_not_exist_is_said_before_the_walk(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run("batch", tmp_path / "in", tmp_path / "out", *QUICK, "--model", "nonesuch") == ExitCode.MODEL


def test_selection_and_names(photos: Path, tmp_path: Path) -> None:
    words = ("--include", "*.png", "--template", "{counter:03}_{stem}", "--max-ram", "500M")
    assert run("batch", photos, tmp_path / "out", *QUICK, *words) == ExitCode.OK
    assert results(tmp_path / "out") == ["srdesk-journal.jsonl", "sub/001_b.png"]


def test_in_place_and_undone(photos: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    before = (photos / "a.jpg").read_bytes()
    assert run("batch", photos, "--in-place", *QUICK) == ExitCode.OK
    with Image.open(photos / "a.jpg") as picture:
        assert picture.size == (60, 80)
    assert (photos / ORIGINALS / "a.jpg").read_bytes() == before
    monkeypatch.setattr("send2trash.send2trash", lambda path: Path(path).unlink())
    assert run("batch", photos, "--undo") == ExitCode.OK
    assert "2 results were moved to the recycle bin" in capsys.readouterr().err
    assert (photos / "a.jpg").read_bytes() == before


def test_a_size_that_is_asked_for_is_in_the_names(photos: Path, tmp_path: Path) -> None:
    assert run("batch", photos, tmp_path / "out", *QUICK, "--size", "50w") == ExitCode.OK
    with Image.open(tmp_path / "out" / "a_50w.jpg") as picture:
        assert picture.width == 50


def test_watching_once_restores_what_is_there(photos: Path, tmp_path: Path) -> None:
    words = ("--once", "--interval", "0.01", "--settle", "0.01", "--no-settings", "--model", "espcn", "--let-sleep")
    assert run("watch", photos, tmp_path / "out", *words) == ExitCode.OK
    assert results(tmp_path / "out") == ["a_x2.jpg", JOURNAL, "sub/b_x2.png"]


def test_the_first_interruption_is_gentle_and_the_second_is_not(capsys) -> None:
    reins = Reins(running=True)
    reins.interrupt()
    assert reins.control.stopping
    assert not reins.control.token.cancelled
    assert "again" in capsys.readouterr().err
    reins.interrupt()
    assert reins.control.token.cancelled


def test_before_the_run_an_interruption_ends_at_once() -> None:
    reins = Reins()
    reins.interrupt()
    assert reins.control.token.cancelled


def test_a_bug_in_the_work_is_raised_where_the_reins_are_held() -> None:
    def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Reins().held(work)


def commands_of(page: str) -> list[str]:
    """What a page says can be typed, without the comments."""
    lines = (Path(__file__).parents[2] / page).read_text(encoding="utf-8").splitlines()
    return [line.partition(" #")[0].strip() for line in lines if line.startswith(("srdesk batch ", "srdesk watch "))]


@pytest.mark.parametrize("command", commands_of("README.md"))
def test_the_commands_of_the_readme_can_be_typed(command: str) -> None:
    arguments = build_parser().parse_args(shlex.split(command)[1:])
    assert arguments.command in ("batch", "watch")


def test_the_readme_shows_batches() -> None:
    assert len(commands_of("README.md")) >= 9


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.2, 1.0, "about 1 second"),
        (5, 9, "5 to 9 seconds"),
        (100, 130, "about 2 minutes"),
        (600, 900, "10 to 15 minutes"),
        (7000, 15000, "2 to 4 hours"),
    ],
)
def test_the_time_left_is_no_more_certain_than_it_is(low: float, high: float, said: str) -> None:
    assert _span(low, high) == said


def test_a_batch_begun_here_is_known_to_the_window(photos: Path, tmp_path: Path) -> None:
    assert run("batch", photos, tmp_path / "out", *QUICK) == ExitCode.OK
    assert known(places_file())[0] == tmp_path / "out"
    assert run("batch", photos, tmp_path / "other", *QUICK, "--dry-run") == ExitCode.OK
    assert known(places_file())[0] == tmp_path / "out"


def test_how_it_ended_is_said_where_there_is_no_room_for_a_report(
    photos: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OutputError("There is no room for the report.")

    monkeypatch.setattr("srdesk.cli.batch.write_report", full)
    assert run("batch", photos, tmp_path / "out", *QUICK[:-1], "html") == ExitCode.OUTPUT
    told = capsys.readouterr()
    assert "2 of 2 photos restored" in told.out
    assert "no room for the report" in told.err
