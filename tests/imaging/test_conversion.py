"""Colours in the space that was asked for: the same to the eye, in 8 bits and in 16, in every format."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageCms

from srdesk.imaging.chromaticities import display_p3, srgb
from srdesk.imaging.codec import EncodeOptions, ProfilePolicy, decode, encode
from srdesk.imaging.conversion import colours_for
from srdesk.imaging.formats import BMP, PNG, WEBP, writable_formats
from srdesk.imaging.matrix_profile import deep_converter, read_profile
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.profiles import ProfileError, converter
from tests.imaging.pictures import delta_e, exif_block, exif_of
from tests.imaging.profiles import SPACES, cmyk_profile, gray_profile, lab_of
from tests.imaging.test_profiles import patches

KEEP, SRGB, P3 = ProfilePolicy.KEEP, ProfilePolicy.SRGB, ProfilePolicy.DISPLAY_P3
WANTED = {SRGB: "untagged", P3: "Display P3"}


def written(photo: Photo, path: Path, policy: ProfilePolicy) -> tuple[Photo, tuple[str, ...]]:
    report = encode(photo, path, EncodeOptions(profile=policy, quality=100))
    return decode(path), report.notices


def deep(pixels: np.ndarray) -> np.ndarray:
    return pixels.astype(np.uint16) * 257


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("policy", WANTED)
@pytest.mark.parametrize("form", writable_formats(), ids=lambda form: form.name)
def test_colours_look_the_same_in_the_space_that_was_asked_for(form, policy, space, bits, tmp_path):
    pixels = patches() if bits == 8 else deep(patches())
    photo = Photo(pixels, metadata=Metadata(icc=SPACES[space]))
    back, notices = written(photo, tmp_path / f"photo{form.suffixes[0]}", policy)
    plain = form is BMP
    assert back.metadata.icc == (None if plain else {SRGB: srgb(), P3: display_p3()}[policy])
    assert any("converted to sRGB" in notice for notice in notices) == (plain and policy is P3)
    assert back.bits == (bits if form.deep else 8)
    after = lab_of(back.pixels / (1 if back.bits == 8 else 257), "untagged" if plain else WANTED[policy])
    centres = np.s_[8, 8::16]
    assert delta_e(lab_of(patches(), space)[centres], after[centres]) < (2.5 if form.lossy else 1)


@pytest.mark.parametrize("space", [name for name, icc in SPACES.items() if icc])
@pytest.mark.parametrize("target", [srgb(), display_p3()], ids=["srgb", "p3"])
def test_sixteen_bits_are_converted_as_eight_are_but_finer(space, target):
    pixels = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    eight = converter(SPACES[space], target, gray=False)(pixels)
    sixteen = deep_converter(SPACES[space], target)(deep(pixels))
    assert np.abs(sixteen / 257 - eight).max() <= 1.5
    ramp = np.repeat(np.linspace(20_000, 21_000, 1001).round().astype(np.uint16)[None, :, None], 3, axis=2)
    assert len(np.unique(deep_converter(SPACES[space], target)(ramp))) > 700


def test_there_and_back_in_sixteen_bits_changes_next_to_nothing():
    pixels = np.random.default_rng(1).integers(0, 65536, (50, 50, 3), dtype=np.uint16)
    there = deep_converter(srgb(), display_p3())(pixels)
    assert np.abs(deep_converter(display_p3(), srgb())(there).astype(int) - pixels).max() <= 40


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("policy", WANTED)
def test_gray_gets_the_curve_of_srgb_and_no_profile(policy, bits, tmp_path):
    pixels = np.full((16, 16), 100, np.uint8)
    photo = Photo(pixels if bits == 8 else deep(pixels), metadata=Metadata(icc=gray_profile(1.0)))
    back, _ = written(photo, tmp_path / "photo.png", policy)
    assert back.gray
    assert back.metadata.icc is None
    assert abs(back.pixels[8, 8] / (1 if bits == 8 else 257) - 168) < 1.5


def test_kept_colours_are_not_touched():
    for icc in SPACES.values():
        photo = Photo(patches(), metadata=Metadata(icc=icc))
        colours = colours_for(photo, PNG, KEEP, deep=False)
        assert (colours.convert, colours.icc, colours.notices) == (None, icc, ())


def test_what_is_in_the_space_already_is_only_named():
    assert colours_for(Photo(patches()), PNG, SRGB, deep=False).convert is None
    assert colours_for(Photo(patches()), PNG, SRGB, deep=False).icc == srgb()
    photo = Photo(patches(), metadata=Metadata(icc=display_p3()))
    assert colours_for(photo, WEBP, P3, deep=False).convert is None


@pytest.mark.parametrize(("policy", "tag"), [(SRGB, 1), (P3, 0xFFFF)])
def test_the_exif_agrees_with_the_colours(policy, tag, tmp_path):
    exif = exif_of(exif_block())
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF if policy is SRGB else 1
    metadata = Metadata(icc=SPACES["Adobe RGB"], exif=exif.tobytes().removeprefix(b"Exif\0\0"))
    back, _ = written(Photo(patches(), metadata=metadata), tmp_path / "photo.jpg", policy)
    assert exif_of(back.metadata.exif).get_ifd(0x8769)[0xA001] == tag


def test_a_profile_that_is_no_matrix_is_kept_for_sixteen_bits_and_that_is_said(monkeypatch):
    def refuse(_icc: bytes, _target: bytes) -> None:
        raise ProfileError("a table")

    monkeypatch.setattr("srdesk.imaging.conversion.deep_converter", refuse)
    photo = Photo(deep(patches()), metadata=Metadata(icc=SPACES["ProPhoto"]))
    colours = colours_for(photo, PNG, SRGB, deep=True)
    assert (colours.convert, colours.icc, colours.space) == (None, SPACES["ProPhoto"], None)
    assert "it was kept" in colours.notices[0]


def curve(tag: bytes) -> bytes:
    """sRGB with other curves, all three the same."""
    whole = bytearray(srgb())
    old = whole.index(b"curv")
    whole[old : old + len(tag)] = tag
    return bytes(whole)


def parametric(kind: int, *values: float) -> bytes:
    return (
        b"para\0\0\0\0"
        + struct.pack(">HH", kind, 0)
        + struct.pack(f">{len(values)}i", *(round(v * 65536) for v in values))
    )


SRGB_PARAMETERS = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@pytest.mark.parametrize(
    "tag",
    [
        parametric(0, 2.2),
        parametric(1, 2.2, 1.1, -0.1),
        parametric(2, 2.2, 1.1, -0.1, 0.0),
        parametric(3, *SRGB_PARAMETERS),
        parametric(4, *SRGB_PARAMETERS, 0.0, 0.0),
        b"curv\0\0\0\0" + struct.pack(">I", 0),
        b"curv\0\0\0\0" + struct.pack(">IH", 1, 563),
        b"curv\0\0\0\0" + struct.pack(">I3H", 3, 0, 10_000, 65535),
    ],
    ids=["gamma", "cut", "raised", "srgb", "srgb-e-f", "straight", "u8.8", "table"],
)
def test_every_kind_of_curve_is_read_as_lcms_reads_it(tag):
    icc = curve(tag)
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    wanted = converter(icc, srgb(), gray=False)(ramp)
    found = deep_converter(icc, srgb())(deep(ramp)) / 257
    assert np.abs(found - wanted).max() <= 1.5


def test_a_curve_may_begin_above_black():
    light = read_profile(curve(parametric(2, 2.2, 1.0, -0.1, 0.05))).curves[0]
    assert light[[0, 6000, 65535]] == pytest.approx((0.05, 0.05, 0.9**2.2 + 0.05), abs=1e-3)


@pytest.mark.parametrize(
    "icc",
    [
        b"",
        b"x" * 200,
        cmyk_profile(),
        srgb()[:300],
        curve(b"para\0\0\0\0\0\x09\0\0"),
        curve(parametric(1, 2.2, 0, 1)),
        curve(b"none"),
        curve(b"curv\0\0\0\0\xff\xff\xff\xff"),
    ],
)
def test_what_is_no_matrix_and_curves_is_refused(icc):
    with pytest.raises(ProfileError):
        read_profile(icc)


def test_the_made_profiles_are_sound_and_named():
    for icc, name in ((srgb(), "sRGB"), (display_p3(), "Display P3")):
        assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip() == name
