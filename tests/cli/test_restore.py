"""srdesk restore: names, formats, exit codes, JSON lines."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk import cli
from srdesk.errors import ExitCode
from srdesk.imaging.options import EncodeOptions
from srdesk.restore import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.settings import Preset, Settings, save


def run(*arguments):
    return cli.main([str(argument) for argument in arguments], window=lambda _files, new: 99)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "family photo.png"
    y, x = np.mgrid[0:40, 0:30]
    Image.fromarray(np.stack([y * 5, x * 7, y + x], axis=-1).astype(np.uint8)).save(path)
    return path


def size(path):
    with Image.open(path) as image:
        return image.size


def test_the_result_goes_beside_the_source(photo, capsys):
    assert run("restore", photo) == ExitCode.OK
    assert size(photo.with_name("family photo_x2.png")) == (60, 80)
    assert "family photo_x2.png" in capsys.readouterr().out


def test_the_source_is_untouched(photo):
    before = photo.read_bytes()
    run("restore", photo)
    assert photo.read_bytes() == before


@pytest.mark.parametrize("scale", (2, 3, 4))
def test_every_scale(photo, scale):
    assert run("restore", photo, "--scale", scale) == 0
    assert size(photo.with_name(f"family photo_x{scale}.png")) == (30 * scale, 40 * scale)


def test_output_names_a_file(photo, tmp_path):
    assert run("restore", photo, "-o", tmp_path / "out.jpg") == 0
    with Image.open(tmp_path / "out.jpg") as image:
        assert image.format == "JPEG"


def test_output_names_a_folder_made_if_absent(photo, tmp_path):
    assert run("restore", photo, "-o", f"{tmp_path / 'new' / 'folder'}{os.sep}") == 0
    assert (tmp_path / "new" / "folder" / "family photo_x2.png").exists()


def test_several_photos_go_into_a_folder(photo, tmp_path):
    second = tmp_path / "second.png"
    second.write_bytes(photo.read_bytes())
    assert run("restore", photo, second, "-o", tmp_path / "many") == 0
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == ["family photo_x2.png", "second_x2.png"]


def test_two_photos_of_one_name_do_not_overwrite_each_other(photo, tmp_path, capsys):
    other = tmp_path / "other" / photo.name
    other.parent.mkdir()
    other.write_bytes(photo.read_bytes())
    assert run("restore", photo, other, "-o", tmp_path / "many", "--overwrite") == ExitCode.PARTIAL
    assert [path.name for path in (tmp_path / "many").iterdir()] == ["family photo_x2.png"]
    assert "result of another photo" in capsys.readouterr().err


def test_one_stem_in_two_formats_is_two_names(photo, tmp_path):
    other = tmp_path / "family photo.tif"
    Image.open(photo).save(other)
    assert run("restore", photo, other, "-o", tmp_path / "many") == ExitCode.OK
    assert len(list((tmp_path / "many").iterdir())) == 2


def test_a_file_cannot_hold_several_photos(photo, tmp_path):
    target = tmp_path / "there.png"
    target.write_bytes(b"mine")
    assert run("restore", photo, photo, "-o", target) == ExitCode.USAGE
    assert target.read_bytes() == b"mine"


def test_an_existing_result_is_kept_unless_overwriting_is_asked_for(photo, capsys):
    target = photo.with_name("family photo_x2.png")
    target.write_bytes(b"precious")
    assert run("restore", photo) == ExitCode.OUTPUT
    assert target.read_bytes() == b"precious"
    assert "overwriting" in capsys.readouterr().err
    assert run("restore", photo, "--overwrite") == 0
    assert size(target) == (60, 80)


def test_a_source_is_never_replaced_by_accident(photo):
    before = photo.read_bytes()
    assert run("restore", photo, "-o", photo) == ExitCode.OUTPUT
    assert photo.read_bytes() == before


def test_format_and_quality(photo, tmp_path):
    assert run("restore", photo, "--format", "webp", "--quality", 40) == 0
    with Image.open(photo.with_name("family photo_x2.webp")) as image:
        assert image.format == "WEBP"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", ExitCode.INPUT), (b"just text", ExitCode.INPUT), (b"\x89PNG\r\n\x1a\n123", ExitCode.INPUT)],
)
def test_a_file_that_is_no_picture(tmp_path, content, code, capsys):
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    assert run("restore", path) == code
    assert list(tmp_path.iterdir()) == [path]
    assert str(path) in capsys.readouterr().err


def test_a_missing_file(tmp_path):
    assert run("restore", tmp_path / "none.jpg") == ExitCode.INPUT


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--model", "nonesuch"], ExitCode.MODEL),
        (["--model", "espcn", "--precision", "int8"], ExitCode.MODEL),
        (["--tile", "1"], ExitCode.USAGE),
        (["--overlap", "-3"], ExitCode.USAGE),
        (["--strength", "2"], ExitCode.USAGE),
        (["--grain", "2"], ExitCode.USAGE),
        (["--device", "nonesuch"], ExitCode.ENGINE),
        (["--scale", "7"], ExitCode.MODEL),
        (["--scale", "17"], ExitCode.USAGE),
        (["--quality", "0"], ExitCode.USAGE),
        (["--format", "docx"], ExitCode.USAGE),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(photo, arguments, code):
    try:
        result = run("restore", photo, *arguments)
    except SystemExit as left:  # argparse
        result = left.code
    assert result == code
    assert list(photo.parent.iterdir()) == [photo]


def test_one_bad_photo_is_one_bad_photo(photo, tmp_path, capsys):
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no")
    assert run("restore", bad, photo) == ExitCode.PARTIAL
    assert photo.with_name("family photo_x2.png").exists()
    assert "bad.jpg" in capsys.readouterr().err


def test_json_lines(photo, tmp_path, capsys):
    missing = tmp_path / "none.png"
    run("restore", photo, missing, "--json", "--tile", "16")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    events = [line["event"] for line in lines]
    assert events == ["progress"] * (len(events) - 2) + ["done", "failed"]
    fractions = [line["fraction"] for line in lines if line["event"] == "progress"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    done, failed = lines[-2:]
    assert (done["width"], done["height"], done["model"], done["exact"]) == (60, 80, "fsrcnn", True)
    assert Path(done["target"]).exists()
    assert failed["code"] == ExitCode.INPUT
    assert failed["source"] == str(missing)
    assert failed["hint"]


def test_a_model_that_does_not_exist_is_said_once(photo, capsys):
    assert run("restore", photo, photo, "--model", "nonesuch") == ExitCode.MODEL
    assert capsys.readouterr().err.count("nonesuch") == 1


def test_a_folder_that_nothing_came_into_is_gone_again(photo, tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(photo.read_bytes()[:60])
    assert run("restore", bad, "-o", f"{tmp_path / 'a' / 'b'}/") == ExitCode.INPUT
    assert run("restore", photo, "--device", "nonesuch", "-o", f"{tmp_path / 'a' / 'b'}/") == ExitCode.ENGINE
    assert not (tmp_path / "a").exists()


def test_a_name_that_is_too_long_is_an_output_error(photo):
    long = photo.with_name("x" * 250 + ".png")
    photo.rename(long)
    assert run("restore", long) == ExitCode.OUTPUT


def test_a_target_that_is_no_file_is_left_alone(photo, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert run("restore", photo, "-o", tmp_path / "pipe", "--overwrite") == ExitCode.OUTPUT
    assert (tmp_path / "pipe").is_fifo()


def test_usage_errors_are_json_too(photo, capsys):
    assert run("restore", photo, "--tile", "1", "--json") == ExitCode.USAGE
    assert json.loads(capsys.readouterr().out)["code"] == ExitCode.USAGE


def test_quiet_says_nothing(photo, capsys):
    run("restore", photo, "-q")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_an_overlap_that_is_too_small_is_done_and_said(photo, capsys):
    assert run("restore", photo, "--tile", 16, "--overlap", 2) == 0
    assert "8 is exact" in capsys.readouterr().err


def test_options_not_given_are_those_of_the_settings(photo):
    save(Settings(RestoreOptions(scale=3)))
    run("restore", photo)
    assert photo.with_name("family photo_x3.png").exists()
    run("restore", photo, "--scale", "2")
    assert photo.with_name("family photo_x2.png").exists()


def test_auto_on_the_command_line_overrides_a_stored_tile(photo, capsys):
    save(Settings(RestoreOptions(tile=8, overlap=0)))
    run("restore", photo, "--tile", "auto", "--overlap", "auto", "--json")
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (done["tile"], done["overlap"]) == (40, 8)


def test_a_name_with_a_leading_dash_and_one_from_elsewhere(tmp_path, photo, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("-dash.png", "å 中 🙂 %s.png"):
        (tmp_path / name).write_bytes(photo.read_bytes())
        assert run("restore", "--", name) == 0
        assert (tmp_path / name.replace(".png", "_x2.png")).exists()


def test_a_size_is_reached_and_names_the_file(photo):
    assert run("restore", photo, "--size", "75w") == 0
    assert size(photo.with_name("family photo_75w.png")) == (75, 100)


def test_window_library_and_command_line_make_the_same_bytes(photo, tmp_path):
    from srdesk import RestoreOptions, Restorer, decode, encode
    from srdesk.gui.operations import save_photo
    from srdesk.progress import CancelToken

    options = RestoreOptions(precision="fp32", size=TargetSize.parse("2.5x"))
    assert run("restore", photo, "--size", "2.5x", "--precision", "fp32", "-o", tmp_path / "cli.png") == 0
    restored = Restorer().restore(decode(photo), options).photo
    encode(restored, tmp_path / "library.png")
    save_photo(restored, tmp_path / "window.png", EncodeOptions(), token=CancelToken())
    assert len({(tmp_path / f"{name}.png").read_bytes() for name in ("cli", "library", "window")}) == 1


def test_the_print_resolution_is_set(photo):
    assert run("restore", photo, "--size", "3x2cm@254") == 0
    with Image.open(photo.with_name("family photo_3x2cm@254.png")) as image:
        assert image.size == (200, 267)
        assert image.info["dpi"] == pytest.approx((254, 254), abs=0.1)


@pytest.mark.parametrize("arguments", [("--size", "big"), ("--size", "2x", "--scale", "3"), ("--dpi", "x")])
def test_sizes_that_make_no_sense_are_usage_errors(photo, arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        run("restore", photo, *arguments)
    assert ended.value.code == ExitCode.USAGE
    assert "3840w" in capsys.readouterr().err or "--size" not in arguments or "--scale" in arguments


def test_colours_are_converted(photo):
    assert run("restore", photo, "--profile", "display-p3") == 0
    with Image.open(photo.with_name("family photo_x2.png")) as image:
        assert b"Display P3" in image.info["icc_profile"]


def test_settings_of_the_window_hold_unless_others_are_typed_or_none_are_wanted(photo):
    save(Settings(RestoreOptions(size=TargetSize.parse("75w"))))
    for arguments, name in (((), "75w"), (("--scale", 3), "x3"), (("--no-settings",), "x2")):
        assert run("restore", photo, *arguments) == 0
        assert photo.with_name(f"family photo_{name}.png").exists(), arguments


@pytest.mark.parametrize(
    ("arguments", "name", "form"),
    [
        ((), "family photo_x2.webp", "WEBP"),
        (("--format", "auto"), "family photo_x2.png", "PNG"),
        (("--format", "tiff"), "family photo_x2.tif", "TIFF"),
        (("--no-settings",), "family photo_x2.png", "PNG"),
        (("-o", "typed.jpg"), "typed.jpg", "JPEG"),
    ],
)
def test_so_does_how_the_window_writes(photo, monkeypatch, arguments, name, form):
    monkeypatch.chdir(photo.parent)
    save(Settings(encoding=EncodeOptions("WEBP", overwrite=True)))
    assert run("restore", photo, *arguments) == 0
    with Image.open(photo.with_name(name)) as image:
        assert image.format == form
    assert run("restore", photo, *arguments) == ExitCode.OUTPUT, "overwriting is never remembered"


def test_a_preset_is_begun_with_by_its_name(photo, capsys):
    save(Settings(presets=(Preset("Web small", RestoreOptions(scale=3), EncodeOptions("JPEG")),)))
    assert run("restore", photo, "--preset", "web SMALL") == 0
    assert size(photo.with_name("family photo_x3.jpg")) == (90, 120)
    assert run("restore", photo, "--preset", "none") == ExitCode.USAGE
    assert "Web small" in capsys.readouterr().err
