"""srdesk show: what files say of how they were made."""

import json

import numpy as np
import pytest
from PIL import Image

from srdesk import cli
from srdesk.errors import ExitCode


def run(*arguments):
    return cli.main([str(argument) for argument in arguments], window=lambda _files, new: 99)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "family.png"
    Image.fromarray(np.arange(40 * 30 * 3, dtype=np.uint32).reshape(40, 30, 3).astype(np.uint8)).save(path)
    return path


@pytest.fixture
def result(photo, capsys):
    assert run("restore", photo, "--model", "espcn", "--precision", "fp32", "--strength", "0.5") == 0
    capsys.readouterr()
    return photo.with_name("family_x2.png")


def test_it_says_how_a_result_was_made(result, photo, capsys):
    assert run("show", result) == ExitCode.OK
    said = capsys.readouterr().out
    for part in ("espcn", "0.5", "family.png", str(photo), "the same to the byte", "algorithmicallyEnhanced"):
        assert part in said


def test_programs_get_it_as_json(result, photo, capsys):
    assert run("show", "--json", result) == ExitCode.OK
    row = json.loads(capsys.readouterr().out)
    assert row["provenance"]["options"]["model"] == "espcn"
    assert row["provenance"]["source"]["bytes"] == photo.stat().st_size
    assert row["provenance"]["original"] == {"found": "same", "path": str(photo)}


@pytest.mark.parametrize(("fate", "words"), [("changed", "other content"), ("missing", "not beside")])
def test_it_says_what_became_of_the_original(result, photo, fate, words, capsys):
    if fate == "changed":
        photo.write_bytes(b"x" * photo.stat().st_size)
    else:
        photo.unlink()
    run("show", result)
    assert words in capsys.readouterr().out


def test_a_photo_says_nothing(photo, capsys):
    assert run("show", photo) == ExitCode.OK
    assert "nothing" in capsys.readouterr().out
    run("show", photo, "--json")
    assert json.loads(capsys.readouterr().out)["provenance"] is None


def test_nothing_is_said_if_that_was_not_wanted(photo, capsys):
    assert run("restore", photo, "--no-provenance", "-o", photo.with_name("silent.png")) == 0
    run("show", photo.with_name("silent.png"), "--json")
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (row["provenance"], row["digital_source_type"]) == (None, "")


def test_a_file_that_cannot_be_read_does_not_silence_the_others(result, tmp_path, capsys):
    assert run("show", tmp_path / "never.png", result) == ExitCode.PARTIAL
    told = capsys.readouterr()
    assert "never.png" in told.err
    assert "espcn" in told.out
    assert run("show", tmp_path / "never.png", "--json") == ExitCode.INPUT
    assert json.loads(capsys.readouterr().out)["code"] == ExitCode.INPUT
