"""XMP packets: read what matters, make them true of a new picture, take the location out, fit them into JPEG."""

import hashlib
from contextlib import suppress
from xml.dom import XMLNS_NAMESPACE
from xml.dom.minidom import Document, Element

from srdesk.imaging.metadata.ifd import as_ratio
from srdesk.imaging.metadata.xmp_tree import (
    RDF,
    Name,
    XmpError,
    attributes,
    declarations,
    descriptions,
    elements,
    packet_of,
    parse,
    quoted,
    rdf_of,
    remove,
    set_value,
    values,
    written,
)
from srdesk.imaging.orientation import UPRIGHT, swaps_sides, upright_place

TIFF = "http://ns.adobe.com/tiff/1.0/"
EXIF = "http://ns.adobe.com/exif/1.0/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_NOTE = "http://ns.adobe.com/xmp/note/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_DIMENSIONS = "http://ns.adobe.com/xap/1.0/sType/Dimensions#"
_REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/"
_AREA = "http://ns.adobe.com/xmp/sType/Area#"
_MICROSOFT_REGIONS = "http://ns.microsoft.com/photo/1.2/"
# What these say is about a second picture behind the first, which is not carried over; likewise films.
_COMPANIONS = frozenset(
    {
        "http://ns.adobe.com/hdr-gain-map/1.0/",
        "http://ns.google.com/photos/1.0/container/",
        "http://ns.google.com/photos/1.0/depthmap/",
        "http://ns.google.com/photos/1.0/image/",
    }
)
_CAMERA = "http://ns.google.com/photos/1.0/camera/"
_LOCATIONS = frozenset(
    {
        (_PHOTOSHOP, "City"),
        (_PHOTOSHOP, "State"),
        (_PHOTOSHOP, "Country"),
        (_IPTC_CORE, "Location"),
        (_IPTC_CORE, "CountryCode"),
        (_IPTC_EXTENSION, "LocationCreated"),
        (_IPTC_EXTENSION, "LocationShown"),
    }
)
# What the name of an extension adds to a packet, and a little more.
_NOTE_SIZE = 200


def checked(packet: bytes) -> bytes:
    """The packet itself if it is one; raises `XmpError`."""
    rdf_of(parse(packet))
    return packet


def read_orientation(packet: bytes) -> int | None:
    """``tiff:Orientation`` 1..8; raises `XmpError` for a damaged packet."""
    for text in values(parse(packet), (TIFF, "Orientation")):
        if text.strip() in tuple("12345678"):
            return int(text)
    return None


def properties(packet: bytes) -> dict[str, bytes]:
    """Every property of a packet by namespace and name; raises `XmpError`."""
    found: dict[str, bytes] = {}
    for description in descriptions(parse(packet)):
        for attribute in attributes(description):
            if attribute.namespaceURI not in (RDF, XMLNS_NAMESPACE):
                found[f"xmp:{attribute.namespaceURI}{attribute.localName}"] = attribute.value.encode()
        for element in elements(description):
            found[f"xmp:{element.namespaceURI}{element.localName}"] = written(element).encode()
    return found


def made_true(
    packet: bytes, *, size: tuple[int, int], dpi: tuple[float, float] | None, orientation: int = UPRIGHT
) -> bytes:
    """A packet that is true of an upright picture of ``size`` pixels; raises `XmpError`.

    ``orientation`` is the one the picture had when the packet was written: it becomes 1, marked regions turn with
    it. Sizes and resolution follow; thumbnails and what belongs to companion pictures go.
    """
    document = parse(packet)
    facts = {(TIFF, "Orientation"): "1"}
    for space, names in ((TIFF, ("ImageWidth", "ImageLength")), (EXIF, ("PixelXDimension", "PixelYDimension"))):
        facts |= {(space, name): str(side) for name, side in zip(names, size, strict=True)}
    if dpi:
        facts |= {
            (TIFF, name): "{}/{}".format(*as_ratio(value))
            for name, value in zip(("XResolution", "YResolution"), dpi, strict=True)
        }
        facts[TIFF, "ResolutionUnit"] = "2"
    for name, value in facts.items():
        set_value(document, name, value)
    _fit_regions(document, size, orientation)
    remove(document, lambda name: _stale(name, orientation))
    return packet_of(document)


def without_location(packet: bytes) -> bytes:
    """A packet without coordinates and names of places; raises `XmpError`."""
    document = parse(packet)
    remove(document, lambda name: name in _LOCATIONS or (name[0] == EXIF and name[1].startswith("GPS")))
    return packet_of(document)


def merged(packet: bytes, extension: bytes) -> bytes:
    """A packet with the properties that JPEG had to put elsewhere; raises `XmpError`."""
    document, more = parse(packet), parse(extension)
    remove(document, lambda name: name == (_NOTE, "HasExtendedXMP"))
    root = rdf_of(document)
    for description in list(descriptions(more)):
        root.appendChild(document.importNode(description, deep=True))
    return packet_of(document)


def split(packet: bytes, limit: int) -> tuple[bytes, bytes]:
    """A packet of at most ``limit`` bytes and an extension that holds its largest properties, for JPEG.

    Raises `XmpError`, also if what cannot be moved is too large.
    """
    document = parse(packet)
    movable = [(len(written(one)), one) for home in descriptions(document) for one in elements(home)]
    surplus = len(packet_of(document)) + _NOTE_SIZE - limit
    moved = []
    for length, element in sorted(movable, key=lambda entry: entry[0], reverse=True):
        if surplus <= 0:
            break
        moved.append(_moved(element))
        surplus -= length
    more = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">{"".join(moved)}</rdf:RDF></x:xmpmeta>'
    extension = more.encode()
    home = next(descriptions(document), None)
    if surplus > 0 or home is None:
        raise XmpError("The packet cannot be split.")
    home.setAttributeNS(XMLNS_NAMESPACE, "xmlns:xmpNote", _NOTE)
    home.setAttributeNS(_NOTE, "xmpNote:HasExtendedXMP", extension_name(extension))
    return packet_of(document), extension


def extension_name(extension: bytes) -> str:
    """The digest that ties an extension to its packet."""
    return hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()


def _stale(name: Name, orientation: int) -> bool:
    """Whether a property is no longer true of a picture that was turned, scaled and written alone."""
    namespace, local = name
    if namespace == _CAMERA:
        return local.startswith(("MicroVideo", "MotionPhoto"))
    return (
        namespace in _COMPANIONS
        or name == (_XMP, "Thumbnails")
        or (namespace == _MICROSOFT_REGIONS and orientation != UPRIGHT)
    )


def _fit_regions(document: Document, size: tuple[int, int], orientation: int) -> None:
    """Turn the marked regions, whose places are shares of the stored picture, and name the size they are for."""
    for element in document.getElementsByTagNameNS(_REGIONS, "AppliedToDimensions"):
        for name, side in zip("wh", size, strict=True):
            set_value(element, (_DIMENSIONS, name), str(side))
    for element in document.getElementsByTagNameNS(_REGIONS, "Area"):
        _turn_area(element, orientation)


def _turn_area(area: Element, orientation: int) -> None:
    numbers: dict[str, float] = {}
    for key in "xywh":
        with suppress(ValueError):
            numbers.update((key, float(text)) for text in values(area, (_AREA, key)))
    if orientation == UPRIGHT or "x" not in numbers or "y" not in numbers:
        return
    x, y = upright_place(numbers["x"], numbers["y"], orientation)
    turned = {"x": x, "y": y}
    if swaps_sides(orientation) and "w" in numbers and "h" in numbers:
        turned |= {"w": numbers["h"], "h": numbers["w"]}
    for key, value in turned.items():
        set_value(area, (_AREA, key), f"{value:.6g}")


def _moved(element: Element) -> str:
    """Take a property out of its packet; it comes back as a description of its own."""
    spaces = {attribute.nodeName: attribute.value for attribute in declarations(element)}
    assert element.parentNode is not None
    element.parentNode.removeChild(element)
    declared = "".join(f" {name}={quoted(value)}" for name, value in sorted(spaces.items()))
    return f'<rdf:Description rdf:about=""{declared}>{written(element)}</rdf:Description>'
