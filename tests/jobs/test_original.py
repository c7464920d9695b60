"""The original of a result is found by name and by content, and nothing else is taken for it."""

import os
from pathlib import Path

import pytest

from srdesk.imaging.provenance import Source
from srdesk.jobs.original import Likeness, Original, find_original, is_source
from srdesk.progress import Cancelled, CancelToken

CONTENT = b"the photo as it was"
SOURCE = Source.of(CONTENT, name="photo.jpg")


@pytest.fixture
def result(tmp_path: Path) -> Path:
    path = tmp_path / "album" / "restored" / "photo_x2.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"the result")
    return path


def test_it_is_beside_the_result(result: Path) -> None:
    (beside := result.with_name("photo.jpg")).write_bytes(CONTENT)
    assert find_original(SOURCE, result) == Original(Likeness.SAME, beside)


def test_it_is_in_the_folder_above(result: Path) -> None:
    (above := result.parent.parent / "photo.jpg").write_bytes(CONTENT)
    result.with_name("photo.jpg").write_bytes(b"another of that name")
    assert find_original(SOURCE, result) == Original(Likeness.SAME, above)


def test_it_has_another_name_now(result: Path) -> None:
    (renamed := result.with_name("grandmother.jpg")).write_bytes(CONTENT)
    result.with_name("photo.jpg").write_bytes(b"another of that name")
    assert find_original(SOURCE, result) == Original(Likeness.SAME, renamed)


def test_it_has_changed(result: Path) -> None:
    (changed := result.with_name("photo.jpg")).write_bytes(CONTENT.swapcase())
    assert find_original(SOURCE, result) == Original(Likeness.CHANGED, changed)


def test_it_is_gone(result: Path) -> None:
    result.with_name("other.jpg").write_bytes(CONTENT.swapcase())
    assert find_original(SOURCE, result) == Original(Likeness.MISSING)


def test_a_result_is_not_its_own_original(result: Path) -> None:
    itself = Source.of(b"the result", name="photo_x2.jpg")
    assert find_original(itself, result) == Original(Likeness.MISSING)
    changed = Source.of(b"what was here before", name="photo_x2.jpg")
    assert find_original(changed, result) == Original(Likeness.MISSING)


def test_a_source_without_a_name_is_found_by_its_content(result: Path) -> None:
    (beside := result.with_name("photo.jpg")).write_bytes(CONTENT)
    assert find_original(Source.of(CONTENT), result) == Original(Likeness.SAME, beside)


def test_folders_and_pipes_are_no_originals(result: Path) -> None:
    result.with_name("photo.jpg").mkdir()
    os.mkfifo(result.parent / "pipe")
    assert find_original(Source("pipe", SOURCE.sha256, 0), result) == Original(Likeness.MISSING)
    assert find_original(SOURCE, result) == Original(Likeness.MISSING)


def test_a_folder_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    assert find_original(SOURCE, tmp_path / "never" / "was" / "photo_x2.jpg") == Original(Likeness.MISSING)


def test_looking_can_be_stopped(result: Path) -> None:
    result.with_name("photo.jpg").write_bytes(CONTENT)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        find_original(SOURCE, result, token=token)


def test_content_decides(tmp_path: Path) -> None:
    path = tmp_path / "any name"
    path.write_bytes(CONTENT)
    assert is_source(path, SOURCE)
    path.write_bytes(CONTENT.swapcase())
    assert not is_source(path, SOURCE)
    assert not is_source(tmp_path / "never", SOURCE)
