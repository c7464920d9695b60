"""What file formats srdesk reads and writes, and what each of them can hold."""

from dataclasses import dataclass, field
from pathlib import PurePath

from srdesk.errors import UsageError
from srdesk.texts import Text

# Names of metadata blocks, as in `Metadata`.
EXIF, XMP, IPTC, ICC, TEXTS = "exif", "xmp", "iptc", "icc", "texts"

COMMENT = "Comment"
"""The keyword of a plain comment among `Metadata.texts`."""


@dataclass(frozen=True)
class Format:
    """A file format srdesk writes.

    ``name`` is Pillow's, ``suffixes`` start with the usual one, ``title`` is for people. ``max_side`` is the longest
    side in pixels and ``max_pixels`` the largest picture (``None``: any) that common readers accept. ``blocks`` are the
    kinds of metadata it can hold; without ``keywords`` its texts are plain comments.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    lossy: bool
    max_side: int
    max_pixels: int | None = None
    alpha: bool = True
    deep: bool = False
    gray_profiles: bool = False
    keywords: bool = True
    blocks: frozenset[str] = field(default_factory=frozenset)


JPEG = Format(
    "JPEG",
    (".jpg", ".jpeg", ".jpe", ".jfif"),
    "JPEG",
    lossy=True,
    # Where libjpeg ends; the format itself could name 35 pixels more.
    max_side=65_500,
    alpha=False,
    gray_profiles=True,
    keywords=False,
    blocks=frozenset({EXIF, XMP, IPTC, ICC, TEXTS}),
)
PNG = Format(
    "PNG",
    (".png",),
    "PNG",
    lossy=False,
    # What libpng accepts unless told otherwise.
    max_side=1_000_000,
    deep=True,
    gray_profiles=True,
    blocks=frozenset({EXIF, XMP, IPTC, ICC, TEXTS}),
)
TIFF = Format(
    "TIFF",
    (".tif", ".tiff"),
    "TIFF",
    lossy=False,
    max_side=2**31 - 1,
    deep=True,
    gray_profiles=True,
    blocks=frozenset({EXIF, XMP, IPTC, ICC}),
)
WEBP = Format("WEBP", (".webp",), "WebP", lossy=True, max_side=16_383, blocks=frozenset({EXIF, XMP, ICC}))
# What AVIF readers accept unless told otherwise.
AVIF = Format(
    "AVIF", (".avif",), "AVIF", lossy=True, max_side=32_768, max_pixels=2**28, blocks=frozenset({EXIF, XMP, ICC})
)
BMP = Format("BMP", (".bmp", ".dib"), "BMP", lossy=False, max_side=2**31 - 1, max_pixels=2**30, alpha=False)

_WRITABLE = (JPEG, PNG, TIFF, WEBP, AVIF, BMP)
_READ_ONLY = {"HEIC": (".heic", ".heif", ".hif"), "GIF": (".gif",)}
_OTHER_NAMES = {"JPG": "JPEG", "TIF": "TIFF", "DIB": "BMP"}


def writable_formats() -> tuple[Format, ...]:
    """Every format srdesk writes, the commonest first."""
    return _WRITABLE


def readable_suffixes() -> frozenset[str]:
    """Lower-case suffixes of files that may be pictures srdesk reads; the content decides in the end."""
    written = (suffix for form in _WRITABLE for suffix in form.suffixes)
    return frozenset([*written, *(suffix for suffixes in _READ_ONLY.values() for suffix in suffixes), ".mpo", ".apng"])


def format_named(name: str) -> Format:
    """The format of a name, in any case and with the common short forms; raises `UsageError` for others."""
    wanted = _OTHER_NAMES.get(name.upper(), name.upper())
    for form in _WRITABLE:
        if form.name == wanted:
            return form
    names = ", ".join(form.name.lower() for form in _WRITABLE)
    raise UsageError(Text("srdesk does not write {0}.", name), hint=Text("Choose one of {0}.", names))


def format_of_suffix(path: PurePath) -> Format | None:
    """The format a file's name asks for, ``None`` if it asks for none that srdesk writes."""
    suffix = path.suffix.lower()
    return next((form for form in _WRITABLE if suffix in form.suffixes), None)


def read_only_format(path: PurePath) -> str | None:
    """The name of the format a file's name asks for if srdesk only reads that one."""
    suffix = path.suffix.lower()
    return next((name for name, suffixes in _READ_ONLY.items() if suffix in suffixes), None)
