"""Whatever bytes come in, the answer is a photo or a clear refusal, and what was read can be written."""

import io
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from srdesk.errors import InputError, SrdeskError
from srdesk.imaging.codec import EncodeOptions, MetadataPolicy, decode, encode, writable_formats
from srdesk.imaging.photo import Photo
from tests.imaging.pictures import HEIC, full_metadata, ramp, saved, scene

# A picture is decoded in milliseconds, an AVIF written in tens.
EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def seeds() -> dict[str, bytes]:
    """Small files of every format and kind, with metadata."""
    image = Image.fromarray(scene(24, 16))
    deep = Photo(scene(24, 16, np.uint16), ramp(24, 16, np.uint16), full_metadata())
    found = {path.name: path.read_bytes() for path in HEIC.glob("*.heic")}
    found |= {f"{form.name} by srdesk": _written(deep, form.name) for form in writable_formats()}
    found |= {f"{form} palette": saved(image.quantize(16), form) for form in ("PNG", "GIF", "TIFF", "BMP")}
    found |= {f"{form} CMYK": saved(image.convert("CMYK"), form) for form in ("JPEG", "TIFF")}
    found |= {f"TIFF {name}": saved(image, "TIFF", compression=name) for name in ("tiff_lzw", "jpeg", "packbits")}
    found["TIFF fax"] = saved(image.convert("1"), "TIFF", compression="group4")
    found["JPEG progressive"] = saved(image, "JPEG", progressive=True)
    found["WebP lossless"] = saved(image, "WEBP", lossless=True)
    found["PNG frames"] = saved(image, "PNG", save_all=True, append_images=[image.rotate(9)])
    found["TIFF tiles"] = _tiled()
    return found


def _written(photo: Photo, form: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "photo"
        encode(photo, target, EncodeOptions(format=form))
        return target.read_bytes()


def _tiled() -> bytes:
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, scene(24, 16), tile=(16, 16), compression="zlib", predictor=True, photometric="rgb")
    return buffer.getvalue()


def try_everything(content: bytes, folder: Path, turn: int) -> None:
    """Decode, and write what comes of it in one format or another."""
    try:
        photo = decode(content)
    except InputError as error:
        assert str(error)
        assert error.hint
        return
    if photo.pixels.size > 2**22:
        return
    forms, policies = [form.name for form in writable_formats()], list(MetadataPolicy)
    options = EncodeOptions(
        format=forms[turn % len(forms)], overwrite=True, metadata=policies[turn // len(forms) % len(policies)]
    )
    try:
        encode(photo, folder / "photo", options)
    except SrdeskError as error:
        assert error.hint


@pytest.mark.parametrize("name", sorted(seeds()))
@given(data=st.data())
@EXAMPLES
def test_damaged_files(name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = bytearray(seeds()[name])
    # Headers are where the harm is.
    places = st.integers(0, len(content) - 1) | st.integers(0, min(len(content), 200) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=12)):
        content[place] = value
    start, stop = sorted((data.draw(st.just(0) | places), data.draw(st.just(len(content)) | places)))
    part = bytes(content[:stop]) if data.draw(st.booleans()) else bytes(content[:start] + content[stop:]) or b"\0"
    try_everything(part, tmp_path_factory.getbasetemp(), data.draw(st.integers(0, 17)))


@given(st.binary(max_size=400))
def test_bytes_of_any_kind(content: bytes) -> None:
    with pytest.raises(InputError):
        decode(content)


@given(st.sampled_from(sorted(seeds())), st.binary(max_size=300))
@EXAMPLES
def test_a_true_head_with_a_false_body(name: str, body: bytes) -> None:
    head = seeds()[name][:16]
    with pytest.raises(InputError):
        decode(head + body)


def test_the_seeds_are_sound() -> None:
    for name, content in seeds().items():
        assert decode(content).pixels.size > 0, name
