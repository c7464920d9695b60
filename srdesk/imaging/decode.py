"""From a file or its bytes to an upright photo."""

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from srdesk.errors import InputError
from srdesk.imaging import chromaticities
from srdesk.imaging.codecs import avif, bmp, gif, heic, jpeg, png, tiff, webp
from srdesk.imaging.codecs.decoded import Decoded
from srdesk.imaging.files import read_file
from srdesk.imaging.limits import Unreadable
from srdesk.imaging.metadata import exif
from srdesk.imaging.metadata.blocks import for_size, orientation_of, sound
from srdesk.imaging.metadata.record import read_record
from srdesk.imaging.orientation import UPRIGHT, swaps_sides, upright
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.provenance import Source
from srdesk.imaging.sniff import foreign, sniff
from srdesk.texts import Text, said

_READERS: dict[str, Callable[[bytes], Decoded]] = {
    "PNG": png.read,
    "TIFF": tiff.read,
    "WEBP": webp.read,
    "AVIF": avif.read,
    "HEIC": heic.read,
    "BMP": bmp.read,
    "GIF": gif.read,
}
_PARTS = {"TIFF": Text("pages"), "HEIC": Text("pictures")}

# What decoders raise over bytes that are not what they should be.
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def decode(source: Path | bytes, *, at_least: int | None = None) -> Photo:
    """Read a picture, whatever its name says it is, and turn it upright.

    Samples keep their depth; gray stays gray. With ``at_least``, a JPEG may come reduced, with sides of that many
    pixels or more, which takes little time and memory. Raises `InputError` with a hint for anything that is no
    picture, is damaged or too large.
    """
    data = read_file(source) if isinstance(source, Path) else source
    with understood(_name(source)):
        kind = kind_of(data, _name(source))
        photo = _photo(jpeg.read(data, at_least=at_least) if kind == "JPEG" else _READERS[kind](data))
    made_from = Source.of(data, name=source.name if isinstance(source, Path) else "")
    return replace(photo, source=made_from, provenance=read_record(photo.metadata.xmp))


def kind_of(data: bytes, name: str) -> str:
    """The format (Pillow's name) that the bytes of a picture are in; raises `InputError` about ``name``."""
    kind = sniff(data)
    if kind is None:
        what, hint = foreign(data) if data else (Text("empty"), Text("Fetch it again from where it came."))
        raise InputError(Text("{0} is {1}; srdesk cannot read it.", name, what), hint=hint)
    return kind


def _name(source: Path | bytes) -> str:
    return source.name if isinstance(source, Path) else Text("The picture")


@contextmanager
def understood(name: str) -> Iterator[None]:
    """Raise what decoders do over a damaged or unusual picture as an `InputError` about ``name``."""
    try:
        yield
    except Unreadable as error:
        raise InputError(Text("{0} {1}", name, said(error)), hint=error.hint) from error
    except MemoryError as error:
        raise InputError(Text("{0} does not fit into memory.", name), hint="Close other programs.") from error
    except _DAMAGE as error:
        raise InputError(
            Text("{0} is damaged, cut off or of an unusual kind, and cannot be read.", name),
            hint="Fetch the file again from where it came, or save it anew where it was made.",
        ) from error


def _photo(decoded: Decoded) -> Photo:
    """The picture upright, with metadata that can be relied on."""
    pixels = decoded.pixels
    space = "GRAY" if pixels.color.ndim == 2 else "RGB"
    metadata, notices = sound(_same_colours(decoded), space)
    claimed = orientation_of(metadata)
    orientation = decoded.orientation or claimed
    metadata, more = _completed(metadata, rgb=space == "RGB")
    if claimed != UPRIGHT:
        height, width = pixels.color.shape[:2]
        size = (height, width) if swaps_sides(orientation) else (width, height)
        metadata = for_size(metadata, size, orientation=claimed)
    return Photo(
        upright(pixels.color, orientation),
        None if pixels.alpha is None else upright(pixels.alpha, orientation),
        metadata,
        decoded.origin,
        (*decoded.notices, *pixels.notices, *_page_notices(decoded), *notices, *more),
    )


def _same_colours(decoded: Decoded) -> Metadata:
    """Metadata that say what colours the pixels now are in."""
    metadata, icc = decoded.metadata, decoded.pixels.icc
    if metadata.icc and icc is None and metadata.exif:
        metadata = replace(metadata, exif=exif.as_srgb(metadata.exif))
    return replace(metadata, icc=icc)


def _completed(metadata: Metadata, *, rgb: bool) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata with what only the EXIF says: the resolution, and that colours are in Adobe RGB."""
    if metadata.exif is None:
        return metadata, ()
    facts = exif.read_facts(metadata.exif)
    metadata = replace(metadata, dpi=metadata.dpi or facts.dpi)
    if facts.adobe_rgb and rgb and metadata.icc is None:
        profiled = replace(metadata, icc=chromaticities.adobe_rgb())
        return profiled, (Text("The camera says that the colours are in Adobe RGB: its profile was attached."),)
    return metadata, ()


def _page_notices(decoded: Decoded) -> tuple[str, ...]:
    origin = decoded.origin
    if origin.pages < 2 or origin.format == "JPEG":
        return ()
    return (Text("Only the first of {0} {1} was read.", origin.pages, _PARTS.get(origin.format, Text("frames"))),)
