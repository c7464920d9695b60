"""The command that asks whether networks can go to a phone."""

import json

import pytest

from srdesk import cli
from srdesk.errors import ExitCode
from srdesk.feasibility import survey as module
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


@pytest.mark.parametrize("tiles", ["", "x", "4", "64,", "64,5000"])
def test_sides_that_cannot_be_are_wrong_usage(asked, tiles):
    with pytest.raises(SystemExit) as caught:
        run("benchmark", "--tiles", tiles)
    assert caught.value.code == ExitCode.USAGE
    assert asked == []
