"""Metadata blocks as a whole: sound, true of their picture, as little as wanted, and counted."""

from dataclasses import replace

from srdesk.imaging.formats import COMMENT, EXIF, ICC, IPTC, TEXTS, XMP, Format
from srdesk.imaging.metadata import exif, iptc, xmp
from srdesk.imaging.metadata.ifd import DirectoryError
from srdesk.imaging.metadata.xmp_tree import XmpError
from srdesk.imaging.options import MetadataPolicy
from srdesk.imaging.orientation import UPRIGHT, swaps_sides
from srdesk.imaging.photo import Metadata
from srdesk.imaging.profiles import ProfileError, checked
from srdesk.texts import Text, said

_MAX_XMP = 16 * 2**20
# What metadata are called when a format cannot hold them.
_TITLES = {EXIF: "EXIF", XMP: "XMP", IPTC: Text("IPTC caption"), TEXTS: Text("comment")}


def sound(metadata: Metadata, space: str) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata without blocks that are damaged or, for a profile, not for pixels of ``space``; and notices."""
    notices = []
    try:
        metadata = replace(metadata, exif=metadata.exif and exif.sound(metadata.exif))
    except DirectoryError:
        metadata = replace(metadata, exif=None)
        notices.append(Text("The EXIF is damaged and was left out."))
    try:
        _check_xmp(metadata.xmp)
    except XmpError:
        metadata = replace(metadata, xmp=None)
        notices.append(Text("The XMP is damaged and was left out."))
    try:
        _check_profile(metadata.icc, space)
    except ProfileError as error:
        metadata = replace(metadata, icc=None)
        notices.append(Text("{0} It was left out; the colours were taken for sRGB.", said(error)))
    if metadata.dpi and not all(0 < value < exif.MAX_DPI for value in metadata.dpi):
        metadata = replace(metadata, dpi=None)
    return metadata, tuple(notices)


def _check_profile(icc: bytes | None, space: str) -> None:
    if icc is not None:
        checked(icc, space)


def _check_xmp(packet: bytes | None) -> None:
    if packet is None:
        return
    if len(packet) > _MAX_XMP:
        raise XmpError("The packet is too large.")
    xmp.checked(packet)


def orientation_of(metadata: Metadata) -> int:
    """How the samples are stored, 1..8, by EXIF or else by XMP; of sound metadata."""
    found = exif.read_facts(metadata.exif).orientation if metadata.exif else None
    if found is None and metadata.xmp:
        found = xmp.read_orientation(metadata.xmp)
    return found or UPRIGHT


def for_size(
    metadata: Metadata, size: tuple[int, int], *, orientation: int = UPRIGHT, add_dpi: bool = False
) -> Metadata:
    """Sound metadata made true of an upright picture of ``size`` pixels at ``metadata.dpi``.

    ``orientation`` is the one the picture had before it was turned upright. With ``add_dpi`` the resolution is
    added to the EXIF where there was none, for formats that have no other place for it.
    """
    dpi = metadata.dpi
    if dpi and swaps_sides(orientation):
        dpi = dpi[1], dpi[0]
    packet = metadata.xmp
    if packet:
        packet = xmp.made_true(packet, size=size, dpi=dpi, orientation=orientation)
    block = exif.made_true(metadata.exif, size=size, dpi=dpi, orientation=orientation, add_dpi=add_dpi)
    return replace(metadata, dpi=dpi, exif=block, xmp=packet)


def by_policy(metadata: Metadata, policy: MetadataPolicy) -> Metadata:
    """What a policy leaves of sound metadata."""
    if policy is MetadataPolicy.KEEP:
        return metadata
    if policy is MetadataPolicy.STRIP_ALL:
        return Metadata(icc=metadata.icc, dpi=metadata.dpi)
    return replace(
        metadata,
        exif=metadata.exif and exif.without_location(metadata.exif),
        xmp=metadata.xmp and xmp.without_location(metadata.xmp),
        iptc=metadata.iptc and iptc.without_location(metadata.iptc),
    )


def held_by(metadata: Metadata, form: Format) -> tuple[Metadata, tuple[str, ...]]:
    """What a format can hold of metadata, and notices on what it cannot."""
    kept = Metadata(
        exif=metadata.exif if EXIF in form.blocks else None,
        xmp=metadata.xmp if XMP in form.blocks else None,
        iptc=metadata.iptc if IPTC in form.blocks else None,
        icc=metadata.icc if ICC in form.blocks else None,
        dpi=metadata.dpi,
        texts=_texts_in(form, metadata.texts),
    )
    lost = [title for name, title in _TITLES.items() if getattr(metadata, name) and not getattr(kept, name)]
    return kept, tuple(Text("{0} holds no {1}, which was left out.", form.title, title) for title in lost)


def _texts_in(form: Format, texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    if TEXTS not in form.blocks or form.keywords:
        return texts if TEXTS in form.blocks else ()
    return tuple((COMMENT, text if key == COMMENT else f"{key}: {text}") for key, text in texts)


def fields(metadata: Metadata) -> dict[str, bytes]:
    """Every single entry of sound metadata by name, the colour profile aside."""
    found: dict[str, bytes] = {}
    if metadata.exif:
        found |= exif.fields(metadata.exif)
    if metadata.xmp:
        found |= xmp.properties(metadata.xmp)
    if metadata.iptc:
        found |= iptc.fields(metadata.iptc)
    found |= {f"text:{n}": f"{key}\0{text}".encode() for n, (key, text) in enumerate(metadata.texts)}
    return found
