"""`srdesk export` as it is typed."""

import json

import pytest

from srdesk.cli import main
from srdesk.errors import ExitCode


def run(*arguments):
    return main([str(argument) for argument in arguments], window=lambda _files, new: 0)


def test_a_model_is_exported_and_told_of(tmp_path, capsys):
    assert run("export", "espcn", "--for", "web", "-o", tmp_path / "port") == ExitCode.OK
    said = capsys.readouterr().out
    assert str(tmp_path / "port" / "espcn_x2_fp32.onnx") in said
    assert "run by ONNX Runtime, off by" in said
    assert (tmp_path / "port" / "port.json").is_file()


def test_programs_get_an_object(tmp_path, capsys):
    arguments = ("--scale", "3", "--precision", "int8", "--shape", "32x48", "--json")
    assert run("export", "espcn", "--for", "opencv", "-o", tmp_path, *arguments) == ExitCode.USAGE
    assert json.loads(capsys.readouterr().out)["code"] == ExitCode.USAGE
    assert run("export", "espcn", "--for", "web", "-o", tmp_path, *arguments) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert [model["name"] for model in told["models"]] == ["espcn_x3_int8.onnx", "espcn_x3_int8.ort"]
    assert {check["engine"] for check in told["checks"]} == {"onnx"}


def test_a_model_that_is_not_there_is_a_model_error(tmp_path):
    assert run("export", "nonesuch", "--for", "web", "-o", tmp_path / "port") == ExitCode.MODEL
    assert not (tmp_path / "port").exists()


@pytest.mark.parametrize("shape", ["32", "x32", "32x", "ax3"])
def test_a_shape_is_two_numbers(shape, tmp_path, capsys):
    with pytest.raises(SystemExit):
        run("export", "espcn", "--for", "web", "-o", tmp_path, "--shape", shape)
    assert "height x width" in capsys.readouterr().err
