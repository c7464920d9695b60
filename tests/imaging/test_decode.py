"""Pictures in: every format and kind of pixel as it is, and clear words where it cannot be."""

import os
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from srdesk.errors import ExitCode, InputError
from srdesk.imaging import limits
from srdesk.imaging.codec import decode
from srdesk.imaging.codecs import avif
from srdesk.imaging.photo import Samples
from srdesk.texts import Text, said
from tests.imaging.pictures import HEIC, close, exif_block, gray_scene, ramp, saved, scene

LOSSLESS = {"PNG": {}, "TIFF": {}, "BMP": {}, "WEBP": {"lossless": True, "exact": True}}


def deep_png(pixels: Samples, kind: int, *, interlaced: bool = False, extra: bytes = b"") -> bytes:
    """A 16-bit PNG by hand; ``extra`` are chunks in front of the picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    parts = [pixels[y::dy, x::dx] for y, x, dy, dx in passes] if interlaced else [pixels]
    rows = (b"\0" + row.astype(">u2").tobytes() for part in parts for row in part if row.size)
    head = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 16, kind, 0, 0, interlaced)
    body = chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("form", LOSSLESS)
def test_rgb_comes_as_it_is(form: str) -> None:
    photo = decode(saved(scene(), form, **LOSSLESS[form]))
    assert (photo.pixels == scene()).all()
    assert photo.alpha is None
    assert photo.notices == ()
    assert photo.origin is not None
    assert photo.origin.format == form


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP"])
def test_alpha_comes_unmultiplied(form: str) -> None:
    photo = decode(saved(np.dstack([scene(), ramp()]), form, **LOSSLESS[form]))
    assert (photo.pixels == scene()).all()
    assert photo.alpha is not None
    assert (photo.alpha == ramp()).all()


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP", "JPEG"])
def test_gray_stays_gray(form: str) -> None:
    photo = decode(saved(gray_scene(), form, **({"quality": 100} if form == "JPEG" else {})))
    assert photo.gray
    assert close(photo.pixels, gray_scene(), mean=0.5 if form == "JPEG" else 0)


def test_gray_with_alpha_stays_gray() -> None:
    image = Image.merge("LA", [Image.fromarray(gray_scene()), Image.fromarray(ramp())])
    photo = decode(saved(image, "PNG"))
    assert (photo.pixels == gray_scene()).all()
    assert photo.alpha is not None
    assert (photo.alpha == ramp()).all()


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize(("kind", "channels"), [(0, 1), (2, 3), (4, 2), (6, 4)])
def test_16_bit_png_keeps_every_bit(kind: int, channels: int, interlaced: bool) -> None:
    rng = np.random.default_rng(channels)
    pixels = rng.integers(0, 65536, (11, 13, channels)).astype(np.uint16)
    photo = decode(deep_png(pixels, kind, interlaced=interlaced))
    colours = pixels[..., 0] if channels < 3 else pixels[..., :3]
    assert photo.bits == 16
    assert (photo.pixels == colours).all()
    assert (photo.alpha is None) == (channels in (1, 3))
    if photo.alpha is not None:
        assert (photo.alpha == pixels[..., -1]).all()


@pytest.mark.parametrize(("kind", "channels"), [(0, 1), (2, 3)])
def test_16_bit_png_with_a_transparent_colour(kind: int, channels: int) -> None:
    pixels = np.random.default_rng(0).integers(0, 65536, (5, 6, channels)).astype(np.uint16)
    body = pixels[2, 3].astype(">u2").tobytes()
    chunk = struct.pack(">I", len(body)) + b"tRNS" + body + struct.pack(">I", zlib.crc32(b"tRNS" + body))
    photo = decode(deep_png(pixels, kind, extra=chunk))
    assert photo.alpha is not None
    assert photo.alpha[2, 3] == 0
    assert (photo.alpha == 0).sum() == 1


def test_16_bit_png_of_another_writer() -> None:
    pixels = scene(dtype=np.uint16)
    ok, file = cv2.imencode(".png", np.ascontiguousarray(pixels[..., ::-1]))
    assert ok
    assert (decode(file.tobytes()).pixels == pixels).all()


@pytest.mark.parametrize("depth", [10, 12])
def test_deep_avif_keeps_its_bits(depth: int) -> None:
    peak = 2**depth - 1
    pixels = np.rint(scene(dtype=np.uint16) / 65535 * peak).astype(np.uint16)
    options = [cv2.IMWRITE_AVIF_DEPTH, depth, cv2.IMWRITE_AVIF_QUALITY, 100]
    ok, file = cv2.imencode(".avif", np.ascontiguousarray(pixels[..., ::-1]), options)
    assert ok
    photo = decode(file.tobytes())
    assert photo.bits == 16
    assert photo.pixels.max() == round(int(pixels.max()) * 65535 / peak)
    assert np.abs(photo.pixels.astype(int) - scene(dtype=np.uint16)).max() <= 65535 / peak


def test_deep_avif_is_read_with_8_bits_where_opencv_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.ascontiguousarray(scene(dtype=np.uint16)[..., ::-1] >> 6)
    ok, file = cv2.imencode(".avif", pixels, [cv2.IMWRITE_AVIF_DEPTH, 10, cv2.IMWRITE_AVIF_QUALITY, 95])
    assert ok
    monkeypatch.setattr(cv2, "imdecode", lambda *_: None)
    photo = decode(file.tobytes())
    assert close(photo.pixels, scene(), mean=3)
    assert "Its 10 bits a channel were rounded to 8." in photo.notices


def test_gray_avif_is_gray(monkeypatch: pytest.MonkeyPatch) -> None:
    ok, file = cv2.imencode(".avif", gray_scene(), [cv2.IMWRITE_AVIF_QUALITY, 95])
    assert ok
    assert close(decode(file.tobytes()).pixels, gray_scene(), mean=2)
    # Older releases of Pillow make three channels of it.
    real = avif.pixels_of
    monkeypatch.setattr(avif, "pixels_of", lambda image, icc: real(image.convert("RGB"), icc))
    assert close(decode(file.tobytes()).pixels, gray_scene(), mean=2)


def test_heic_kinds() -> None:
    gray = decode(HEIC / "gray.heic")
    assert gray.gray
    alpha = decode(HEIC / "alpha.heic").alpha
    assert alpha is not None
    assert (int(alpha[0, 0]), int(alpha[0, -1])) == (3, 255) or alpha[0, 0] <= 4
    two = decode(HEIC / "two.heic")
    assert "Only the first of 2 pictures was read." in two.notices


def test_heic_outlives_its_decoder() -> None:
    photo = decode(HEIC / "turned.heic")
    before = photo.pixels.copy()
    assert photo.pixels.base is None or photo.pixels.flags.owndata or photo.pixels.base.flags.owndata
    others = [decode(HEIC / "two.heic") for _ in range(20)]
    assert (photo.pixels == before).all()
    assert len({other.pixels.tobytes() for other in others}) == 1
    assert np.abs(before[-4, -4].astype(int) - (30, 200, 40)).max() <= 6


def test_a_heic_that_would_end_the_decoder_is_refused() -> None:
    kind = (HEIC / "turned.heic").read_bytes().replace(b"\0\0Exif\0", b"\0\0Ex\x80f\0", 1)
    with pytest.raises(InputError, match="damaged"):
        decode(kind)
    depth = bytearray((HEIC / "gray.heic").read_bytes())
    depth[depth.index(b"hvcC") + 4 + 17] |= 2
    with pytest.raises(InputError, match="10 bits a sample"):
        decode(bytes(depth))


def test_deep_heic_reaches_white() -> None:
    photo = decode(HEIC / "deep.heic")
    assert photo.bits == 16
    assert photo.pixels[..., 0].max() > 65535 * 0.96
    assert len(np.unique(photo.pixels[..., 0])) > 40


def test_a_palette_becomes_colours_and_is_said() -> None:
    image = Image.fromarray(scene()).quantize(32)
    photo = decode(saved(image, "PNG"))
    assert (photo.pixels == np.asarray(image.convert("RGB"))).all()
    assert any("palette" in notice for notice in photo.notices)


def test_a_palette_of_grays_becomes_gray() -> None:
    image = Image.fromarray(gray_scene() // 16 * 16).convert("P")
    photo = decode(saved(image, "PNG"))
    assert photo.gray
    assert (photo.pixels == gray_scene() // 16 * 16).all()


def test_a_palette_with_transparency_has_alpha() -> None:
    image = Image.fromarray(scene()).quantize(8)
    photo = decode(saved(image, "PNG", transparency=3))
    assert photo.alpha is not None
    assert ((photo.alpha == 0) == (np.asarray(image) == 3)).all()


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_gray_of_few_bits_spans_the_full_range(bits: int) -> None:
    levels = 2**bits - 1
    row = (np.arange(8) + 8) % (levels + 1)
    packed = int("".join(f"{value:0{bits}b}" for value in row), 2).to_bytes(bits, "big")
    head = struct.pack(">IIBBBBB", 8, 1, bits, 0, 0, 0, 0)
    key = struct.pack(">H", levels)
    body = b"\x89PNG\r\n\x1a\n"
    for kind, content in ((b"IHDR", head), (b"tRNS", key), (b"IDAT", zlib.compress(b"\0" + packed)), (b"IEND", b"")):
        body += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    photo = decode(body)
    assert photo.gray
    assert (photo.pixels[0] == row * 255 // levels).all()
    assert photo.alpha is not None
    assert ((photo.alpha[0] == 0) == (row == levels)).all()


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP"])
def test_black_and_white_becomes_gray(form: str) -> None:
    image = Image.fromarray(gray_scene()).convert("1")
    photo = decode(saved(image, form))
    assert photo.gray
    assert (photo.pixels == np.asarray(image.convert("L"))).all()


def test_the_first_frame_is_read_and_the_others_are_said() -> None:
    frames = [Image.fromarray(np.roll(scene(), 7 * n, axis=1)) for n in range(3)]
    for form, options in (("WEBP", {"lossless": True}), ("PNG", {}), ("AVIF", {"quality": 90})):
        photo = decode(saved(frames[0], form, save_all=True, append_images=frames[1:], **options))
        assert close(photo.pixels, scene(), mean=0 if form != "AVIF" else 3)
        assert "Only the first of 3 frames was read." in photo.notices, form


def test_gif() -> None:
    frames = [Image.fromarray(np.roll(scene(), 7 * n, axis=1)).quantize(64) for n in range(2)]
    photo = decode(saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"a comment"))
    assert (photo.pixels == np.asarray(frames[0].convert("RGB"))).all()
    assert "Only the first of 2 frames was read." in photo.notices
    assert photo.metadata.texts == (("Comment", "a comment"),)


def test_a_gif_with_transparency_has_alpha() -> None:
    image = Image.fromarray(scene()).quantize(8)
    photo = decode(saved(image, "GIF", transparency=3))
    assert photo.alpha is not None
    assert 0 < (photo.alpha == 0).sum() < photo.alpha.size


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(saved(scene(), "PNG"))
    photo = decode(path)
    assert photo.origin is not None
    assert photo.origin.format == "PNG"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 and so on" * 9, "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"<?xml version='1.0'?>\n<svg xmlns='x'>", "SVG"),
        (b"\0\0\0\x20ftypisom" + bytes(60), "video"),
        (b"\0\0\0\x18ftypcrx " + bytes(60), "raw photo"),
        (b"II*\0\x10\0\0\0CR\2\0" + bytes(60), "raw photo"),
        (b"\xff\x0a" + bytes(60), "JPEG XL"),
        (b"8BPS" + bytes(60), "Photoshop"),
        (b"\0\5\x16\7" + bytes(60), "macOS"),
        (b"PK\3\4" + bytes(60), "zip"),
        (bytes(4000), "zeros"),
        (b"just some text", "not a picture"),
        (b"", "empty"),
    ],
)
def test_what_is_no_picture_is_called_by_its_name(content: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        decode(content)
    assert caught.value.exit_code is ExitCode.INPUT
    assert caught.value.hint


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "BMP", "GIF"])
def test_a_cut_off_file_is_refused(form: str) -> None:
    whole = saved(scene(200, 150), form)
    for share in (0.1, 0.5, 0.9):
        with pytest.raises(InputError, match=r"damaged|cut off|ends before"):
            decode(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("kind", [0, 2, 4, 6])
def test_a_cut_off_16_bit_png_is_refused(kind: int) -> None:
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[kind]
    whole = deep_png(np.random.default_rng(0).integers(0, 65536, (50, 50, channels)).astype(np.uint16), kind)
    for share in (0.2, 0.9):
        with pytest.raises(InputError):
            decode(whole[: int(len(whole) * share)])


def test_a_16_bit_png_with_rows_missing_is_refused() -> None:
    rows = np.zeros((50, 50, 3), np.uint16)
    short = deep_png(rows[:20], 2)
    head = struct.pack(">IIBBBBB", 50, 50, 16, 2, 0, 0, 0)
    whole = short[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + short[33:]
    with pytest.raises(InputError, match="cut off"):
        decode(whole)


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    with pytest.raises(InputError, match="1000 megapixels") as caught:
        decode(body + saved(scene(), "PNG")[33:])
    assert "cut it into parts" in caught.value.hint


def test_a_small_file_cannot_claim_to_be_a_large_picture() -> None:
    whole = saved(scene(), "PNG")
    head = struct.pack(">II", 20_000, 20_000) + whole[24:29]
    forged = whole[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + whole[33:]
    with pytest.raises(InputError, match="cut off"):
        decode(forged)


def test_what_does_not_fit_into_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "available_memory", lambda: 10_000)
    with pytest.raises(InputError, match="GB of memory") as caught:
        decode(saved(scene(), "PNG"))
    assert "Close other programs" in caught.value.hint


def test_memory_is_known_on_this_system() -> None:
    free = limits.available_memory()
    assert free is None or free > 2**20


def test_pictures_beyond_pillows_own_limit_are_read_without_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Image.MAX_IMAGE_PIXELS is None
    for form in ("PNG", "TIFF", "WEBP", "GIF", "BMP", "JPEG", "AVIF"):
        assert decode(saved(gray_scene(), form)).size == (60, 40)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.touch(), "empty"),
        (lambda path: None, "no file"),
        (lambda path: os.mkfifo(path), "no regular file"),
    ],
)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_what_is_no_file_is_refused(make: object, word: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    make(path)  # type: ignore[operator]
    with pytest.raises(InputError, match=word) as caught:
        decode(path)
    assert caught.value.hint


def test_an_impossible_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        decode(tmp_path / ("x" * 300 + ".png"))
    with pytest.raises(InputError, match="cannot be read"):
        decode(Path("a\0b.png"))


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(saved(scene(), "PNG"))

    given = Path.open

    def refuse(self: Path, *args: Any, **named: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return given(self, *args, **named)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="may not be read"):
        decode(path)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_damaged_exif_is_left_out_and_said(form: str) -> None:
    photo = decode(
        saved(scene(), form, exif=b"Exif\0\0" + b"MM\0\x2a\0\0\xff\xff" + bytes(20)) if form != "AVIF" else _avif()
    )
    assert photo.metadata.exif is None
    assert "The EXIF is damaged and was left out." in photo.notices


def _avif() -> bytes:
    block = exif_block()
    return saved(scene(), "AVIF", exif=b"Exif\0\0" + block).replace(block[:8], b"MM\0\x2a\0\0\xff\xff")


@pytest.mark.parametrize("packet", [b"<x:xmpmeta", b"no xml at all", b"\xff\xfe\x00", b"<a/>", b"<!DOCTYPE a><a/>"])
def test_damaged_xmp_is_left_out_and_said(packet: bytes) -> None:
    photo = decode(saved(scene(), "WEBP", xmp=packet))
    assert photo.metadata.xmp is None
    assert "The XMP is damaged and was left out." in photo.notices


def test_a_jpeg_with_a_second_picture_says_so() -> None:
    pictures = [Image.fromarray(scene()), Image.fromarray(scene()[::-1])]
    photo = decode(saved(pictures[0], "MPO", save_all=True, append_images=pictures[1:]))
    assert photo.origin is not None
    assert (photo.origin.format, photo.origin.pages) == ("JPEG", 2)
    assert any("second picture" in notice for notice in photo.notices)


def test_why_a_picture_cannot_be_read_can_be_said_in_other_languages() -> None:
    with pytest.raises(InputError) as refused:
        decode(b"\xff\xd8\xff\xe0nothing")
    message = said(refused.value)
    assert isinstance(message, Text)
    assert isinstance(message.arguments[1], Text)
