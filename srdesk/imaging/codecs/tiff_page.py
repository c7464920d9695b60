"""How the pages of TIFF files keep their pixels."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from srdesk.imaging.limits import DEFLATE_MOST, FETCH_AGAIN, Unreadable, check_amount
from srdesk.imaging.metadata.ifd import Field, Layout


class Tag(IntEnum):
    """The tags srdesk knows by name."""

    KIND_OF_PAGE = 254
    WIDTH = 256
    LENGTH = 257
    BITS = 258
    COMPRESSION = 259
    PHOTOMETRIC = 262
    FILL_ORDER = 266
    STRIP_OFFSETS = 273
    SAMPLES = 277
    ROWS_PER_STRIP = 278
    STRIP_SIZES = 279
    PLANES = 284
    FAX_3 = 292
    FAX_4 = 293
    PREDICTOR = 317
    PALETTE = 320
    TILE_WIDTH = 322
    TILE_LENGTH = 323
    TILE_OFFSETS = 324
    TILE_SIZES = 325
    LOWER = 330
    INKS = 332
    EXTRA = 338
    FORMAT = 339
    JPEG_TABLES = 347
    YCBCR_FACTORS = 529
    YCBCR_SUBSAMPLING = 530
    YCBCR_POSITION = 531
    BLACK_AND_WHITE = 532
    XMP = 700
    IPTC = 33723
    PHOTOSHOP = 34377
    ICC = 34675
    DNG_VERSION = 50706


class Photometric(IntEnum):
    """What samples mean, as far as srdesk takes them without asking libtiff."""

    WHITE_IS_ZERO = 0
    BLACK_IS_ZERO = 1
    RGB = 2
    CMYK = 5
    LAB = 8
    ICC_LAB = 9


# JPEG of the old kind, which kept its tables in tags.
_OLD_JPEG_SINGLE, _OLD_JPEG_SEVERAL = (512, 513, 514), (519, 520, 521)
SINGLE = frozenset(
    {Tag.COMPRESSION, Tag.PHOTOMETRIC, Tag.FILL_ORDER, Tag.SAMPLES, Tag.PLANES, Tag.FAX_3, Tag.FAX_4, Tag.PREDICTOR}
    | {Tag.INKS, Tag.YCBCR_POSITION, *_OLD_JPEG_SINGLE}
)
"""Tags of one number that say how pixels are stored, apart from sizes."""
TABLES = frozenset({Tag.STRIP_OFFSETS, Tag.STRIP_SIZES, Tag.TILE_OFFSETS, Tag.TILE_SIZES})
"""Tags that say where the parts of the picture are."""
SEVERAL = frozenset(
    {Tag.BITS, Tag.PALETTE, Tag.EXTRA, Tag.FORMAT, Tag.JPEG_TABLES, Tag.YCBCR_FACTORS, Tag.YCBCR_SUBSAMPLING}
    | {Tag.BLACK_AND_WHITE, *_OLD_JPEG_SEVERAL, *TABLES}
)
"""Tags of several numbers that say how pixels are stored."""

_CHANNELS: dict[int, int] = {
    Photometric.WHITE_IS_ZERO: 1,
    Photometric.BLACK_IS_ZERO: 1,
    Photometric.RGB: 3,
    Photometric.CMYK: 4,
    Photometric.LAB: 3,
    Photometric.ICC_LAB: 3,
}
_RAW_PHOTOMETRICS = (32803, 34892)
# None, LZW, Deflate twice, PackBits, LZMA, Zstandard: whatever packs bytes without asking what they mean. With each
# the most bytes that one can become.
_BYTE_PACKERS = {1: 1, 5: 4096, 8: DEFLATE_MOST, 32946: DEFLATE_MOST, 32773: 64, 34925: 8192, 50000: 40_000}
_UNSIGNED, _FLOAT = 1, 3
_TYPES = {
    (_UNSIGNED, 8): "u1",
    (_UNSIGNED, 16): "u2",
    (_UNSIGNED, 32): "u4",
    (_FLOAT, 16): "f2",
    (_FLOAT, 32): "f4",
    (_FLOAT, 64): "f8",
}


@dataclass(frozen=True)
class Page:
    """How the pixels of a page are stored."""

    fields: dict[int, Field]
    layout: Layout

    def number(self, tag: int, default: int = 0) -> int:
        found = self.fields.get(tag)
        return found.whole(self.layout) if found and found.count else default

    def numbers(self, tag: int) -> tuple[int, ...]:
        found = self.fields.get(tag)
        return tuple(int(value) for value in found.numbers(self.layout)) if found else ()

    @property
    def size(self) -> tuple[int, int]:
        return self.number(Tag.WIDTH), self.number(Tag.LENGTH)

    @property
    def samples(self) -> int:
        return self.number(Tag.SAMPLES, 1)

    @property
    def photometric(self) -> int:
        likely = Photometric.BLACK_IS_ZERO if self.samples < 3 else Photometric.RGB
        return self.number(Tag.PHOTOMETRIC, likely)

    @property
    def colours(self) -> int:
        """How many channels are colour, 0 where only libtiff knows what they mean."""
        return _CHANNELS.get(self.photometric, 0)

    @property
    def bits(self) -> int:
        """Bits of each sample, 0 where they differ."""
        found = set(self.numbers(Tag.BITS) or (1,))
        return found.pop() if len(found) == 1 else 0

    @property
    def planes(self) -> int:
        """How many parts the file keeps the channels in."""
        return self.samples if self.number(Tag.PLANES, 1) == 2 else 1

    @property
    def tile_width(self) -> int:
        return self.number(Tag.TILE_WIDTH)

    @property
    def dtype(self) -> np.dtype[np.generic] | None:
        """The type of the samples in memory, ``None`` if they are no whole bytes of a known kind."""
        code = _TYPES.get((self.number(Tag.FORMAT, _UNSIGNED), self.bits))
        return np.dtype(self.layout.order + code) if code else None

    @property
    def plain(self) -> bool:
        """Whether the samples are there for the taking once their bytes are unpacked."""
        return (
            self.dtype is not None
            and 0 < self.colours <= self.samples <= 16
            and self.number(Tag.COMPRESSION, 1) in _BYTE_PACKERS
            and self.number(Tag.PREDICTOR, 1) in (1, 2)
            and self.number(Tag.FILL_ORDER, 1) == 1
        )


def refuse_raw(page: Page) -> None:
    """Raise `Unreadable` for raw photos, which are TIFF files too, with a small preview first."""
    preview = page.number(Tag.KIND_OF_PAGE) & 1 and Tag.LOWER in page.fields
    if Tag.DNG_VERSION in page.fields or page.photometric in _RAW_PHOTOMETRICS or preview:
        raise Unreadable("is a raw photo of a camera.", hint="Develop it with a raw converter and save a 16-bit TIFF.")


def check_whole(data: bytes, page: Page) -> None:
    """Raise `Unreadable` if parts of the picture lie outside the file, or it is too small for the picture."""
    compression = page.number(Tag.COMPRESSION, 1)
    if compression in _BYTE_PACKERS:
        width, height = page.size
        check_amount(width * height * page.samples * page.bits // 8, len(data), _BYTE_PACKERS[compression])
    for offsets, sizes in ((Tag.STRIP_OFFSETS, Tag.STRIP_SIZES), (Tag.TILE_OFFSETS, Tag.TILE_SIZES)):
        ends = (sum(place) for place in zip(page.numbers(offsets), page.numbers(sizes), strict=False))
        if max(ends, default=0) > len(data):
            raise Unreadable("is cut off.", hint=FETCH_AGAIN)
