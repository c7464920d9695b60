"""The commands on models, as they are typed."""

import io
import json
import shutil

import numpy as np
import pytest

from srdesk import cli
from srdesk.errors import ExitCode
from srdesk.imaging.codec import decode, encode
from srdesk.imaging.photo import Photo
from srdesk.models import collection
from srdesk.models.catalogue import load_all
from srdesk.models.spec import Precision
from tests.convert.importing import networks


def run(*arguments):
    return cli.main([str(argument) for argument in arguments], window=lambda _files, new: 0)


def test_a_model_is_added_used_shown_and_removed(tmp_path, sample, capsys):
    file = networks.saved(networks.channels_last(), tmp_path, "my net")
    assert run("models", "add", file) == ExitCode.OK
    said = capsys.readouterr().out
    assert "--model my-net" in said
    assert "licence is not known" in said
    assert run("restore", sample, "--no-settings", "--model", "my-net", "-o", tmp_path / "out.png", "-q") == ExitCode.OK
    assert decode(tmp_path / "out.png").size == (768, 768)
    capsys.readouterr()
    assert run("models", "show", "my-net", "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["imported"]
    assert run("models", "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)[-1]["name"] == "my-net"
    assert run("models", "remove", "my-net") == ExitCode.OK
    assert run("models", "show", "my-net") == ExitCode.MODEL


def test_a_network_for_eight_times_is_added_and_used(tmp_path, capsys):
    assert run("models", "add", networks.saved(networks.plain(1, 8), tmp_path, "big"), "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["scale"] == 8
    source = tmp_path / "small.png"
    encode(Photo(np.full((20, 30, 3), 90, np.uint8)), source)
    restore = ("restore", source, "--no-settings", "-o", tmp_path / "out.png", "-q", "--scale")
    assert run(*restore, 8, "--model", "big") == ExitCode.OK
    assert decode(tmp_path / "out.png").size == (240, 160)
    assert run(*restore, 8, "--model", "fsrcnn", "--overwrite") == ExitCode.MODEL
    assert "It has x2, x3, x4" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        run(*restore, 17)
    assert ended.value.code == ExitCode.USAGE
    assert "from 1 to 16" in capsys.readouterr().err


def test_a_range_that_cannot_be_found_out_has_to_be_said(tmp_path, capsys):
    file = networks.saved(networks.either_range(), tmp_path, "either")
    assert run("models", "add", file) == ExitCode.USAGE
    assert "--range 0..1 or --range 0..255 or --range -1..1" in capsys.readouterr().err
    assert run("models", "add", file, "--range", "0..255", "--json") == ExitCode.OK


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self):
        return True


def test_colours_that_cannot_be_found_out_have_to_be_said(tmp_path, monkeypatch, capsys):
    file = networks.saved(networks.undecided(), tmp_path, "either")
    assert run("models", "add", file) == ExitCode.USAGE
    assert "--colours rgb or --colours bgr" in capsys.readouterr().err
    assert not any(spec.imported for spec in load_all().specs)
    assert run("models", "add", file, "--colours", "bgr", "--json") == ExitCode.OK


@pytest.mark.parametrize(("typed", "code"), [("what?\nBGR\n", ExitCode.OK), ("\n\n\nrgb\n", ExitCode.USAGE)])
def test_colours_are_asked_for_on_a_terminal(typed, code, tmp_path, monkeypatch):
    screen = Terminal()
    file = networks.saved(networks.undecided(), tmp_path, "either")
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("sys.stderr", screen)
    assert run("models", "add", file) == code
    assert "rgb or bgr" in screen.getvalue()
    assert any(spec.imported for spec in load_all().specs) == (code == ExitCode.OK)


def test_a_name_may_be_given_and_answers_too(tmp_path, capsys):
    file = networks.saved(networks.plain(), tmp_path)
    assert run("models", "add", file, "--name", "v1.5 best", "--order", "bgr", "--range", "0..255", "--json") == 0
    assert json.loads(capsys.readouterr().out)["name"] == "v1.5-best"


@pytest.mark.parametrize("arguments", [("remove", "fsrcnn"), ("add", "x.onnx", "--range", "7")])
def test_what_makes_no_sense_is_a_usage_error(arguments):
    assert run("models", *arguments) == ExitCode.USAGE


@pytest.mark.parametrize("arguments", [("remove", "nonesuch"), ("add", "nonesuch.onnx"), ("show", "nonesuch")])
def test_what_is_not_there_is_a_model_error(arguments, capsys):
    assert run("models", *arguments) == ExitCode.MODEL
    assert "nonesuch" in capsys.readouterr().err


def test_a_file_of_another_kind_is_refused_with_what_there_is(tmp_path, sample, capsys):
    shutil.copy(sample, tmp_path / "photo.jpg")
    assert run("models", "add", tmp_path / "photo.jpg") == ExitCode.MODEL
    assert ".onnx" in capsys.readouterr().err


def test_one_precision_is_removed(capsys):
    spec = load_all().find("fsrcnn", 2)
    origin = next(iter(spec.files.values())).sha256
    collection.add(spec, {Precision.INT8: collection.Weights(b"small", loss=0.03, origin=origin)})
    assert run("models", "remove", "fsrcnn", "--precision", "int8") == ExitCode.OK
    assert capsys.readouterr().out == "fsrcnn x2 int8 is removed.\n"
    assert Precision.INT8 not in load_all().find("fsrcnn", 2).files
    assert run("models", "remove", "fsrcnn", "--precision", "int8") == ExitCode.MODEL
    assert "has fp32, fp16" in capsys.readouterr().err
    assert run("models", "remove", "fsrcnn", "--precision", "fp16") == ExitCode.USAGE


def test_a_file_in_place_of_a_model_is_told_how_to_come_in(tmp_path, sample, capsys):
    file = networks.saved(networks.plain(), tmp_path, "my net")
    restore = ("restore", sample, "--no-settings", "--model", file, "-o", tmp_path / "out.png", "-q")
    assert run(*restore) == ExitCode.MODEL
    said = capsys.readouterr().err
    assert f"srdesk models add {file}" in said
    assert "--model my-net" in said
    assert run("models", "add", file) == ExitCode.OK
    capsys.readouterr()
    assert run(*restore) == ExitCode.MODEL
    assert "there already: use --model my-net" in capsys.readouterr().err
