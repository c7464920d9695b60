"""The other commands, and the way in."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk import __main__, __version__, cli
from srdesk.errors import ExitCode, UsageError
from srdesk.models.catalogue import load


def run(*arguments, window=lambda _files, new: 99):
    return cli.main([str(argument) for argument in arguments], window=window)


def test_models_lists_every_network(capsys):
    assert run("models") == 0
    out = capsys.readouterr().out
    for spec in load().specs:
        assert spec.sentence.split()[0] in out
    assert run("models", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["scale"], row["halo"]) for row in rows] == [
        (spec.name, spec.scale, spec.halo) for spec in load().specs
    ]


def tried(out):
    """The models that a selftest has found in order."""
    return {line.split()[1] for line in out.splitlines() if line.startswith("ok")}


def test_selftest_passes_and_says_what_is_there(capsys):
    assert run("selftest") == 0
    out = capsys.readouterr().out
    for word in ("ONNX Runtime", "OpenCV", "cpu", "JPEG", "srdesk works"):
        assert word in out
    assert "FAIL" not in out
    assert tried(out) == {spec.name for spec in load().specs}


def test_selftest_compares_tiles_with_the_whole_for_the_models_it_is_told(capsys):
    assert run("selftest", "--seams", "--model", "espcn", "--model", "fsrcnn") == 0
    out = capsys.readouterr().out
    assert "seams: 4 tiles" in out
    assert tried(out) == {"espcn", "fsrcnn"}


def test_selftest_refuses_a_model_that_there_is_not(capsys):
    assert run("selftest", "--model", "nonesuch") == ExitCode.MODEL


def test_selftest_fails_on_a_model_that_does_not_restore(monkeypatch, capsys):
    from srdesk import selftest
    from srdesk.restore import Restorer
    from tests.fakes import ConstantSession, catalogue, opener

    monkeypatch.setattr(selftest, "Restorer", lambda: Restorer(catalogue(), opener=opener(ConstantSession(value=0.4))))
    assert run("selftest") == ExitCode.BUG
    assert "FAIL" in capsys.readouterr().out


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(0)
    for n in range(2):
        small = Image.fromarray(rng.integers(0, 255, (12, 12, 3), dtype=np.uint8))
        small.resize((61, 50), Image.Resampling.BICUBIC).save(tmp_path / f"{n}.png")
    return tmp_path


def test_evaluate_measures_models_beside_bicubic(folder, capsys):
    assert run("evaluate", folder, "--model", "fsrcnn", "--scale", 2, "--scale", 3, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["model"], row["scale"]) for row in rows] == [
        ("bicubic", 2), ("fsrcnn", 2), ("bicubic", 3), ("fsrcnn", 3),
    ]  # fmt: skip
    assert all(20 < row["psnr"] < 70 and 0.5 < row["ssim"] <= 1 and row["pictures"] == 2 for row in rows)
    assert run("evaluate", folder, "--model", "fsrcnn", "--scale", 2) == 0
    assert "PSNR" in capsys.readouterr().out


def test_evaluate_measures_a_model_at_the_scales_it_has(folder, capsys):
    assert run("evaluate", folder, "--model", "edsr", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["scale"] for row in rows if row["model"] == "edsr"} == {
        spec.scale for spec in load().specs if spec.name == "edsr"
    }


def test_evaluate_refuses_an_unknown_model_and_pictures_too_small(folder):
    assert run("evaluate", folder, "--model", "nonesuch") == ExitCode.MODEL
    Image.new("RGB", (1, 1)).save(folder / "dot.png")
    assert run("evaluate", folder) == ExitCode.INPUT


def test_evaluate_refuses_what_is_no_folder_of_pictures(tmp_path):
    assert run("evaluate", tmp_path) == ExitCode.INPUT
    assert run("evaluate", tmp_path / "none") == ExitCode.INPUT


def test_gui_hands_its_files_to_the_window(tmp_path):
    seen = []
    assert run("gui", tmp_path / "a.png", window=lambda files, new: seen.extend(files) or 0) == 0
    assert seen == [tmp_path / "a.png"]


def test_another_window_is_opened_when_that_is_wanted(tmp_path):
    seen = []
    assert run("gui", "--new-window", window=lambda files, new: seen.append(new) or 0) == 0
    assert run("gui", "--", "--new-window", window=lambda files, new: seen.append((files, new)) or 0) == 0
    assert seen == [True, ([Path("--new-window")], False)]


@pytest.mark.parametrize(
    ("typed", "files", "new"),
    [
        (["-a.jpg", "b %41.jpg"], ["-a.jpg", "b %41.jpg"], False),
        (["--new-window", "-a.jpg"], ["-a.jpg"], True),
        (["--new-window", "--", "--new-window"], ["--new-window"], True),
        (["--", "-a.jpg"], ["-a.jpg"], False),
        (["a.jpg", "--new-window"], ["a.jpg", "--new-window"], False),
    ],
)
def test_every_argument_of_the_windowed_program_is_a_photo(monkeypatch, typed, files, new):
    seen = []
    monkeypatch.setattr("sys.argv", ["srdesk-gui", *typed])
    monkeypatch.setattr(__main__, "open_window", lambda files, new: seen.append((files, new)) or 0)
    assert __main__.gui() == 0
    assert seen == [([Path(name) for name in files], new)]


def test_without_a_display_the_window_is_a_usage_error(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError) as caught:
        __main__.open_window([])
    assert "srdesk restore" in caught.value.hint


def test_a_bug_is_exit_code_1_with_a_trace(capsys):
    def broken(_files, new):
        raise ZeroDivisionError

    assert run("gui", window=broken) == ExitCode.BUG
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_version_and_help_name_the_exit_codes(capsys):
    for option, word in (("--version", __version__), ("--help", "130 cancelled")):
        with pytest.raises(SystemExit) as left:
            run(option)
        assert left.value.code == 0
        assert word in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nonesuch"], ["restore"]])
def test_wrong_usage_is_exit_code_2(arguments):
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == ExitCode.USAGE
