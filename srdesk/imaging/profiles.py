"""Colour profiles in use: are they sound, what are they for, and from one space to another."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from srdesk.texts import Text

Pixels8 = NDArray[np.uint8]

_KINDS_OF_DEVICE = ("mntr", "scnr", "prtr", "spac")


class ProfileError(ValueError):
    """The bytes are no profile that can be used for the picture."""


def checked(icc: bytes, space: str) -> bytes:
    """The profile itself if it can be used for pixels of ``space`` (``RGB``, ``GRAY``, ``CMYK``, ``LAB``).

    Raises `ProfileError`.
    """
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc)).profile
        found, device = profile.xcolor_space.strip().upper(), profile.device_class.strip()
        if found == space and device in _KINDS_OF_DEVICE:
            _transform(icc, {"GRAY": "L"}.get(space, space))
            return icc
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise ProfileError("The colour profile is damaged.") from error
    raise ProfileError(Text("The colour profile is for {0}, not for {1}.", found, space))


def to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """A CMYK, Lab, gray or RGB picture in sRGB; without a profile by the plain rule of its mode.

    Raises `ProfileError` for a profile that does not fit.
    """
    if icc is None and image.mode != "LAB":
        return image.convert("RGB")
    try:
        converted = ImageCms.applyTransform(image, _transform(icc, image.mode))
    except (ImageCms.PyCMSError, ValueError) as error:
        raise ProfileError("The colour profile cannot be applied.") from error
    assert converted is not None
    return converted


def srgb_converter(icc: bytes, *, gray: bool) -> Callable[[Pixels8], Pixels8]:
    """A function that takes 8-bit gray (``H x W``) or RGB (``H x W x 3``) to sRGB of the same shape."""
    return converter(icc, None, gray=gray)


def converter(icc: bytes, target: bytes | None, *, gray: bool) -> Callable[[Pixels8], Pixels8]:
    """A function that takes 8-bit gray (``H x W``) or RGB (``H x W x 3``) to the space of another profile (or sRGB).

    Gray comes back as gray. Raises `ProfileError`.
    """
    transform = _transform(icc, "L" if gray else "RGB", target)

    def convert(pixels: Pixels8) -> Pixels8:
        converted = _applied(transform, pixels)
        return np.ascontiguousarray(converted[..., 1] if gray else converted)

    return convert


def to_screen(icc: bytes | None, screen: bytes, *, gray: bool) -> Callable[[Pixels8], Pixels8]:
    """A function that takes 8-bit gray (``H x W``) or RGB (``H x W x 3``) to a screen's RGB.

    Without a profile pixels are sRGB. Raises `ProfileError`.
    """
    alone = gray and icc is not None
    source = icc or ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    transform = _transform(source, "L" if alone else "RGB", screen)

    def convert(pixels: Pixels8) -> Pixels8:
        return _applied(transform, np.repeat(pixels[..., np.newaxis], 3, axis=2) if gray and not alone else pixels)

    return convert


def _applied(transform: ImageCms.ImageCmsTransform, pixels: Pixels8) -> Pixels8:
    return np.asarray(ImageCms.applyTransform(Image.fromarray(np.ascontiguousarray(pixels)), transform))


def _transform(icc: bytes | None, mode: str, target: bytes | None = None) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc)) if icc else ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(
        source,
        ImageCms.ImageCmsProfile(io.BytesIO(target)) if target else ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
