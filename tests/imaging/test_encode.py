"""Pictures out: alike their source, with everything in them, the same every time."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from srdesk.errors import ExitCode, OutputError, UsageError
from srdesk.imaging.codec import (
    EncodeOptions,
    MetadataPolicy,
    check_target,
    decode,
    default_suffix,
    encode,
    readable_suffixes,
    writable_formats,
)
from srdesk.imaging.codecs import jpeg
from srdesk.imaging.photo import Metadata, Origin, Photo
from srdesk.progress import Cancelled, CancelToken
from tests.imaging.pictures import (
    EXIF_DIRECTORY,
    GPS_DIRECTORY,
    HEIC,
    IPTC,
    MAKER_NOTE,
    X_RESOLUTION,
    close,
    exif_block,
    exif_of,
    full_metadata,
    gray_scene,
    ramp,
    saved,
    scene,
    there_and_back,
)
from tests.imaging.profiles import SPACES

SUFFIXES = [form.suffixes[0] for form in writable_formats()]
EXACT = [".png", ".tif"]


@pytest.mark.parametrize("gray", [False, True])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("suffix", EXACT)
def test_png_and_tiff_keep_every_sample(suffix: str, alpha: bool, dtype: type, gray: bool, tmp_path: Path) -> None:
    pixels = gray_scene(61, 43, dtype) if gray else scene(61, 43, dtype)
    photo = Photo(pixels, ramp(61, 43, dtype) if alpha else None)
    back, report = there_and_back(photo, tmp_path / f"photo{suffix}")
    assert back.pixels.dtype == dtype
    assert (back.pixels == pixels).all()
    assert (back.alpha is not None) == alpha
    if back.alpha is not None and photo.alpha is not None:
        assert (back.alpha == photo.alpha).all()
    assert report.notices == ()
    assert report.size_bytes == (tmp_path / f"photo{suffix}").stat().st_size


@pytest.mark.parametrize("size", [(1, 1), (1, 70), (70, 1), (33, 32), (16, 65)])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_size_goes_into_every_format(suffix: str, size: tuple[int, int], tmp_path: Path) -> None:
    for pixels in (scene(*size), gray_scene(*size)):
        back, _ = there_and_back(Photo(pixels), tmp_path / f"photo{suffix}", overwrite=True, quality=100)
        assert back.size == size
        whole = back.pixels if back.pixels.ndim == pixels.ndim else back.pixels[..., 1]
        assert np.abs(whole.astype(int) - pixels).mean() < 4


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_16_bits_are_rounded_where_8_are_all_there_is(suffix: str, tmp_path: Path) -> None:
    back, report = there_and_back(Photo(scene(dtype=np.uint16)), tmp_path / f"photo{suffix}", quality=95)
    rounded = suffix not in EXACT
    assert any("rounded" in notice for notice in report.notices) == rounded
    if rounded:
        assert close(back.pixels, scene(), mean=3)


@pytest.mark.parametrize("suffix", [".jpg", ".bmp"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_alpha_is_laid_over_white_where_there_is_no_place_for_it(suffix: str, dtype: type, tmp_path: Path) -> None:
    photo = Photo(np.zeros((40, 60, 3), dtype), ramp(dtype=dtype))
    back, report = there_and_back(photo, tmp_path / f"photo{suffix}")
    assert back.alpha is None
    assert (back.pixels[:, 0] > 250).all()
    assert (back.pixels[:, -1] < 5).all()
    assert any("laid over white" in notice for notice in report.notices)


def test_webp_and_avif_keep_alpha(tmp_path: Path) -> None:
    for suffix in (".webp", ".avif"):
        back, _ = there_and_back(Photo(scene(), ramp()), tmp_path / f"photo{suffix}")
        assert back.alpha is not None
        assert close(back.alpha, ramp(), mean=2)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_gray_with_alpha_goes_into_every_format(suffix: str, tmp_path: Path) -> None:
    back, _ = there_and_back(Photo(gray_scene(), np.full((40, 60), 255, np.uint8)), tmp_path / f"photo{suffix}")
    gray = back.pixels if back.gray else back.pixels[..., 1]
    assert close(gray, gray_scene(), mean=2)


@pytest.mark.parametrize("quality", [30, 60, 75, 92, 100])
@pytest.mark.parametrize("subsampling", [0, 1, 2])
def test_a_jpeg_stays_as_good_as_it_was(quality: int, subsampling: int, tmp_path: Path) -> None:
    source = decode(saved(scene(), "JPEG", quality=quality, subsampling=subsampling))
    assert source.origin == Origin("JPEG", quality, subsampling)
    back, _ = there_and_back(source, tmp_path / "photo.jpg")
    assert back.origin == source.origin


@pytest.mark.parametrize("pixels_of_a_strip", [1, 77 * 70, 2**20])
def test_jpeg_strips_are_the_same_picture_as_one_piece(
    pixels_of_a_strip: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jpeg, "_STRIP_PIXELS", pixels_of_a_strip)
    pixels = scene(77, 101)
    for quality, subsampling in ((80, 2), (95, 0)):
        target = tmp_path / f"{quality}.jpg"
        encode(Photo(pixels, origin=Origin("JPEG", quality, subsampling)), target)
        whole = Image.open(io.BytesIO(saved(pixels, "JPEG", quality=quality, subsampling=subsampling)))
        with Image.open(target) as strips:
            assert (np.asarray(strips) == np.asarray(whole)).all()


def test_a_jpeg_of_unknown_quality_gets_full_colours(tmp_path: Path) -> None:
    back, _ = there_and_back(Photo(scene()), tmp_path / "photo.jpg")
    assert back.origin == Origin("JPEG", 95, 0)
    coarse, _ = there_and_back(Photo(scene()), tmp_path / "coarse.jpg", quality=70)
    assert coarse.origin == Origin("JPEG", 70, 2)


def test_a_lossless_webp_stays_lossless(tmp_path: Path) -> None:
    source = decode(saved(np.dstack([scene(), ramp()]), "WEBP", lossless=True, exact=True))
    back, _ = there_and_back(source, tmp_path / "photo.webp")
    assert (back.pixels == scene()).all()
    assert back.origin == source.origin == Origin("WEBP", lossless=True)
    lossy, _ = there_and_back(source, tmp_path / "lossy.webp", quality=80)
    assert lossy.origin == Origin("WEBP", lossless=False)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_photo_makes_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    photo = Photo(scene(90, 70), ramp(90, 70), full_metadata())
    for name in ("one", "two"):
        encode(photo, tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize(
    ("suffix", "kept"), [(".jpg", 23), (".png", 23), (".tif", 22), (".webp", 18), (".avif", 18), (".bmp", 0)]
)
def test_metadata_go_along_as_far_as_the_format_holds_them(suffix: str, kept: int, tmp_path: Path) -> None:
    photo = Photo(scene(), metadata=full_metadata())
    back, report = there_and_back(photo, tmp_path / f"photo{suffix}")
    assert report.metadata_summary == f"metadata: {kept}/23 kept"
    assert bool(report.notices) == (kept < 23)
    if kept:
        assert exif_of(back.metadata.exif).get_ifd(EXIF_DIRECTORY)[MAKER_NOTE] == bytes(range(64))
        assert b"Grandmother" in (back.metadata.xmp or b"")
    if kept > 20:
        assert back.metadata.iptc == IPTC
    assert back.metadata.dpi == (300.0, 300.0)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_larger_picture_has_a_finer_resolution_and_true_sizes(suffix: str, tmp_path: Path) -> None:
    source = Photo(scene(), metadata=full_metadata())
    large = replace(source, pixels=scene(120, 80), metadata=replace(source.metadata, dpi=(600.0, 600.0)))
    back, _ = there_and_back(large, tmp_path / f"photo{suffix}")
    assert back.metadata.dpi == (600.0, 600.0)
    if back.metadata.exif:
        assert exif_of(back.metadata.exif)[X_RESOLUTION] == 600
        assert exif_of(back.metadata.exif).get_ifd(EXIF_DIRECTORY)[0xA002] == 120
        assert b'ImageWidth="120"' in (back.metadata.xmp or b"")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_resolution_alone_is_kept(suffix: str, tmp_path: Path) -> None:
    for dpi in (72.0, 96.0, 240.0, 300.0, 1200.0):
        photo = Photo(scene(), metadata=Metadata(dpi=(dpi, dpi)))
        back, _ = there_and_back(photo, tmp_path / f"photo{suffix}", overwrite=True)
        assert back.metadata.dpi == (dpi, dpi)


@pytest.mark.parametrize("dpi", [(0.0, 300.0), (-1.0, 2.0), (float("nan"),) * 2, (float("inf"),) * 2, (1e9, 1e9)])
def test_an_absurd_resolution_is_none(dpi: tuple[float, float], tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        there_and_back(Photo(scene(), metadata=Metadata(dpi=dpi)), tmp_path / f"photo{suffix}")


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_the_location_can_be_left_out(suffix: str, tmp_path: Path) -> None:
    photo = Photo(scene(), metadata=full_metadata())
    back, report = there_and_back(photo, tmp_path / f"photo{suffix}", metadata=MetadataPolicy.STRIP_LOCATION)
    assert not exif_of(back.metadata.exif).get_ifd(GPS_DIRECTORY)
    assert exif_of(back.metadata.exif).get_ifd(EXIF_DIRECTORY)[0x9003] == "1999:12:31 23:59:59"
    assert b"Grandmother" in (back.metadata.xmp or b"")
    content = (tmp_path / f"photo{suffix}").read_bytes()
    assert b"Wien" not in content
    assert b"48,12.5N" not in content
    assert report.metadata_kept < report.metadata_total


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_everything_can_be_left_out_but_colour_and_resolution(suffix: str, tmp_path: Path) -> None:
    photo = Photo(scene(), metadata=replace(full_metadata(), icc=SPACES["Display P3"]))
    back, report = there_and_back(photo, tmp_path / f"photo{suffix}", metadata=MetadataPolicy.STRIP_ALL)
    assert report.metadata_kept <= 3, "the resolution, in formats that keep it in EXIF"
    assert back.metadata.dpi == (300.0, 300.0)
    assert back.metadata.icc == (None if suffix == ".bmp" else SPACES["Display P3"])
    content = (tmp_path / f"photo{suffix}").read_bytes()
    for word in (b"Maker", b"1999", b"Grandmother", b"caption", b"a comment"):
        assert word not in content


@pytest.mark.parametrize("source", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_metadata_go_from_any_format_to_any_other(source: str, suffix: str, tmp_path: Path) -> None:
    first = tmp_path / f"source{next(form.suffixes[0] for form in writable_formats() if form.name == source)}"
    encode(Photo(scene(), metadata=replace(full_metadata(), iptc=None, texts=())), first)
    photo = decode(first)
    back, report = there_and_back(photo, tmp_path / f"photo{suffix}")
    assert report.metadata_kept == report.metadata_total == 18
    assert photo.notices == back.notices == ()


def test_metadata_too_large_for_jpeg_lose_the_makers_note_first(tmp_path: Path) -> None:
    exif = exif_of(exif_block())
    exif.get_ifd(EXIF_DIRECTORY)[MAKER_NOTE] = bytes(70_000)
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    back, report = there_and_back(Photo(scene(), metadata=Metadata(exif=block)), tmp_path / "photo.jpg")
    assert any("maker's notes" in notice for notice in report.notices)
    assert exif_of(back.metadata.exif).get_ifd(EXIF_DIRECTORY)[0x9003] == "1999:12:31 23:59:59"
    back, report = there_and_back(Photo(scene(), metadata=Metadata(exif=block)), tmp_path / "photo.png")
    assert report.notices == ()
    assert len(exif_of(back.metadata.exif).get_ifd(EXIF_DIRECTORY)[MAKER_NOTE]) == 70_000


def test_a_large_xmp_packet_goes_into_jpeg_in_parts(tmp_path: Path) -> None:
    packet = (full_metadata().xmp or b"").replace(
        b"</rdf:Description>", b"<dc:source>" + b"x" * 200_000 + b"</dc:source></rdf:Description>"
    )
    back, report = there_and_back(Photo(scene(), metadata=Metadata(xmp=packet)), tmp_path / "photo.jpg")
    assert report.metadata_kept == report.metadata_total > 5
    assert b"x" * 200_000 in (back.metadata.xmp or b"")


def test_a_large_profile_and_caption_go_into_jpeg_in_parts(tmp_path: Path) -> None:
    iptc = b"\x1c\x02\x78\x80\x04" + (150_000).to_bytes(4, "big") + b"c" * 150_000
    back, report = there_and_back(Photo(scene(), metadata=Metadata(iptc=iptc)), tmp_path / "photo.jpg")
    assert back.metadata.iptc == iptc
    assert report.metadata_kept == 1


def test_png_texts_stay_in_png_and_become_comments_in_jpeg(tmp_path: Path) -> None:
    texts = (("Title", "Großmutter 👵"), ("Comment", "one"), ("Comment", "two"))
    photo = Photo(scene(), metadata=Metadata(texts=texts))
    assert there_and_back(photo, tmp_path / "photo.png")[0].metadata.texts == texts
    in_jpeg = there_and_back(photo, tmp_path / "photo.jpg")[0].metadata.texts
    assert in_jpeg == (("Comment", "Title: Großmutter 👵"), ("Comment", "one"), ("Comment", "two"))


def test_the_format_comes_from_options_then_name_then_source(tmp_path: Path) -> None:
    photo = decode(saved(scene(), "WEBP"))
    assert encode(photo, tmp_path / "a.png", EncodeOptions(format="tif")).format == "TIFF"
    assert encode(photo, tmp_path / "b.PNG").format == "PNG"
    assert encode(photo, tmp_path / "c").format == "WEBP"
    assert encode(Photo(scene()), tmp_path / "d.unknown").format == "PNG"
    report = encode(photo, tmp_path / "e.png", EncodeOptions(format="JPEG"))
    assert "e.png is a JPEG in spite of its name." in report.notices


def test_heic_and_gif_become_what_can_be_written(tmp_path: Path) -> None:
    heic = decode(HEIC / "gray.heic")
    assert default_suffix(heic) == ".jpg"
    report = encode(heic, tmp_path / "photo.jpg")
    assert "srdesk does not write HEIC: the result is a JPEG." in report.notices
    assert default_suffix(decode(HEIC / "alpha.heic")) == ".png"
    assert default_suffix(decode(saved(gray_scene(), "GIF"))) == ".png"
    with pytest.raises(OutputError, match="does not write it") as caught:
        encode(heic, tmp_path / "photo.heic")
    assert ".jpg" in caught.value.hint


def test_default_suffix_follows_source_and_options() -> None:
    photo = decode(saved(scene(), "JPEG"))
    assert default_suffix(photo) == ".jpg"
    assert default_suffix(photo, like=".JPEG") == ".JPEG"
    assert default_suffix(photo, like=".png") == ""
    assert default_suffix(photo, EncodeOptions(format="png")) == ".png"
    assert default_suffix(Photo(scene())) == ".png"


@pytest.mark.parametrize(
    ("name", "size", "word"),
    [
        ("photo.webp", (16_384, 10), "WebP ends at 16383 pixels"),
        ("photo.jpg", (10, 65_501), "JPEG ends at 65500 pixels"),
        ("photo.avif", (32_769, 10), "AVIF ends at 32768 pixels"),
        ("photo.avif", (20_000, 20_000), "megapixels"),
        ("photo.bmp", (40_000, 40_000), "megapixels"),
    ],
)
def test_format_limits_are_checked_before_any_work(name: str, size: tuple[int, int], word: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=word) as caught:
        check_target(tmp_path / name, size)
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert caught.value.hint
    check_target(tmp_path / "photo.tif", (20_000, 20_000))


def test_encode_checks_the_limits_itself(tmp_path: Path) -> None:
    pixels = np.lib.stride_tricks.as_strided(np.zeros(1, np.uint8), (1, 16_384), (0, 0))
    with pytest.raises(OutputError, match="WebP ends"):
        encode(Photo(pixels), tmp_path / "photo.webp")
    assert list(tmp_path.iterdir()) == []


def test_the_longest_jpeg_can_be_read_again(tmp_path: Path) -> None:
    pixels = np.tile(np.arange(65_500, dtype=np.uint16).astype(np.uint8)[:, np.newaxis], (1, 3))
    back, _ = there_and_back(Photo(pixels), tmp_path / "photo.jpg", quality=100)
    assert back.size == (3, 65_500)
    assert close(back.pixels, pixels, mean=1)


def test_the_widest_jpeg_can_be_read_again(tmp_path: Path) -> None:
    pixels = np.tile(np.arange(65_500, dtype=np.uint16).astype(np.uint8)[np.newaxis, :, np.newaxis], (40, 1, 3))
    back, _ = there_and_back(Photo(pixels), tmp_path / "photo.jpg", quality=100)
    assert close(back.pixels, pixels, mean=1)


@pytest.mark.parametrize("changes", [{"format": "heic"}, {"format": "nonsense"}, {"quality": 0}, {"quality": 101}])
def test_options_that_make_no_sense_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        EncodeOptions(**changes)  # type: ignore[arg-type]
    assert caught.value.hint


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cancelling_leaves_nothing(suffix: str, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        encode(Photo(scene()), tmp_path / f"photo{suffix}", token=token)
    assert list(tmp_path.iterdir()) == []


def test_formats_and_suffixes_for_dialogs() -> None:
    assert {form.name for form in writable_formats()} == {"JPEG", "PNG", "TIFF", "WEBP", "AVIF", "BMP"}
    for form in writable_formats():
        assert set(form.suffixes) <= readable_suffixes()
        assert form.title
    assert {".heic", ".gif", ".jpeg", ".tiff"} <= readable_suffixes()
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in readable_suffixes())


def test_a_big_tiff_is_written_where_the_classic_kind_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("srdesk.imaging.codecs.tiff_write._MOST_CLASSIC", 100)
    for order in "<>":
        exif = exif_of(exif_block())
        exif.endian = order
        metadata = replace(full_metadata(), exif=exif.tobytes().removeprefix(b"Exif\0\0"), texts=())
        photo = Photo(scene(dtype=np.uint16), metadata=metadata)
        back, report = there_and_back(photo, tmp_path / "photo.tif", overwrite=True)
        assert (tmp_path / "photo.tif").read_bytes()[:4] in (b"II\x2b\0", b"MM\0\x2b")
        assert (back.pixels == photo.pixels).all()
        assert report.metadata_kept == report.metadata_total
