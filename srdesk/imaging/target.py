"""Where a result goes, in which format, and whether it can."""

from dataclasses import replace
from pathlib import Path

from srdesk.errors import OutputError, UsageError
from srdesk.imaging.files import check_writable
from srdesk.imaging.formats import BMP, JPEG, PNG, TIFF, Format, format_named, format_of_suffix, read_only_format
from srdesk.imaging.options import EncodeOptions
from srdesk.imaging.photo import Origin, Photo
from srdesk.texts import Text

# The fewest bytes a pixel that a file may be thought to take; what is nearly empty may take less.
_LEAST_BYTES = {BMP.name: 1.0, PNG.name: 0.05, TIFF.name: 0.05}
_LEAST_LOSSY_BYTES = 0.01


def target_format(target: Path, options: EncodeOptions, origin: Origin | None) -> Format:
    """The format a result is written in; raises `OutputError` if the target's name asks for one that cannot be."""
    if options.format is not None:
        return format_named(options.format)
    by_suffix = format_of_suffix(target)
    if by_suffix is not None:
        return by_suffix
    impossible = read_only_format(target)
    if impossible is not None:
        raise OutputError(
            Text("srdesk reads {0} but does not write it.", impossible), hint="Save as .jpg or .png instead."
        )
    return native_format(origin)


def named_format(target: Path, options: EncodeOptions) -> EncodeOptions:
    """The options without a format where the target's name asks for one: what was typed last counts."""
    return replace(options, format=None) if format_of_suffix(target) else options


def native_format(origin: Origin | None, *, alpha: bool = False) -> Format:
    """The format of a source, or the nearest to it that can be written: JPEG for HEIC without ``alpha``, else PNG."""
    if origin is None:
        return PNG
    try:
        return format_named(origin.format)
    except UsageError:
        return JPEG if origin.format == "HEIC" and not alpha else PNG


def default_suffix(photo: Photo, options: EncodeOptions | None = None, *, like: str | None = None) -> str:
    """The suffix for a result of this photo, ``.jpg`` for instance.

    With ``like``, that suffix itself if it names the format the result will have, else an empty string.
    """
    wanted = (options or EncodeOptions()).format
    form = format_named(wanted) if wanted else native_format(photo.origin, alpha=photo.alpha is not None)
    if like is None:
        return form.suffixes[0]
    return like if like.lower() in form.suffixes else ""


def check_target(
    target: Path, size: tuple[int, int], options: EncodeOptions | None = None, *, origin: Origin | None = None
) -> None:
    """Refuse a target that a result of ``(width, height)`` pixels cannot be written to, before any work is done.

    Raises `OutputError`: the target exists and may not be overwritten, is a folder, its folder is missing or not to
    be written in, the format ends at fewer pixels, or the disk is too full. Writes nothing.
    """
    options = options or EncodeOptions()
    form = target_format(target, options, origin)
    _check_limits(form, size)
    least = size[0] * size[1] * _LEAST_BYTES.get(form.name, _LEAST_LOSSY_BYTES)
    check_writable(target, overwrite=options.overwrite, needed=round(least))


def _check_limits(form: Format, size: tuple[int, int]) -> None:
    hint = Text("Save as TIFF or PNG instead, or enlarge less.")
    if max(size) > form.max_side:
        raise OutputError(
            Text(
                "{0} ends at {1} pixels a side; the result has {2} x {3}.", form.title, form.max_side, size[0], size[1]
            ),
            hint=hint,
        )
    pixels = size[0] * size[1]
    if form.max_pixels is not None and pixels > form.max_pixels:
        raise OutputError(
            Text(
                "{0} ends at {1:.0f} megapixels; the result has {2:.0f}.",
                form.title,
                form.max_pixels / 1e6,
                pixels / 1e6,
            ),
            hint=hint,
        )
