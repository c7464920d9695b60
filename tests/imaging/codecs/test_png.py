"""PNG's own ways: colours named by chunks, metadata of other writers, rows that others can read."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from srdesk.imaging.codec import decode
from srdesk.imaging.codecs import png
from srdesk.imaging.codecs.sheet import sheet_for
from srdesk.imaging.formats import PNG
from srdesk.imaging.photo import Metadata, Photo
from tests.imaging.pictures import IPTC, XMP, chunks_of, exif_block, saved, scene
from tests.imaging.profiles import SPACES


def with_chunks(*chunks: tuple[bytes, bytes]) -> bytes:
    """The scene with chunks behind the header."""
    whole = saved(scene(), "PNG")
    extra = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return whole[:33] + extra + whole[33:]


def raw_profile(name: str, body: bytes) -> tuple[bytes, bytes]:
    digits = body.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\n{name}\n{len(body):8}\n{lines}\n".encode()
    return b"zTXt", f"Raw profile type {name}".encode() + b"\0\0" + zlib.compress(text)


@given(st.integers(1, 40), st.integers(1, 40), st.booleans(), st.integers(0, 2**32 - 1))
def test_any_rows_can_be_read_by_others(width: int, height: int, alpha: bool, seed: int) -> None:
    rng = np.random.default_rng(seed)
    # Steps of all sizes, so that every filter is the best one for some row.
    steps = rng.integers(-3, 4, (height, width, 3)) * rng.integers(0, 60, (height, 1, 1))
    pixels = (np.cumsum(steps, axis=int(rng.integers(0, 2))) % 256).astype(np.uint8)
    mask = rng.integers(0, 256, (height, width)).astype(np.uint8) if alpha else None
    buffer = io.BytesIO()
    png.write(buffer, sheet_for(Photo(pixels, mask), PNG), Metadata())
    want = pixels if mask is None else np.dstack([pixels, mask])
    assert (np.asarray(Image.open(buffer)) == want).all()


def test_each_row_gets_the_filter_that_is_best_for_it() -> None:
    noise = np.random.default_rng(0).integers(0, 256, 60, dtype=np.uint8)
    mean = noise.copy()
    for n in range(60):
        mean[n] = (int(mean[n - 3] if n >= 3 else 0) + int(noise[n])) // 2
    rows = np.stack([np.full(60, 7, np.uint8), noise, noise, mean])
    assert png._filtered(rows, np.zeros(60, np.uint8), 3)[[0, 2, 3], 0].tolist() == [1, 2, 3]


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_the_paeth_predictor_is_that_of_the_standard(left: int, up: int, corner: int) -> None:
    estimate = left + up - corner
    # The first of the nearest, in this order.
    want = min((left, up, corner), key=lambda value: abs(estimate - value))
    got = png._paeth(*(np.array([[value]], np.uint8) for value in (left, up, corner)))
    assert got[0, 0] == want


def test_chunks_are_in_the_order_of_the_standard() -> None:
    buffer = io.BytesIO()
    metadata = Metadata(exif_block(), XMP, IPTC, SPACES["Display P3"], (300.0, 300.0), (("Title", "t"),))
    png.write(buffer, sheet_for(Photo(scene(), metadata=metadata), PNG), metadata)
    kinds = chunks_of(buffer.getvalue())
    assert kinds == [b"IHDR", b"iCCP", b"pHYs", b"eXIf", b"iTXt", b"zTXt", b"iTXt", b"IDAT", b"IEND"]


def test_colours_named_by_chromaticities_get_a_profile() -> None:
    adobe = struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)
    photo = decode(with_chunks((b"gAMA", struct.pack(">I", 45455)), (b"cHRM", adobe)))
    assert photo.metadata.icc is not None
    assert (photo.pixels == scene()).all()


@pytest.mark.parametrize(
    "chunks",
    [
        [(b"gAMA", struct.pack(">I", 45455))],
        [(b"sRGB", b"\0"), (b"gAMA", struct.pack(">I", 100_000))],
        [(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))],
        [(b"gAMA", struct.pack(">I", 0))],
        [(b"gAMA", b"")],
    ],
)
def test_colours_named_as_srgb_need_none(chunks: list[tuple[bytes, bytes]]) -> None:
    photo = decode(with_chunks(*chunks))
    assert photo.metadata.icc is None
    assert photo.notices == ()


def test_colours_named_by_code_points() -> None:
    assert decode(with_chunks((b"cICP", bytes((12, 13, 0, 1))))).metadata.icc == SPACES["Display P3"]
    bright = decode(with_chunks((b"cICP", bytes((9, 16, 0, 1)))))
    assert bright.metadata.icc is None
    assert any("high dynamic range" in notice for notice in bright.notices)
    impossible = decode(with_chunks((b"cHRM", bytes(32))))
    assert any("taken for sRGB" in notice for notice in impossible.notices)


def test_metadata_of_other_writers_are_found() -> None:
    block = exif_block()
    photo = decode(with_chunks(raw_profile("exif", b"Exif\0\0" + block), raw_profile("iptc", _resources())))
    assert photo.metadata.exif == block
    assert photo.metadata.iptc == IPTC
    photo = decode(with_chunks(raw_profile("APP1", b"Exif\0\0" + block), raw_profile("xmp", XMP)))
    assert photo.metadata.exif == block
    assert photo.metadata.xmp == XMP
    photo = decode(with_chunks(raw_profile("APP1", b"http://ns.adobe.com/xap/1.0/\0" + XMP)))
    assert photo.metadata.xmp == XMP


def _resources() -> bytes:
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(IPTC)) + IPTC + bytes(len(IPTC) % 2)


def test_damaged_texts_are_left_out() -> None:
    broken = [
        (b"zTXt", b"Title\0\0not deflated"),
        (b"iTXt", b"Title\0\1\0\0\0not deflated"),
        (b"iTXt", b"Title\0"),
        (b"tEXt", b"\0no keyword"),
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n 3\nzz\n")),
        (b"tEXt", b"Author\0Ada"),
    ]
    assert decode(with_chunks(*broken)).metadata.texts == (("Author", "Ada"),)


def test_a_text_that_grows_without_end_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b"Title\0\0" + zlib.compress(bytes(70 * 2**20), 9)
    assert decode(with_chunks((b"zTXt", bomb))).metadata.texts == ()


def test_the_resolution_of_a_ratio_without_a_unit_is_none() -> None:
    assert decode(with_chunks((b"pHYs", struct.pack(">IIB", 3, 2, 0)))).metadata.dpi is None
    assert decode(with_chunks((b"pHYs", struct.pack(">IIB", 2835, 11811, 1)))).metadata.dpi == (72.0, 300.0)
