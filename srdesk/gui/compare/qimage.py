"""From samples to what Qt draws: 8-bit sRGB, alpha multiplied in."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from srdesk.gui.compare.raster import Block, reduced
from srdesk.imaging.photo import Photo
from srdesk.imaging.profiles import ProfileError, checked, srgb_converter

Pixels8 = NDArray[np.uint8]
Converter = Callable[[Pixels8], Pixels8]

# Profiles that move no colour by more levels than this are those of sRGB in all but name.
_INVISIBLE = 2
_STRIP = 512


def display_converter(photo: Photo) -> Converter:
    """A function from 8-bit pixels in the photo's colour space to sRGB of the same shape.

    It may be called from any thread. A profile that cannot be used is taken for sRGB.
    """
    icc = photo.metadata.icc
    if icc is None:
        return _as_it_is
    probe = _probe(gray=photo.gray)
    try:
        converter = srgb_converter(checked(icc, "GRAY" if photo.gray else "RGB"), gray=photo.gray)
        moved = np.abs(converter(probe).astype(int) - probe)
    except ProfileError:
        return _as_it_is
    return converter if moved.max() > _INVISIBLE else _as_it_is


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


def _as_it_is(pixels: Pixels8) -> Pixels8:
    return pixels


def _probe(*, gray: bool) -> Pixels8:
    """Colours from all over the space."""
    levels = np.arange(0, 256, 17, dtype=np.uint8)
    if gray:
        return levels[np.newaxis]
    return np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(16, -1, 3)
