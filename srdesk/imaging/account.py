"""What a picture's file says, read without its pixels."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from srdesk.imaging.codecs import avif, bmp, gif, heic, jpeg, png_chunks, tiff, webp
from srdesk.imaging.decode import kind_of, understood
from srdesk.imaging.files import read_file
from srdesk.imaging.metadata.record import read_record, read_source_type
from srdesk.imaging.photo import Metadata
from srdesk.imaging.provenance import Provenance

_METADATA_READERS: dict[str, Callable[[bytes], Metadata]] = {
    "JPEG": jpeg.read_metadata,
    "PNG": png_chunks.read_metadata,
    "TIFF": tiff.read_metadata,
    "WEBP": webp.read_metadata,
    "AVIF": avif.read_metadata,
    "BMP": bmp.read_metadata,
    "HEIC": lambda data: heic.read(data).metadata,
    "GIF": lambda data: gif.read(data).metadata,
}


@dataclass(frozen=True)
class Account:
    """What a file says of itself: its format (Pillow's name), IPTC's digital source type (an address, empty if it has
    none) and, if it is a result of srdesk, how it was made.
    """

    format: str
    source_type: str
    provenance: Provenance | None


def account_of(path: Path) -> Account:
    """Read what a file says of itself; raises `InputError` as `decode` does."""
    data = read_file(path)
    kind = kind_of(data, path.name)
    with understood(path.name):
        packet = _METADATA_READERS[kind](data).xmp
    return Account(kind, read_source_type(packet), read_record(packet))
