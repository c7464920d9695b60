"""Photo: decoded pixels with everything that has to survive a round trip."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from srdesk.imaging.provenance import Provenance, Source

Samples = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True)
class Metadata:
    """Raw metadata blocks as read from the file; ``None`` where the file had none.

    ``exif`` starts at the TIFF header (no ``Exif\\0\\0`` prefix), ``xmp`` is the packet, ``iptc`` the IIM records,
    ``icc`` the profile, ``dpi`` pixels per inch in x and y, ``texts`` a PNG's keywords with their texts or a JPEG's
    comments.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Origin:
    """What file a photo came from, so that a result can be written alike.

    ``format`` is Pillow's name (``JPEG``, ``PNG``, ...), ``quality`` the estimated encoder quality 1..100 of a lossy
    file, ``subsampling`` Pillow's JPEG code (0 4:4:4, 1 4:2:2, 2 4:2:0), ``lossless`` whether a WebP or AVIF was.
    """

    format: str
    quality: int | None = None
    subsampling: int | None = None
    lossless: bool = False
    pages: int = 1


@dataclass(frozen=True, eq=False)
class Photo:
    """An upright picture in memory.

    ``pixels`` is ``H x W`` (gray) or ``H x W x 3`` (RGB in the space of ``metadata.icc``, sRGB if that is ``None``),
    uint8 or uint16 over the full range; ``alpha`` is ``H x W`` of the same type or ``None``, not premultiplied.
    ``notices`` say in plain sentences what was changed or left out while reading. ``source`` is the file it was read
    from and ``provenance`` how it was made, if it is a result.
    """

    pixels: Samples
    alpha: Samples | None = None
    metadata: Metadata = field(default_factory=Metadata)
    origin: Origin | None = None
    notices: tuple[str, ...] = ()
    source: Source | None = None
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        if self.pixels.dtype not in (np.uint8, np.uint16):
            raise TypeError(f"pixels must be uint8 or uint16, not {self.pixels.dtype}")
        if not (self.pixels.ndim == 2 or (self.pixels.ndim == 3 and self.pixels.shape[2] == 3)):
            raise ValueError(f"pixels must be H x W or H x W x 3, not {self.pixels.shape}")
        if self.alpha is not None and (
            self.alpha.shape != self.pixels.shape[:2] or self.alpha.dtype != self.pixels.dtype
        ):
            raise ValueError("alpha must have the height, width and type of the pixels")

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def gray(self) -> bool:
        return self.pixels.ndim == 2

    @property
    def bits(self) -> int:
        """8 or 16 per sample."""
        return 8 * self.pixels.dtype.itemsize

    @property
    def peak(self) -> int:
        """The sample value that means 1.0."""
        return 255 if self.bits == 8 else 65535
