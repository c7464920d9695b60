"""The command that asks whether networks can go to a phone."""

import json

import numpy as np
import pytest

from srdesk import cli
from srdesk.engines import devices
from srdesk.errors import ExitCode
from srdesk.feasibility import survey as module
from srdesk.imaging.codec import encode
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import load_all
from tests.convert.importing import networks
from tests.feasibility.examples import findings


def run(*arguments):
    return cli.main([str(argument) for argument in arguments], window=lambda _files, new: 99)


@pytest.fixture
def asked(monkeypatch):
    """What a survey was asked; it answers at once."""
    questions = []

    def survey(specs, **options):
        questions.append((specs, options))
        return findings()

    monkeypatch.setattr(module, "survey", survey)
    return questions


def test_it_measures_what_was_named_and_writes_a_page(asked, tmp_path, capsys):
    target = tmp_path / "report.html"
    assert run("benchmark", "espcn", "--scale", 2, "--engine", "onnx", "--rounds", 3, "-o", target) == 0
    ((specs, options),) = asked
    assert [(spec.name, spec.scale) for spec in specs] == [("espcn", 2)]
    assert (options["engines"], options["rounds"]) == (["onnx"], 3)
    assert options["instruments"] == module.Instruments()
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    out = capsys.readouterr().out
    assert "mid-range phone" in out
    assert str(target) in out


def test_programs_get_json(asked, tmp_path):
    target = tmp_path / "report.json"
    assert run("benchmark", "--report", "json", "--busy", "-o", target) == 0
    assert asked[0][1]["instruments"] is module.BUSY
    assert json.loads(target.read_text(encoding="utf-8"))["networks"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nonesuch", "-o", "report.html"), ExitCode.MODEL),
        (("-o", "nowhere/report.html"), ExitCode.OUTPUT),
        (("-o", "report.html", "--pictures", "nowhere"), ExitCode.INPUT),
    ],
)
def test_what_cannot_end_well_is_said_before_anything_is_measured(asked, tmp_path, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    assert run("benchmark", *arguments) == code
    assert asked == []


def test_sides_of_tiles_may_be_chosen_and_tables_name_their_command(asked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("benchmark", "espcn", "--tiles", "96,64,96", "--report", "markdown") == 0
    assert asked[0][1]["sides"] == (64, 96)
    text = (tmp_path / "srdesk-benchmark.md").read_text(encoding="utf-8")
    assert "srdesk benchmark espcn --tiles 96,64,96 --report markdown" in text


def test_a_file_is_measured_as_if_it_had_been_added_and_is_not(tmp_path, monkeypatch):
    """By every engine; one that is not installed is said to be so, with what would install it."""
    monkeypatch.setattr(devices, "find_spec", lambda _module: None)
    file = networks.saved(networks.channels_last(), tmp_path, "网络")
    target, pictures = tmp_path / "报告.json", tmp_path / "pictures"
    pictures.mkdir()
    encode(Photo(np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)), pictures / "one.png")
    options = ("--tiles", 16, "--rounds", 1, "--pictures", pictures, "--report", "json", "-o", target)
    assert run("benchmark", file, *options) == ExitCode.OK
    (network,) = json.loads(target.read_text(encoding="utf-8"))["networks"]
    assert network["name"] == "网络"
    assert network["quality"][0]["pictures"] == 1
    trials = {trial["engine"]: trial for trial in network["trials"]}
    assert trials["onnx"]["paces"]
    assert "pip install srdesk[openvino]" in trials["openvino"]["problem"]
    assert all(spec.name != "网络" for spec in load_all().specs)


def test_a_file_that_is_none_is_said_before_anything_is_measured(asked, tmp_path, capsys):
    assert run("benchmark", tmp_path / "missing.onnx", "-o", tmp_path / "report.html") == ExitCode.MODEL
    assert "missing.onnx" in capsys.readouterr().err
    assert asked == []


@pytest.mark.parametrize("tiles", ["", "x", "4", "64,", "64,5000"])
def test_sides_that_cannot_be_are_wrong_usage(asked, tiles):
    with pytest.raises(SystemExit) as caught:
        run("benchmark", "--tiles", tiles)
    assert caught.value.code == ExitCode.USAGE
    assert asked == []
