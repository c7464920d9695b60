"""WebP, GIF and BMP in; WebP, AVIF and BMP out."""

import io
import struct
from typing import BinaryIO

from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.WebPImagePlugin import WebPImageFile

from srdesk.imaging.decoded import Decoded, pixels_of
from srdesk.imaging.jpeg_segments import COMMENT
from srdesk.imaging.limits import check_size
from srdesk.imaging.photo import Metadata, Origin
from srdesk.imaging.sheet import Sheet

WEBP_QUALITY, AVIF_QUALITY = 90, 85
"""What a photo is written with when its source says nothing of quality; about JPEG's 95."""

_EXIF_MARK = b"Exif\0\0"
_BMP_HEAD, _BMP_STRIP = 54, 64
# More than the header and palette of any BMP.
_HEAD = 4096


def read_webp(data: bytes) -> Decoded:
    """Decode the first frame of a WebP; raises `Unreadable` and what Pillow raises."""
    # Opening it takes memory for all of it already.
    check_size(*_webp_size(data), sample_bytes=8)
    image = WebPImageFile(io.BytesIO(data))
    metadata = _metadata_of(image)
    image.load()
    origin = Origin("WEBP", lossless=_is_lossless(data), pages=getattr(image, "n_frames", 1))
    return Decoded(pixels_of(image, metadata.icc), metadata, origin)


def read_gif(data: bytes) -> Decoded:
    """Decode the first frame of a GIF; raises `Unreadable` and what Pillow raises."""
    image = GifImageFile(io.BytesIO(data))
    check_size(*image.size, sample_bytes=8)
    comment = image.info.get("comment")
    texts = ((COMMENT, comment.decode("utf-8", "replace")),) if isinstance(comment, bytes) and comment else ()
    image.load()
    pixels = pixels_of(image, None)
    return Decoded(pixels, Metadata(texts=texts), Origin("GIF", pages=image.n_frames))


def read_bmp(data: bytes) -> Decoded:
    """Decode a BMP; raises `Unreadable` and what Pillow raises."""
    image = BmpImageFile(io.BytesIO(data))
    check_size(*image.size, sample_bytes=4)
    image.load()
    return Decoded(pixels_of(image, None), read_bmp_metadata(data), Origin("BMP"))


def read_webp_metadata(data: bytes) -> Metadata:
    """The metadata of a WebP as they are."""
    return _metadata_of(WebPImageFile(io.BytesIO(data)))


def read_bmp_metadata(data: bytes) -> Metadata:
    """All there is in a BMP: its resolution."""
    x, y = BmpImageFile(io.BytesIO(data[:_HEAD])).info.get("dpi", (0, 0))
    return Metadata(dpi=(_snapped(x), _snapped(y)) if min(x, y) > 0 else None)


def write_webp(
    file: BinaryIO, sheet: Sheet, metadata: Metadata, *, quality: int = WEBP_QUALITY, lossless: bool = False
) -> tuple[str, ...]:
    """Write a WebP of a sheet; lossless keeps even the colour of what is transparent."""
    return _write(
        file,
        sheet,
        "WEBP",
        quality=80 if lossless else quality,
        lossless=lossless,
        exact=lossless,
        exif=metadata.exif or b"",
        xmp=metadata.xmp or b"",
        icc_profile=metadata.icc or b"",
    )


class _Ready(Image.Exif):
    """An EXIF block that Pillow writes as it is, rather than a reading of it."""

    def __init__(self, block: bytes) -> None:
        super().__init__()
        self._block = block

    def __bool__(self) -> bool:
        return True

    def tobytes(self, offset: int = 8) -> bytes:  # noqa: ARG002 - Pillow's signature
        return self._block


def write_avif(file: BinaryIO, sheet: Sheet, metadata: Metadata, *, quality: int = AVIF_QUALITY) -> tuple[str, ...]:
    """Write an AVIF of a sheet, the same whatever the number of processors."""
    options: dict[str, object] = {"xmp": metadata.xmp, "icc_profile": metadata.icc}
    if metadata.exif:
        options["exif"] = _Ready(metadata.exif)
    present = {name: block for name, block in options.items() if block is not None}
    return _write(file, sheet, "AVIF", quality=quality, subsampling="4:4:4", autotiling=False, **present)


def write_bmp(file: BinaryIO, sheet: Sheet, metadata: Metadata) -> tuple[str, ...]:
    """Write a BMP of a sheet of 1 or 3 channels, from the bottom up as the format wants it."""
    width, height = sheet.size
    padding = bytes(-(width * sheet.channels) % 4)
    body = (width * sheet.channels + len(padding)) * height
    palette = b"".join(bytes((n, n, n, 0)) for n in range(256)) if sheet.channels == 1 else b""
    start = _BMP_HEAD + len(palette)
    per_metre = [round(value / 0.0254) for value in metadata.dpi or (96, 96)]
    file.write(struct.pack("<2sIIIIii", b"BM", start + body, 0, start, 40, width, height))
    file.write(struct.pack("<HHIIiiII", 1, 8 * sheet.channels, 0, body, *per_metre, len(palette) // 4, 0) + palette)
    for top in range((height - 1) // _BMP_STRIP * _BMP_STRIP, -1, -_BMP_STRIP):
        sheet.token.check()
        rows = sheet.rows(top, top + _BMP_STRIP)[::-1]
        file.write(b"".join(row.tobytes() + padding for row in (rows if rows.ndim == 2 else rows[..., ::-1])))
    return ()


def _write(file: BinaryIO, sheet: Sheet, name: str, **options: object) -> tuple[str, ...]:
    """Encode into memory, so that what goes wrong with the file is never taken for the encoder's fault."""
    sheet.token.check()
    buffer = io.BytesIO()
    Image.fromarray(sheet.rows(0, sheet.size[1])).save(buffer, name, **options)
    sheet.token.check()
    file.write(buffer.getbuffer())
    return ()


def _metadata_of(image: WebPImageFile) -> Metadata:
    block = image.info.get("exif")
    return Metadata(
        exif=block.removeprefix(_EXIF_MARK) if block else None,
        xmp=image.info.get("xmp") or None,
        icc=image.info.get("icc_profile") or None,
    )


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height by the first chunk."""
    kind = bytes(data[12:16])
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    if kind == b"VP8L":
        packed = int.from_bytes(data[21:25], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    return width, height


def _is_lossless(data: bytes) -> bool:
    """By the first chunk that holds a picture."""
    at = 12
    while at + 8 <= len(data):
        kind = bytes(data[at : at + 4])
        if kind in (b"VP8L", b"VP8 "):
            return kind == b"VP8L"
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return False


def _snapped(dpi: float) -> float:
    """Dots per inch are whole but for the rounding to dots per metre."""
    return float(round(dpi)) if abs(dpi - round(dpi)) < 0.02 else dpi
