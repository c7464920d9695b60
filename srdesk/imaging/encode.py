"""From a photo to a file: alike its source, whole or not at all, and read again before it counts."""

import mmap
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from srdesk.errors import OutputError
from srdesk.imaging.codecs import avif, bmp, jpeg, png, png_chunks, tiff, tiff_write, webp
from srdesk.imaging.codecs.sheet import Sheet, sheet_for
from srdesk.imaging.files import replacing
from srdesk.imaging.formats import AVIF, BMP, JPEG, PNG, TIFF, WEBP, XMP, Format, format_of_suffix
from srdesk.imaging.metadata.blocks import by_policy, fields, for_size, held_by, sound
from srdesk.imaging.metadata.record import recorded
from srdesk.imaging.options import EncodeOptions, MetadataPolicy
from srdesk.imaging.photo import Metadata, Photo
from srdesk.imaging.target import check_target, native_format, target_format
from srdesk.progress import CancelToken
from srdesk.texts import Text

# From this quality on, colours are not thinned out where the source does not say how it was.
_FINE_QUALITY = 90

Writer = Callable[[BinaryIO, Sheet, Metadata], tuple[str, ...]]

_METADATA_READERS: dict[str, Callable[[bytes], Metadata]] = {
    JPEG.name: jpeg.read_metadata,
    PNG.name: png_chunks.read_metadata,
    TIFF.name: tiff.read_metadata,
    WEBP.name: webp.read_metadata,
    AVIF.name: avif.read_metadata,
    BMP.name: bmp.read_metadata,
}


@dataclass(frozen=True)
class EncodeReport:
    """What was written: where, in which format (Pillow's name), how large, and what there is to say about it.

    ``metadata_kept`` of the ``metadata_total`` entries in the photo's metadata were found in the file again.
    """

    path: Path
    format: str
    size_bytes: int
    notices: tuple[str, ...]
    metadata_kept: int
    metadata_total: int

    @property
    def metadata_summary(self) -> str:
        """For instance ``metadata: 41/41 kept``."""
        return Text("metadata: {0}/{1} kept", self.metadata_kept, self.metadata_total)


@dataclass(frozen=True)
class Draft:
    """What happens to a file until it counts.

    ``mark`` is part of its name meanwhile, by which its maker finds it again after a crash; ``finished`` is called with
    its path and report when it is whole and on disk, before it takes its target's place, and keeps it from that by
    raising. A draft that is ``held`` stays one, for `put_in_place`.
    """

    mark: str = ""
    finished: Callable[[Path, EncodeReport], None] = lambda _part, _report: None
    held: bool = False


def encode(
    photo: Photo,
    target: Path,
    options: EncodeOptions | None = None,
    *,
    token: CancelToken | None = None,
    draft: Draft = Draft(),
) -> EncodeReport:
    """Write a photo; the same photo and options make the same bytes.

    The target changes at once and only when everything is on disk; until then, and after any error, it is what it
    was. Memory does not grow with the photo for JPEG, PNG and TIFF. Raises `OutputError` with a hint, `Cancelled`,
    and what ``draft.finished`` raises.
    """
    options = options or EncodeOptions()
    check_target(target, photo.size, options, origin=photo.origin)
    form = target_format(target, options, photo.origin)
    sheet = sheet_for(photo, form, policy=options.profile, token=token)
    original, damaged = sound(photo.metadata, _space(photo))
    metadata, lost = _metadata_for(original, sheet, form, options)
    notices = _said(photo, target, form) + sheet.notices + damaged + lost
    write = _writer(form, options, photo)
    reports: list[EncodeReport] = []
    try:
        with replacing(
            target,
            overwrite=options.overwrite,
            mark=draft.mark,
            finished=lambda part: draft.finished(part, reports[0]),
            held=draft.held,
        ) as (file, part):
            notices += write(file, sheet, metadata)
            file.flush()
            size = file.seek(0, os.SEEK_END)
            kept = _count_kept(original, metadata, _read_again(part, form), space=_space(photo))
            reports.append(EncodeReport(target, form.name, size, notices, *kept))
    except MemoryError as error:
        raise OutputError(
            Text("There is not enough memory to write {0}.", target),
            hint="Close other programs, or save as PNG, TIFF or JPEG.",
        ) from error
    return reports[0]


def _metadata_for(
    original: Metadata, sheet: Sheet, form: Format, options: EncodeOptions
) -> tuple[Metadata, tuple[str, ...]]:
    """The photo's metadata as they go into the file, and notices on what does not."""
    metadata = by_policy(original, options.metadata)
    metadata = for_size(metadata, sheet.size, add_dpi=form in (WEBP, AVIF))
    metadata, lost = held_by(sheet.profiled(metadata), form)
    said = sheet.photo.provenance if options.provenance and options.metadata is not MetadataPolicy.STRIP_ALL else None
    if XMP in form.blocks:
        return replace(metadata, xmp=recorded(metadata.xmp, said)), lost
    return metadata, lost if said is None else (
        *lost,
        Text("{0} holds no record of how the picture was made.", form.title),
    )


def _space(photo: Photo) -> str:
    return "GRAY" if photo.gray else "RGB"


def _said(photo: Photo, target: Path, form: Format) -> tuple[str, ...]:
    """What a name or a source may have led to expect otherwise."""
    notices = []
    if photo.origin and native_format(photo.origin).name != photo.origin.format:
        notices.append(Text("srdesk does not write {0}: the result is a {1}.", photo.origin.format, form.title))
    named = format_of_suffix(target)
    if named not in (None, form):
        notices.append(Text("{0} is a {1} in spite of its name.", target.name, form.title))
    return tuple(notices)


def _writer(form: Format, options: EncodeOptions, photo: Photo) -> Writer:
    """A function that writes the format with the quality asked for."""
    origin = photo.origin if photo.origin and photo.origin.format == form.name else None
    quality = options.quality or (origin.quality if origin else None)

    def write(file: BinaryIO, sheet: Sheet, metadata: Metadata) -> tuple[str, ...]:
        if form is JPEG:
            fine = quality or jpeg.QUALITY
            thinned = origin.subsampling if origin else None
            subsampling = thinned if thinned is not None else 0 if fine >= _FINE_QUALITY else 2
            return jpeg.write(file, sheet, metadata, quality=fine, subsampling=subsampling)
        if form is WEBP:
            lossless = options.quality is None and origin is not None and origin.lossless
            return webp.write(file, sheet, metadata, quality=quality or webp.QUALITY, lossless=lossless)
        if form is AVIF:
            return avif.write(file, sheet, metadata, quality=quality or avif.QUALITY)
        return _LOSSLESS_WRITERS[form.name](file, sheet, metadata)

    return write


_LOSSLESS_WRITERS: dict[str, Writer] = {PNG.name: png.write, TIFF.name: tiff_write.write, BMP.name: bmp.write}


def _count_kept(original: Metadata, written: Metadata, again: Metadata, *, space: str) -> tuple[int, int]:
    """How many entries a file gives back as they were to be written, of how many there were."""
    names = fields(original)
    if not names:
        return 0, 0
    wanted = fields(written)
    found = wanted if again == written else fields(sound(again, space)[0])
    return sum(name in wanted and found.get(name) == wanted[name] for name in names), len(names)


def _read_again(part: Path, form: Format) -> Metadata:
    """The metadata of a file just written."""
    with part.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _METADATA_READERS[form.name](cast(bytes, content))
