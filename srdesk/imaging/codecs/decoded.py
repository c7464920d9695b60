"""What a format's reader hands over: samples as they are stored, and the words of Pillow's modes for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from srdesk.imaging import chromaticities, profiles
from srdesk.imaging.color import unpremultiplied, widened
from srdesk.imaging.limits import Unreadable
from srdesk.imaging.photo import Metadata, Origin, Samples
from srdesk.texts import Text, said

EXIF_MARK = b"Exif\0\0"
"""What many formats put in front of an EXIF block."""

# Few enough that a strip finds its memory again.
_STRIP_PIXELS = 2**16


@dataclass(frozen=True, eq=False)
class Pixels:
    """Samples of a picture: gray ``H x W`` or RGB ``H x W x 3``, with alpha or without.

    ``icc`` is the profile of the file as far as it still holds; ``notices`` say what was done.
    """

    color: Samples
    alpha: Samples | None = None
    icc: bytes | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Decoded:
    """A picture as its file stores it: not upright yet, metadata unchecked.

    ``orientation`` is how the samples are stored (1..8) where the format itself says so, ``None`` where the
    metadata does.
    """

    pixels: Pixels
    metadata: Metadata
    origin: Origin
    orientation: int | None = None
    notices: tuple[str, ...] = ()


def pixels_of(image: Image.Image, icc: bytes | None) -> Pixels:
    """The samples of a loaded picture in any of Pillow's modes; raises `Unreadable`."""
    take = _MODES.get(image.mode)
    if take is None:
        raise Unreadable(
            Text("has pixels of a kind srdesk cannot read ({0}).", image.mode), hint="Save it as 8 or 16 bits."
        )
    return take(image, icc)


def of_array(samples: NDArray[np.uint8] | NDArray[np.uint16], icc: bytes | None) -> Pixels:
    """``H x W`` or ``H x W x C`` samples: gray, gray and alpha, RGB or RGBA."""
    if samples.ndim == 2:
        return Pixels(cast(Samples, np.ascontiguousarray(samples)), icc=icc)
    channels = samples.shape[2]
    alpha = np.ascontiguousarray(samples[..., -1]) if channels in (2, 4) else None
    color = samples[..., 0] if channels < 3 else samples[..., :3]
    return Pixels(cast(Samples, np.ascontiguousarray(color)), cast("Samples | None", alpha), icc)


def metadata_of(found: Mapping[Any, Any]) -> Metadata:
    """Metadata by the names under which Pillow and its likes put them."""
    block = found.get("exif")
    return Metadata(
        exif=block.removeprefix(EXIF_MARK) if block else None,
        xmp=found.get("xmp") or None,
        icc=found.get("icc_profile") or None,
    )


def named_profile(metadata: Metadata, points: tuple[int, int] | None) -> tuple[bytes | None, tuple[str, ...]]:
    """The profile of a file, or one for the colours it names by code points of ITU-T H.273; and notices."""
    if metadata.icc or points is None:
        return metadata.icc, ()
    try:
        return chromaticities.from_code_points(*points), ()
    except profiles.ProfileError as error:
        return None, (Text("{0} They were taken for sRGB.", said(error)),)


def _plain(image: Image.Image, icc: bytes | None) -> Pixels:
    return of_array(_handed_over(image), icc)


def _handed_over(image: Image.Image) -> NDArray[np.uint8]:
    """8-bit samples of a picture, a strip at a time: Pillow would hold all of them twice meanwhile."""
    (width, height), channels = image.size, len(image.getbands())
    samples = np.empty((height, width, channels) if channels > 1 else (height, width), np.uint8)
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        samples[top : top + rows] = np.asarray(image.crop((0, top, width, min(top + rows, height))))
    return samples


def _bilevel(image: Image.Image, icc: bytes | None) -> Pixels:
    pixels = _keyed("L")(image.convert("L"), icc)
    return Pixels(pixels.color, pixels.alpha, icc, (Text("Black and white became gray."),))


def _keyed(mode: str) -> Callable[[Image.Image, bytes | None], Pixels]:
    """A reader for gray or RGB pictures in which one colour may mean transparent."""

    def take(image: Image.Image, icc: bytes | None) -> Pixels:
        if "transparency" in image.info:
            return _plain(image.convert(mode + "A"), icc)
        return _plain(image, icc)

    return take


def _palette(image: Image.Image, icc: bytes | None) -> Pixels:
    """Colours of the palette; gray if all those in use are and no profile speaks of colours."""
    with_alpha = image.mode == "PA" or "transparency" in image.info
    full = np.asarray(image.convert("RGBA" if with_alpha else "RGB"))
    pixels = of_array(full, icc)
    color, notice = pixels.color, Text("The colours of its palette became separate values.")
    if icc is None and (color == color[..., :1]).all():
        color = cast(Samples, np.ascontiguousarray(color[..., 0]))
        notice = Text("The grays of its palette became separate values.")
    return Pixels(color, pixels.alpha, icc, (notice,))


def _premultiplied(image: Image.Image, icc: bytes | None) -> Pixels:
    stored = of_array(np.asarray(image), icc)
    assert stored.alpha is not None
    return Pixels(unpremultiplied(stored.color, stored.alpha), stored.alpha, icc)


def _through_profile(title: str) -> Callable[[Image.Image, bytes | None], Pixels]:
    """A reader for colours that are converted to sRGB."""

    def take(image: Image.Image, icc: bytes | None) -> Pixels:
        how = Text("by its profile") if icc else Text("without a profile")
        try:
            converted = profiles.to_srgb(image, profiles.checked(icc, image.mode) if icc else None)
        except profiles.ProfileError:
            how = Text("without its profile, which is damaged")
            converted = profiles.to_srgb(image, None)
        return Pixels(np.asarray(converted), notices=(Text("{0} colours were converted to sRGB {1}.", title, how),))

    return take


def _deep_gray(image: Image.Image, icc: bytes | None) -> Pixels:
    return Pixels(widened(np.asarray(image).astype(np.uint16), 16), icc=icc)


def _converted(mode: str) -> Callable[[Image.Image, bytes | None], Pixels]:
    return lambda image, icc: _plain(image.convert(mode), icc)


_MODES: dict[str, Callable[[Image.Image, bytes | None], Pixels]] = {
    "1": _bilevel,
    "L": _keyed("L"),
    "RGB": _keyed("RGB"),
    "LA": _plain,
    "RGBA": _plain,
    "La": _premultiplied,
    "RGBa": _premultiplied,
    "RGBX": _converted("RGB"),
    "YCbCr": _converted("RGB"),
    "P": _palette,
    "PA": _palette,
    "CMYK": _through_profile("CMYK"),
    "LAB": _through_profile("Lab"),
    "I;16": _deep_gray,
    "I;16B": _deep_gray,
    "I;16L": _deep_gray,
}
