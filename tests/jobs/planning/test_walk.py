"""Walking: every photo once, in one order, and nothing that is none."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import InputError
from srdesk.jobs.planning.selection import Reason, Selection
from srdesk.jobs.planning.walk import Found, Passed, Walker


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(path.name.encode())


def walked(*inputs: Path, output: Path | None = None, **selection: object) -> tuple[list[str], dict[str, Reason]]:
    """Found files by their path below the input, and what was passed over by name."""
    found, passed = [], {}
    for thing in Walker(inputs, output or inputs[0] / "nowhere", Selection(**selection)):  # type: ignore[arg-type]
        if isinstance(thing, Found):
            found.append(thing.below + thing.name)
        else:
            passed[Path(thing.path).name] = thing.reason
    return found, passed


def test_files_first_then_folders_by_name(tmp_path: Path) -> None:
    touch(tmp_path / "b.jpg", tmp_path / "a.jpg", tmp_path / "a" / "z.jpg", tmp_path / "0" / "1" / "y.jpg")
    assert walked(tmp_path)[0] == ["a.jpg", "b.jpg", "0/1/y.jpg", "a/z.jpg"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".hidden.jpg", Reason.HIDDEN),
        ("Thumbs.db", Reason.DROPPING),
        (".DS_Store", Reason.DROPPING),
        ("._photo.jpg", Reason.DROPPING),
        ("photo.jpg.crdownload", Reason.UNFINISHED),
        ("@eaDir/x.jpg", Reason.DROPPING),
        ("$RECYCLE.BIN/x.jpg", Reason.DROPPING),
        (".cache/x.jpg", Reason.HIDDEN),
    ],
)
def test_what_is_passed_over(name: str, reason: Reason, tmp_path: Path) -> None:
    touch(tmp_path / name)
    found, passed = walked(tmp_path)
    assert (found, list(passed.values())) == ([], [reason])


def test_hidden_files_can_be_asked_for(tmp_path: Path) -> None:
    touch(tmp_path / ".hidden.jpg", tmp_path / ".DS_Store")
    assert walked(tmp_path, hidden=True)[0] == [".hidden.jpg"]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (("*.JPG",), (), ["a.jpg", "x/b.jpg"]),
        (("x/*",), (), ["x/b.jpg", "x/c.png"]),
        ((), ("x",), ["a.jpg"]),
        ((), ("*/b.*",), ["a.jpg", "x/c.png"]),
        (("*.jpg", "*.png"), ("b*",), ["a.jpg", "x/c.png"]),
    ],
)
def test_globs(include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "x" / "b.jpg", tmp_path / "x" / "c.png")
    assert walked(tmp_path, include=include, exclude=exclude)[0] == expected


def test_links_do_not_loop_and_give_nothing_twice(tmp_path: Path) -> None:
    touch(tmp_path / "real" / "a.jpg")
    (tmp_path / "real" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real" / "b.jpg").symlink_to(tmp_path / "real" / "a.jpg")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found, passed = walked(tmp_path)
    assert found == ["real/a.jpg"]
    assert passed == {
        "again": Reason.LOOP,
        "up": Reason.LOOP,
        "b.jpg": Reason.DUPLICATE,
        "self": Reason.BROKEN_LINK,
    }


def test_links_to_other_places_are_followed(tmp_path: Path) -> None:
    touch(tmp_path / "else" / "a.jpg", tmp_path / "else" / "b.jpg", tmp_path / "in" / "c.jpg")
    (tmp_path / "in" / "sub").symlink_to(tmp_path / "else", target_is_directory=True)
    assert walked(tmp_path / "in")[0] == ["c.jpg", "sub/a.jpg", "sub/b.jpg"]


def test_a_file_with_two_names_is_given_once(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg")
    os.link(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert walked(tmp_path) == (["a.jpg"], {"b.jpg": Reason.DUPLICATE})


def test_inputs_that_overlap_give_nothing_twice(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "x" / "b.jpg")
    found, _ = walked(tmp_path / "a.jpg", tmp_path, tmp_path / "x", tmp_path)
    assert sorted(found) == ["a.jpg", "b.jpg"]


def test_the_output_inside_the_input_is_not_entered(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "out" / "a_x2.jpg")
    assert walked(tmp_path, output=tmp_path / "out") == (["a.jpg"], {"out": Reason.OUTPUT})


def test_what_a_batch_keeps_in_an_output_that_is_the_input_is_not_seen(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "srdesk-originals" / "a.jpg", tmp_path / "srdesk-journal.jsonl")
    assert walked(tmp_path, output=tmp_path) == (["a.jpg"], {})


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert walked(tmp_path) == ([], {"pipe.jpg": Reason.NO_FILE})


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "closed" / "b.jpg")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("srdesk.jobs.planning.walk.os.scandir", scandir)
    found, passed = walked(tmp_path)
    assert (found, passed) == (["a.jpg"], {"closed": Reason.UNLISTABLE})
    assert passed["closed"].serious


def test_an_input_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        walked(tmp_path / "gone")


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=12))
def test_every_file_is_found_once(tmp_path_factory: pytest.TempPathFactory, paths: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("tree")
    for parts in paths:
        touch(folder.joinpath(*(f"{part}d" for part in parts[:-1]), f"{parts[-1]}.jpg"))
    found, passed = walked(folder)
    expected = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.jpg"))
    assert (sorted(found), passed) == (expected, {})


def test_the_reason_is_a_sentence() -> None:
    assert all(str(reason).split()[0] in ("is", "was", "has") for reason in Reason)
    assert Passed("x", Reason.LOOP).reason == "is a link to a folder that the batch has already"


def test_folders_inside_can_be_left_alone(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "below/b.jpg")
    found, passed = walked(tmp_path, recursive=False)
    assert found == ["a.jpg"]
    assert passed == {"below": Reason.BELOW}
