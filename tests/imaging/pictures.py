"""Small pictures and metadata for the tests of `srdesk.imaging`, made with other means than srdesk's own."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from srdesk.imaging.codec import EncodeOptions, EncodeReport, decode, encode
from srdesk.imaging.photo import Metadata, Photo, Samples

HEIC = Path(__file__).parent / "heic"

XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    tiff:ImageWidth="60" tiff:ImageLength="40" exif:GPSLatitude="48,12.5N" photoshop:City="Wien"
    photoshop:Instructions="line one&#10;line two">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Grandmother &amp; dog</rdf:li></rdf:Alt></dc:title>
   <exif:PixelXDimension>60</exif:PixelXDimension>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# Records 2:120 caption, 2:25 keywords (twice), 2:90 city.
IPTC = b"\x1c\x02\x78\x00\x07caption\x1c\x02\x19\x00\x03one\x1c\x02\x19\x00\x03two\x1c\x02\x5a\x00\x04Wien"

ORIENTATION, MAKE, X_RESOLUTION, Y_RESOLUTION, UNIT = 0x112, 0x10F, 0x11A, 0x11B, 0x128
EXIF_DIRECTORY, GPS_DIRECTORY = 0x8769, 0x8825
PIXEL_X, PIXEL_Y, DATE, MAKER_NOTE = 0xA002, 0xA003, 0x9003, 0x927C


def scene(width: int = 60, height: int = 40, dtype: Any = np.uint8) -> Samples:
    """An RGB picture without symmetry: ramps, a dark corner at the top left and a bright bar at the right."""
    y, x = np.mgrid[0:height, 0:width]
    planes = np.stack([x / width, y / height, 0.5 + 0.4 * np.sin(x / 7 + y / 5)], axis=2)
    planes[: height // 4, : width // 4] = 0.05
    planes[:, -width // 8 :, 0] = 0.95
    peak = np.iinfo(dtype).max
    return np.rint(planes * peak).astype(dtype)  # type: ignore[no-any-return]


def gray_scene(width: int = 60, height: int = 40, dtype: Any = np.uint8) -> Samples:
    """The green of the scene."""
    return np.ascontiguousarray(scene(width, height, dtype)[..., 1])  # type: ignore[return-value]


def ramp(width: int = 60, height: int = 40, dtype: Any = np.uint8) -> Samples:
    """Alpha from nothing at the left to full at the right."""
    peak = np.iinfo(dtype).max
    return np.tile(np.linspace(0, peak, width).astype(dtype), (height, 1))


def exif_block(*, orientation: int | None = 1, size: tuple[int, int] = (60, 40), dpi: float = 300) -> bytes:
    """A block as a camera writes it, without the mark in front."""
    exif = Image.Exif()
    exif[MAKE] = "Maker"
    if orientation is not None:
        exif[ORIENTATION] = orientation
    exif[X_RESOLUTION] = exif[Y_RESOLUTION] = dpi
    exif[UNIT] = 2
    exif.get_ifd(EXIF_DIRECTORY).update(
        {PIXEL_X: size[0], PIXEL_Y: size[1], DATE: "1999:12:31 23:59:59", MAKER_NOTE: bytes(range(64))}
    )
    exif.get_ifd(GPS_DIRECTORY).update({1: "N", 2: (48.0, 12.0, 30.0)})
    return exif.tobytes().removeprefix(b"Exif\0\0")


def exif_of(block: bytes | None) -> Image.Exif:
    """A block as Pillow understands it."""
    exif = Image.Exif()
    exif.load(block or b"")
    return exif


def full_metadata() -> Metadata:
    """Something of everything."""
    return Metadata(exif=exif_block(), xmp=XMP, iptc=IPTC, dpi=(300.0, 300.0), texts=(("Comment", "a comment"),))


def saved(image: Image.Image | Samples, form: str, **options: Any) -> bytes:
    """A file by Pillow."""
    buffer = io.BytesIO()
    (image if isinstance(image, Image.Image) else Image.fromarray(image)).save(buffer, form, **options)
    return buffer.getvalue()


def there_and_back(photo: Photo, target: Path, **options: Any) -> tuple[Photo, EncodeReport]:
    """A photo written by srdesk and read again."""
    report = encode(photo, target, EncodeOptions(**options))
    return decode(target), report


def close(one: Samples, other: Samples, *, mean: float) -> bool:
    """Whether two pictures of one shape differ little on average."""
    same_shape = one.shape == other.shape and one.dtype == other.dtype
    return same_shape and float(np.abs(one.astype(float) - other.astype(float)).mean()) <= mean


def delta_e(one: NDArray[Any], other: NDArray[Any]) -> float:
    """The largest distance between Lab colours (CIE 1976)."""
    return float(np.sqrt(np.square(one.astype(float) - other.astype(float)).sum(axis=-1)).max())


def chunks_of(png: bytes) -> Sequence[bytes]:
    """The kinds of a PNG's chunks, in order."""
    kinds, at = [], 8
    while at < len(png):
        kinds.append(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return kinds
