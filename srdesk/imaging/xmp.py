"""XMP packets: read what matters, make them true of a new picture, take the location out, fit them into JPEG."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from xml.dom import XMLNS_NAMESPACE
from xml.dom.minidom import Attr, Document, Element, Node, Text, parseString
from xml.parsers.expat import ExpatError

from srdesk.imaging.ifd import as_ratio
from srdesk.imaging.orientation import UPRIGHT, swaps_sides, upright_place

# Namespace and local name of an element or attribute.
Name = tuple[str, str]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
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
_MAX_DEPTH = 100
# What the name of an extension adds to a packet, and a little more.
_NOTE_SIZE = 200


class XmpError(ValueError):
    """The bytes are no XMP packet."""


def checked(packet: bytes) -> bytes:
    """The packet itself if it is one; raises `XmpError`."""
    _rdf(_parse(packet))
    return packet


def read_orientation(packet: bytes) -> int | None:
    """``tiff:Orientation`` 1..8; raises `XmpError` for a damaged packet."""
    for text in _values(_parse(packet), (TIFF, "Orientation")):
        if text.strip() in tuple("12345678"):
            return int(text)
    return None


def properties(packet: bytes) -> dict[str, bytes]:
    """Every property of a packet by namespace and name; raises `XmpError`."""
    found: dict[str, bytes] = {}
    for description in _descriptions(_parse(packet)):
        for attribute in _attributes(description):
            if attribute.namespaceURI not in (RDF, XMLNS_NAMESPACE):
                found[f"xmp:{attribute.namespaceURI}{attribute.localName}"] = attribute.value.encode()
        for element in _elements(description):
            found[f"xmp:{element.namespaceURI}{element.localName}"] = _written(element).encode()
    return found


def made_true(
    packet: bytes, *, size: tuple[int, int], dpi: tuple[float, float] | None, orientation: int = UPRIGHT
) -> bytes:
    """A packet that is true of an upright picture of ``size`` pixels; raises `XmpError`.

    ``orientation`` is the one the picture had when the packet was written: it becomes 1, marked regions turn with
    it. Sizes and resolution follow; thumbnails and what belongs to companion pictures go.
    """
    document = _parse(packet)
    values = {(TIFF, "Orientation"): "1"}
    for space, names in ((TIFF, ("ImageWidth", "ImageLength")), (EXIF, ("PixelXDimension", "PixelYDimension"))):
        values |= {(space, name): str(side) for name, side in zip(names, size, strict=True)}
    if dpi:
        values |= {
            (TIFF, name): "{}/{}".format(*as_ratio(value))
            for name, value in zip(("XResolution", "YResolution"), dpi, strict=True)
        }
        values[TIFF, "ResolutionUnit"] = "2"
    for name, value in values.items():
        _set(document, name, value)
    _fit_regions(document, size, orientation)
    _remove(document, lambda name: _stale(name, orientation))
    return _packet(document)


def without_location(packet: bytes) -> bytes:
    """A packet without coordinates and names of places; raises `XmpError`."""
    document = _parse(packet)
    _remove(document, lambda name: name in _LOCATIONS or (name[0] == EXIF and name[1].startswith("GPS")))
    return _packet(document)


def merged(packet: bytes, extension: bytes) -> bytes:
    """A packet with the properties that JPEG had to put elsewhere; raises `XmpError`."""
    document, more = _parse(packet), _parse(extension)
    _remove(document, lambda name: name == (_NOTE, "HasExtendedXMP"))
    root = _rdf(document)
    for description in list(_descriptions(more)):
        root.appendChild(document.importNode(description, deep=True))
    return _packet(document)


def split(packet: bytes, limit: int) -> tuple[bytes, bytes]:
    """A packet of at most ``limit`` bytes and an extension that holds its largest properties, for JPEG.

    Raises `XmpError`, also if what cannot be moved is too large.
    """
    document = _parse(packet)
    movable = [(len(_written(one)), one) for home in _descriptions(document) for one in _elements(home)]
    surplus = len(_packet(document)) + _NOTE_SIZE - limit
    moved = []
    for length, element in sorted(movable, key=lambda entry: entry[0], reverse=True):
        if surplus <= 0:
            break
        moved.append(_moved(element))
        surplus -= length
    more = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">{"".join(moved)}</rdf:RDF></x:xmpmeta>'
    extension = more.encode()
    home = next(_descriptions(document), None)
    if surplus > 0 or home is None:
        raise XmpError("The packet cannot be split.")
    home.setAttributeNS(XMLNS_NAMESPACE, "xmlns:xmpNote", _NOTE)
    home.setAttributeNS(_NOTE, "xmpNote:HasExtendedXMP", extension_name(extension))
    return _packet(document), extension


def extension_name(extension: bytes) -> str:
    """The digest that ties an extension to its packet."""
    return hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()


def _parse(packet: bytes) -> Document:
    text = _decoded(packet)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise XmpError("The packet declares entities.")
    try:
        document = parseString(text.encode())
    except (ExpatError, ValueError) as error:
        raise XmpError("The packet is not well-formed.") from error
    if _depth(document) > _MAX_DEPTH:
        raise XmpError("The packet is nested too deeply.")
    return document


def _decoded(packet: bytes) -> str:
    """The text of a packet, without the padding and the declaration some programs leave around it."""
    wide = packet.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = packet.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise XmpError("The packet is not Unicode text.") from error
    return re.sub(r"^\s*<\?xml\s[^>]*\?>", "", text.strip("\0 \t\r\n"))


def _depth(document: Document) -> int:
    """How deep elements are nested, found without recursion; one more than the limit for anything deeper."""
    depth = 0
    level: list[Node] = [*document.childNodes]
    while level and depth <= _MAX_DEPTH:
        depth += 1
        level = [child for node in level for child in node.childNodes]
    return depth


def _rdf(document: Document) -> Element:
    found = document.getElementsByTagNameNS(RDF, "RDF")
    if not found:
        raise XmpError("There is no RDF in the packet.")
    return found[0]


def _descriptions(document: Document) -> Iterator[Element]:
    """The elements whose attributes and children are the properties."""
    return (element for element in _elements(_rdf(document)) if _name(element) == (RDF, "Description"))


def _elements(parent: Node) -> Iterator[Element]:
    return (node for node in list(parent.childNodes) if isinstance(node, Element))


def _attributes(element: Element) -> list[Attr]:
    return list(element.attributes.values())


def _everywhere(top: Document | Element) -> list[Element]:
    own = [top] if isinstance(top, Element) else []
    return own + list(top.getElementsByTagNameNS("*", "*"))


def _name(node: Element | Attr) -> Name:
    return node.namespaceURI or "", node.localName or ""


def _values(top: Document | Element, name: Name) -> Iterator[str]:
    for element in _everywhere(top):
        if element.hasAttributeNS(*name):
            yield element.getAttributeNS(*name)
        if _name(element) == name:
            yield "".join(node.data for node in element.childNodes if isinstance(node, Text))


def _set(top: Document | Element, name: Name, value: str) -> None:
    """Give a property a new value wherever it stands below ``top``."""
    for element in _everywhere(top):
        attribute = element.getAttributeNodeNS(*name)
        if attribute:
            attribute.value = value
        if _name(element) == name:
            for child in list(element.childNodes):
                element.removeChild(child)
            text = Text()
            text.data = value
            element.appendChild(text)


def _remove(document: Document, unwanted: Callable[[Name], bool]) -> None:
    for element in _everywhere(document):
        for attribute in _attributes(element):
            if unwanted(_name(attribute)):
                element.removeAttributeNode(attribute)
        if element.parentNode and unwanted(_name(element)):
            element.parentNode.removeChild(element)


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
            _set(element, (_DIMENSIONS, name), str(side))
    for element in document.getElementsByTagNameNS(_REGIONS, "Area"):
        _turn_area(element, orientation)


def _turn_area(area: Element, orientation: int) -> None:
    numbers: dict[str, float] = {}
    for key in "xywh":
        with suppress(ValueError):
            numbers.update((key, float(text)) for text in _values(area, (_AREA, key)))
    if orientation == UPRIGHT or "x" not in numbers or "y" not in numbers:
        return
    x, y = upright_place(numbers["x"], numbers["y"], orientation)
    turned = {"x": x, "y": y}
    if swaps_sides(orientation) and "w" in numbers and "h" in numbers:
        turned |= {"w": numbers["h"], "h": numbers["w"]}
    for key, value in turned.items():
        _set(area, (_AREA, key), f"{value:.6g}")


def _moved(element: Element) -> str:
    """Take a property out of its packet; it comes back as a description of its own."""
    spaces = {attribute.nodeName: attribute.value for attribute in _declarations(element)}
    assert element.parentNode is not None
    element.parentNode.removeChild(element)
    declared = "".join(f" {name}={_quoted(value)}" for name, value in sorted(spaces.items()))
    return f'<rdf:Description rdf:about=""{declared}>{_written(element)}</rdf:Description>'


def _declarations(element: Element) -> Iterator[Attr]:
    """The namespace declarations in force at an element, outermost first."""
    above: list[Element] = []
    node = element.parentNode
    while isinstance(node, Element):
        above.append(node)
        node = node.parentNode
    for one in reversed(above):
        yield from (attribute for attribute in _attributes(one) if attribute.namespaceURI == XMLNS_NAMESPACE)


def _packet(document: Document) -> bytes:
    return "\n".join(_written(node) for node in document.childNodes).encode()


def _written(node: Node) -> str:
    """A node as text; unlike minidom's own writer this keeps line breaks in attributes."""
    if isinstance(node, Text):
        return _escaped(node.data)
    if not isinstance(node, Element):
        return node.toxml()
    attributes = "".join(f" {attribute.nodeName}={_quoted(attribute.value)}" for attribute in _attributes(node))
    inside = "".join(_written(child) for child in node.childNodes)
    return f"<{node.tagName}{attributes}>{inside}</{node.tagName}>" if inside else f"<{node.tagName}{attributes}/>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    """An attribute's value between quotes, with line breaks and tabs as references so that parsers keep them."""
    inside = _escaped(value).replace('"', "&quot;")
    return '"' + inside.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
