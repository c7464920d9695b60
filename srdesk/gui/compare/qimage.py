"""From samples to what Qt draws: 8 bits in the colours of the screen, alpha multiplied in."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from srdesk.gui.compare.raster import Block, reduced
from srdesk.imaging.photo import Photo
from srdesk.imaging.profiles import ProfileError, checked, srgb_converter, to_screen

Pixels8 = NDArray[np.uint8]
Converter = Callable[[Pixels8], Pixels8]

# Profiles between which no colour moves by more levels than this are of one space in all but name.
_INVISIBLE = 2
_STRIP = 512


@dataclass(frozen=True)
class Colours:
    """What becomes of a photo's 8-bit pixels; both may be called from any thread.

    ``standard`` takes them to sRGB of the same shape, by which colours are compared and handed to others. ``shown``
    takes them to the screen's own colours; gray may become RGB that looks gray there.
    """

    standard: Converter
    shown: Converter


def colours_of(photo: Photo, screen: bytes | None = None) -> Colours:
    """For a photo on a screen of that profile; a profile that cannot be used is taken for sRGB."""
    standard = display_converter(photo)
    if screen is None:
        return Colours(standard, standard)
    icc = None if standard is _as_it_is else photo.metadata.icc
    try:
        shown = to_screen(icc, checked(screen, "RGB"), gray=photo.gray)
    except ProfileError:
        return Colours(standard, standard)
    return Colours(standard, shown if _moves(shown, gray=photo.gray) else _as_it_is)


def display_converter(photo: Photo) -> Converter:
    """A function from 8-bit pixels in the photo's colour space to sRGB of the same shape.

    It may be called from any thread. A profile that cannot be used is taken for sRGB.
    """
    icc = photo.metadata.icc
    if icc is None:
        return _as_it_is
    try:
        converter = srgb_converter(checked(icc, "GRAY" if photo.gray else "RGB"), gray=photo.gray)
        return converter if _moves(converter, gray=photo.gray) else _as_it_is
    except ProfileError:
        return _as_it_is


def to_qimage(block: Block, convert: Converter, *, reduction: int = 1) -> QImage:
    """A block, reduced by a whole factor and converted, as an image of its own: RGB32, or premultiplied with alpha."""
    small = reduced(block, reduction)
    pixels = convert(np.ascontiguousarray(small.pixels)).astype(np.uint32)
    red, green, blue = (pixels, pixels, pixels) if pixels.ndim == 2 else (pixels[..., c] for c in range(3))
    height, width = pixels.shape[:2]
    if small.alpha is None:
        form, words = QImage.Format.Format_RGB32, np.uint32(0xFF000000) | red << 16 | green << 8 | blue
    else:
        alpha = small.alpha.astype(np.uint32)
        red, green, blue = ((channel * alpha + 127) // 255 for channel in (red, green, blue))
        form, words = QImage.Format.Format_ARGB32_Premultiplied, alpha << 24 | red << 16 | green << 8 | blue
    # A copy: the image outlives the array.
    return QImage(np.ascontiguousarray(words).data, width, height, 4 * width, form).copy()


def whole_image(photo: Photo, convert: Converter) -> QImage:
    """A photo as one image, made strip by strip; for photos that an image can hold."""
    width, height = photo.size
    form = QImage.Format.Format_RGB32 if photo.alpha is None else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(width, height, form)
    with QPainter(image) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for top in range(0, height, _STRIP):
            rows = np.s_[top : top + _STRIP]
            block = Block(photo.pixels[rows], None if photo.alpha is None else photo.alpha[rows])
            painter.drawImage(0, top, to_qimage(block, convert))
    return image


def _moves(converter: Converter, *, gray: bool) -> bool:
    """Whether a conversion moves any colour by more than the profiles of one space differ."""
    probe = _probe(gray=gray)
    made = converter(probe).astype(int)
    return bool(np.abs(made - (probe[..., np.newaxis] if made.ndim > probe.ndim else probe)).max() > _INVISIBLE)


def _as_it_is(pixels: Pixels8) -> Pixels8:
    return pixels


AS_THEY_ARE = Colours(_as_it_is, _as_it_is)
"""For pixels that are a screen's already, as those of diagrams are."""


def _probe(*, gray: bool) -> Pixels8:
    """Colours from all over the space."""
    levels = np.arange(0, 256, 17, dtype=np.uint8)
    if gray:
        return levels[np.newaxis]
    return np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(16, -1, 3)
