"""Names of results: the rule, and what happens to names that are taken."""

from pathlib import Path

import pytest

from srdesk.jobs.names import default_target, free_name


@pytest.mark.parametrize(
    ("source", "suffix", "expected"),
    [
        ("a/photo.jpg", None, "a/photo_x2.jpg"),
        ("a/photo.JPG", None, "a/photo_x2.JPG"),
        ("a/photo.heic", ".jpg", "a/photo_x2.jpg"),
        ("a/photo.tar.png", None, "a/photo.tar_x2.png"),
        ("a/photo", ".png", "a/photo_x2.png"),
    ],
)
def test_default_names(source, suffix, expected):
    assert default_target(Path(source), "x2", suffix) == Path(expected)


def test_free_names_are_numbered(tmp_path):
    target = tmp_path / "a_x2.jpg"
    assert free_name(target) == target
    target.touch()
    target.with_name("a_x2-2.jpg").touch()
    assert free_name(target) == tmp_path / "a_x2-3.jpg"


def test_names_that_others_will_have_are_not_free(tmp_path):
    target = tmp_path / "a_x2.jpg"
    assert free_name(target, {target, tmp_path / "a_x2-2.jpg"}) == tmp_path / "a_x2-3.jpg"
