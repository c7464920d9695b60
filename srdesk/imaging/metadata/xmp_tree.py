"""XMP packets as trees of XML, and back to text that says the same."""

import re
from collections.abc import Callable, Iterator
from xml.dom import XMLNS_NAMESPACE
from xml.dom.minidom import Attr, Document, Element, Node, Text, parseString
from xml.parsers.expat import ExpatError

# Namespace and local name of an element or attribute.
Name = tuple[str, str]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MAX_DEPTH = 100


class XmpError(ValueError):
    """The bytes are no XMP packet."""


def parse(packet: bytes) -> Document:
    """A packet as a tree; raises `XmpError`."""
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


def rdf_of(document: Document) -> Element:
    """The element that holds all descriptions; raises `XmpError` if there is none."""
    found = document.getElementsByTagNameNS(RDF, "RDF")
    if not found:
        raise XmpError("There is no RDF in the packet.")
    return found[0]


def descriptions(document: Document) -> Iterator[Element]:
    """The elements whose attributes and children are the properties."""
    return (element for element in elements(rdf_of(document)) if name_of(element) == (RDF, "Description"))


def elements(parent: Node) -> Iterator[Element]:
    """The elements directly below a node."""
    return (node for node in list(parent.childNodes) if isinstance(node, Element))


def attributes(element: Element) -> list[Attr]:
    """The attributes of an element, namespace declarations included."""
    return list(element.attributes.values())


def _everywhere(top: Document | Element) -> list[Element]:
    own = [top] if isinstance(top, Element) else []
    return own + list(top.getElementsByTagNameNS("*", "*"))


def name_of(node: Element | Attr) -> Name:
    """Namespace and local name, whatever the prefix."""
    return node.namespaceURI or "", node.localName or ""


def values(top: Document | Element, name: Name) -> Iterator[str]:
    """The values of a property, whether written as attribute or as element, wherever it stands below ``top``."""
    for element in _everywhere(top):
        if element.hasAttributeNS(*name):
            yield element.getAttributeNS(*name)
        if name_of(element) == name:
            yield "".join(node.data for node in element.childNodes if isinstance(node, Text))


def set_value(top: Document | Element, name: Name, value: str) -> None:
    """Give a property a new value wherever it stands below ``top``."""
    for element in _everywhere(top):
        attribute = element.getAttributeNodeNS(*name)
        if attribute:
            attribute.value = value
        if name_of(element) == name:
            for child in list(element.childNodes):
                element.removeChild(child)
            text = Text()
            text.data = value
            element.appendChild(text)


def remove(document: Document, unwanted: Callable[[Name], bool]) -> None:
    """Take out every attribute and element with an unwanted name."""
    for element in _everywhere(document):
        for attribute in attributes(element):
            if unwanted(name_of(attribute)):
                element.removeAttributeNode(attribute)
        if element.parentNode and unwanted(name_of(element)):
            element.parentNode.removeChild(element)


def declarations(element: Element) -> Iterator[Attr]:
    """The namespace declarations in force at an element, outermost first."""
    above: list[Element] = []
    node = element.parentNode
    while isinstance(node, Element):
        above.append(node)
        node = node.parentNode
    for one in reversed(above):
        yield from (attribute for attribute in attributes(one) if attribute.namespaceURI == XMLNS_NAMESPACE)


def packet_of(document: Document) -> bytes:
    """The tree as a packet again."""
    return "\n".join(written(node) for node in document.childNodes).encode()


def written(node: Node) -> str:
    """A node as text; unlike minidom's own writer this keeps line breaks in attributes."""
    if isinstance(node, Text):
        return _escaped(node.data)
    if not isinstance(node, Element):
        return node.toxml()
    head = node.tagName + "".join(f" {attribute.nodeName}={quoted(attribute.value)}" for attribute in attributes(node))
    inside = "".join(written(child) for child in node.childNodes)
    return f"<{head}>{inside}</{node.tagName}>" if inside else f"<{head}/>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(value: str) -> str:
    """An attribute's value between quotes, with line breaks and tabs as references so that parsers keep them."""
    inside = _escaped(value).replace('"', "&quot;")
    return '"' + inside.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
