"""What a file is, as far as a plan for thousands needs to know, from the head of it alone."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image

from srdesk.errors import InputError
from srdesk.imaging.codecs import heic
from srdesk.imaging.decode import understood
from srdesk.imaging.files import opened
from srdesk.imaging.formats import JPEG, PNG, format_named, format_of_suffix, read_only_format
from srdesk.imaging.glance import picture_size
from srdesk.imaging.sniff import foreign, sniff

_HEAD = 2**16
_EXIF_DIRECTORY, _DATE_TAKEN, _DATE = 0x8769, 0x9003, 0x132
_EXIF_DATE = "%Y:%m:%d %H:%M:%S"

_RAW = ".3fr .arw .cr2 .cr3 .crw .dcr .dng .erf .iiq .kdc .mef .mos .mrw .nef .nrw .orf .pef .raf .raw .rw2 .srw .x3f"
RAW_SUFFIXES = frozenset(_RAW.split())
"""Lower-case suffixes of cameras' raw files, many of which look like TIFF files inside."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file is.

    ``kind`` is Pillow's name of its format, ``None`` if it is no picture srdesk reads; ``size`` is that of the upright
    picture, ``None`` where its head does not tell; ``alpha`` is only known of HEIC; ``what`` says what a file looks
    like that is no picture.
    """

    kind: str | None
    size: tuple[int, int] | None = None
    alpha: bool = False
    what: str = ""


def identify(path: Path) -> Identity:
    """Look at the head of a file; raises `InputError` only if that cannot be read."""
    with opened(path) as file:
        head = file.read(_HEAD)
    kind = sniff(head)
    if kind is None:
        return Identity(None, what=foreign(head)[0])
    if kind == "HEIC":
        return Identity(kind, heic.size_in(head), heic.has_alpha(head))
    try:
        return Identity(kind, picture_size(path))
    except InputError:
        return Identity(kind)


def result_suffix(name: Path, identity: Identity, *, format_name: str | None = None) -> str:
    """The suffix of the result of a picture: the source's own where that names the format the result will have."""
    if format_name is not None:
        form = format_named(format_name)
    elif identity.kind is None:
        form = format_of_suffix(name) or PNG
    elif read_only_format(Path(f"x.{identity.kind}")) is not None:
        form = JPEG if identity.kind == "HEIC" and not identity.alpha else PNG
    else:
        form = format_named(identity.kind)
    return name.suffix if name.suffix.lower() in form.suffixes else form.suffixes[0]


def taken_at(path: Path) -> datetime | None:
    """When a photo was taken by its EXIF, ``None`` where that does not say or cannot be read."""
    try:
        with opened(path) as file, understood(path.name), Image.open(file) as image:
            exif = image.getexif()
            text = exif.get_ifd(_EXIF_DIRECTORY).get(_DATE_TAKEN) or exif.get(_DATE)
            return datetime.strptime(str(text).strip("\0 "), _EXIF_DATE) if text else None
    except InputError:
        return None
