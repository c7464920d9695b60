"""TIFF in every shape that photographs come in."""

import io
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from srdesk.errors import InputError
from srdesk.imaging.codec import decode, encode
from srdesk.imaging.photo import Photo
from tests.imaging.pictures import exif_block, exif_of, full_metadata, gray_scene, ramp, saved, scene

SHAPES = list(itertools.product(["u1", "u2"], [1, 2, 3, 4], "<>", ["contig", "separate"], [False, True]))


def written(samples: np.ndarray, **options: Any) -> bytes:
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, samples, metadata=None, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(("code", "channels", "order", "planes", "big"), SHAPES)
def test_every_layout_keeps_every_sample(code: str, channels: int, order: str, planes: str, big: bool) -> None:
    dtype = np.dtype(code)
    samples = np.sort(np.random.default_rng(0).integers(0, np.iinfo(dtype).max, (37, 53, channels)), axis=1).astype(
        dtype
    )
    stored = samples[..., 0] if channels == 1 else samples
    if planes == "separate":
        stored = np.ascontiguousarray(np.moveaxis(samples, 2, 0))
    options: dict[str, Any] = {"byteorder": order, "bigtiff": big, "planarconfig": planes if channels > 1 else None}
    options["photometric"] = "rgb" if channels > 2 else "minisblack"
    if channels in (2, 4):
        options["extrasamples"] = ["unassalpha"]
    for tile, (compression, predictor) in itertools.product(
        [None, (16, 32)], [(None, False), ("zlib", False), ("zlib", True)]
    ):
        photo = decode(written(stored, tile=tile, compression=compression, predictor=predictor, **options))
        assert (photo.pixels == (samples[..., 0] if channels < 3 else samples[..., :3])).all()
        assert (photo.alpha is None) == (channels in (1, 3))
        if photo.alpha is not None:
            assert (photo.alpha == samples[..., -1]).all()
        assert photo.notices == ()


@pytest.mark.parametrize("compression", ["tiff_lzw", "packbits", "tiff_adobe_deflate", "tiff_deflate", "raw"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_every_packing_of_gray(compression: str, dtype: type) -> None:
    photo = decode(saved(gray_scene(dtype=dtype), "TIFF", compression=compression))
    assert (photo.pixels == gray_scene(dtype=dtype)).all()


@pytest.mark.parametrize("compression", ["tiff_lzw", "packbits", "tiff_adobe_deflate", "raw"])
def test_every_packing_of_colours(compression: str) -> None:
    photo = decode(saved(np.dstack([scene(), ramp()]), "TIFF", compression=compression))
    assert (photo.pixels == scene()).all()


def test_jpeg_inside_tiff() -> None:
    photo = decode(saved(scene(), "TIFF", compression="jpeg", quality=95))
    assert np.abs(photo.pixels.astype(int) - scene()).mean() < 4


@pytest.mark.parametrize("compression", ["group3", "group4", "packbits", "raw"])
def test_fax(compression: str) -> None:
    image = Image.fromarray(gray_scene()).convert("1")
    assert (decode(saved(image, "TIFF", compression=compression)).pixels == np.asarray(image.convert("L"))).all()


def test_white_may_be_zero() -> None:
    for dtype in (np.uint8, np.uint16):
        pixels = gray_scene(dtype=dtype)
        peak = np.iinfo(dtype).max
        assert (decode(written(pixels, photometric="miniswhite")).pixels == peak - pixels).all()


def test_multiplied_alpha_is_divided_out() -> None:
    alpha = np.maximum(ramp(), 40)
    multiplied = np.rint(scene() * (alpha / 255)[..., np.newaxis]).astype(np.uint8)
    photo = decode(written(np.dstack([multiplied, alpha]), photometric="rgb", extrasamples=["assocalpha"]))
    assert np.abs(photo.pixels.astype(int) - scene()).max() <= 4
    assert (photo.alpha == alpha).all()


def test_unknown_channels_are_left_out_and_said() -> None:
    samples = np.dstack([scene(), ramp(), 255 - ramp()])
    photo = decode(written(samples, photometric="rgb", extrasamples=["unspecified", "unassalpha"]))
    assert (photo.alpha == 255 - ramp()).all()
    assert "1 further channel was left out." in photo.notices
    photo = decode(written(samples, photometric="rgb", extrasamples=["unspecified", "unspecified"]))
    assert photo.alpha is None
    assert "2 further channels were left out." in photo.notices


@pytest.mark.parametrize("code", ["f2", "f4", "f8"])
def test_floating_point_becomes_16_bits_and_is_said(code: str) -> None:
    shares = np.linspace(-0.2, 1.2, 60 * 40 * 3).reshape(40, 60, 3).astype(code)
    shares[0, 0, 0] = np.nan
    photo = decode(written(shares, photometric="rgb"))
    want = np.rint(np.nan_to_num(shares.astype("f4")).clip(0, 1) * 65535)
    assert (photo.pixels == want).all()
    assert any("Floating-point" in notice for notice in photo.notices)


def test_32_bits_become_16_and_are_said() -> None:
    samples = scene(dtype=np.uint16).astype(np.uint32) << 16
    photo = decode(written(samples, photometric="rgb"))
    assert (photo.pixels == scene(dtype=np.uint16)).all()
    assert "Samples of 32 bits became 16 bits." in photo.notices


@pytest.mark.parametrize("samples", [np.full((8, 8, 3), 200.0, np.float32), np.full((8, 8, 3), -5, np.int16)])
def test_samples_that_are_no_colours_are_refused(samples: np.ndarray) -> None:
    with pytest.raises(InputError) as caught:
        decode(written(samples, photometric="rgb"))
    assert "16 bits" in caught.value.hint


def test_16_bit_cmyk_and_lab_are_converted() -> None:
    paper = np.zeros((8, 8, 4), np.uint16)
    photo = decode(written(paper, photometric="separated"))
    assert (photo.pixels == 255).all()
    assert "16 bits became 8 on the way." in photo.notices
    lab = np.zeros((8, 8, 3), np.uint16)
    lab[..., 0] = 65535
    assert decode(written(lab, photometric="cielab")).pixels.min() >= 254


def test_the_first_page_is_read_and_the_others_are_said() -> None:
    pages = [Image.fromarray(np.roll(scene(), 9 * n, axis=1)) for n in range(4)]
    photo = decode(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert (photo.pixels == scene()).all()
    assert "Only the first of 4 pages was read." in photo.notices


@pytest.mark.parametrize("tag", [(50706, "B", 4, (1, 4, 0, 0), True)])
def test_raw_photos_are_told_what_to_do(tag: tuple[Any, ...]) -> None:
    with pytest.raises(InputError, match="raw photo") as caught:
        decode(written(gray_scene(), extratags=[tag]))
    assert "raw converter" in caught.value.hint


def test_parts_outside_the_file_are_missed_at_once() -> None:
    whole = written(scene(), photometric="rgb")
    with pytest.raises(InputError, match="cut off"):
        decode(whole[:-50])


def test_metadata_stand_where_other_readers_look(tmp_path: Path) -> None:
    for order in "<>":
        target = tmp_path / f"{ord(order)}.tif"
        exif = exif_of(exif_block())
        exif.endian = order
        metadata = replace(full_metadata(), exif=exif.tobytes().removeprefix(b"Exif\0\0"))
        encode(Photo(scene(), ramp(), metadata), target)
        with tifffile.TiffFile(target) as file:
            page = file.pages[0]
            assert (page.asarray() == np.dstack([scene(), ramp()])).all()
            tags = page.tags
            assert tags["Make"].value == "Maker"
            assert tags["XResolution"].value == (300, 1)
            assert b"Grandmother" in tags["XMP"].value
            assert tags["ExifTag"].value["DateTimeOriginal"] == "1999:12:31 23:59:59"
            assert tags["GPSTag"].value["GPSLatitudeRef"] == "N"
            assert bytes(tags[33723].value[:3]) == b"\x1c\x02\x78"
