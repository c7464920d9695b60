"""The record of how a result was made, inside an XMP packet: written so that any reader shows it, read as hostile."""

import re
from collections.abc import Iterable, Iterator
from xml.dom import XMLNS_NAMESPACE
from xml.dom.minidom import Document, Element, Text

from srdesk.imaging.metadata.xmp_tree import (
    RDF,
    XmpError,
    attributes,
    descriptions,
    elements,
    name_of,
    packet_of,
    parse,
    quoted,
    rdf_of,
    remove,
    values,
)
from srdesk.imaging.provenance import ENHANCED, Provenance, Source

NAMESPACE = "urn:uuid:a62a8952-6658-4be6-a800-e6d632013c48#"
"""Names nothing but this project's properties; a UUID needs no domain that could be lost."""

_IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_SOURCE_TYPE = (_IPTC_EXTENSION, "DigitalSourceType")
_TERMS = ENHANCED.rpartition("/")[0] + "/"
# No term, and those for pictures as they were taken, scanned or touched up by hand: an enhancement takes their place.
# Any other says more than that of the enhancement, for instance that a picture was generated, and stays.
_REPLACED = frozenset(
    [
        "",
        *(
            _TERMS + term
            for term in (
                "digitalCapture",
                "computationalCapture",
                "negativeFilm",
                "positiveFilm",
                "print",
                "minorHumanEdits",
                "humanEdits",
                "softwareImage",
                "algorithmicallyEnhanced",
            )
        ),
    ]
)

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
_TAIL = '</x:xmpmeta>\n<?xpacket end="w"?>'

# What a packet with a record and the record itself may hold at most; srdesk's own are far below.
_LARGEST_PACKET = 4 * 2**20
_MOST_OPTIONS = 64
_LONGEST_NAME = 255
_LARGEST_SIZE = 2**63

_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]{1,19}")
_OPTION_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_OPTION_TEXT = re.compile(r"[ -~]{0,200}")
# Characters that XML cannot hold, that reverse the order of what is read, or that lead out of a folder.
_IN_NO_NAME = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069/\\\\]")


def recorded(packet: bytes | None, provenance: Provenance | None) -> bytes | None:
    """A sound packet that says this of its picture, and nothing that was said of an earlier one.

    Without a packet one is begun; with nothing to say there is none.
    """
    if not packet:
        return None if provenance is None else _begun(provenance)
    document = parse(packet)
    enhanced = provenance is not None and source_type_of(document) in _REPLACED
    _forget(document, and_source_type=enhanced)
    if provenance is not None:
        _append(document, _description(provenance, about=_about(document), enhanced=enhanced))
    return packet_of(document)


def _begun(provenance: Provenance) -> bytes:
    """A packet with this and nothing else."""
    return f"{_HEAD}{_description(provenance, about='', enhanced=True)}{_TAIL}".encode()


def read_record(packet: bytes | None) -> Provenance | None:
    """What a packet says of its picture, ``None`` if that is nothing, or nothing srdesk would have written."""
    document = _speaking_of(NAMESPACE, packet)
    return None if document is None else _provenance(document)


def read_source_type(packet: bytes | None) -> str:
    """IPTC's digital source type as an address, empty where there is none."""
    document = _speaking_of(_SOURCE_TYPE[1], packet)
    return "" if document is None else source_type_of(document)


def _speaking_of(word: str, packet: bytes | None) -> Document | None:
    """A packet that has a word in it, as a tree; ``None`` for others, which are the most, and for monstrous ones."""
    if packet is None or len(packet) > _LARGEST_PACKET:
        return None
    if (
        word.encode() not in packet
        and word.encode("utf-16-le") not in packet
        and word.encode("utf-16-be") not in packet
    ):
        return None
    try:
        return parse(packet)
    except XmpError:
        return None


def source_type_of(document: Document) -> str:
    """IPTC's digital source type in a packet, empty where there is none."""
    return next((text.strip() for text in values(document, _SOURCE_TYPE)), "")


def _forget(document: Document, *, and_source_type: bool) -> None:
    """Take an earlier record out, with the declaration of its namespace and descriptions that held nothing else."""
    remove(document, lambda name: name[0] == NAMESPACE or (and_source_type and name == _SOURCE_TYPE))
    for element in document.getElementsByTagNameNS("*", "*"):
        declared = [one for one in attributes(element) if (one.namespaceURI, one.value) == (XMLNS_NAMESPACE, NAMESPACE)]
        for declaration in declared:
            element.removeAttributeNode(declaration)
        if declared and name_of(element) == (RDF, "Description") and _bare(element) and element.parentNode:
            element.parentNode.removeChild(element)


def _bare(description: Element) -> bool:
    """Whether a description says nothing."""
    said = [one for one in attributes(description) if one.namespaceURI not in (RDF, XMLNS_NAMESPACE)]
    return not said and not any(elements(description))


def _provenance(document: Document) -> Provenance | None:
    version, weights = _text(document, "Version", _VERSION), _text(document, "WeightsSHA256", _DIGEST)
    if not version or not weights:
        return None
    return Provenance(version, weights, _source(document), tuple(sorted(_options(document).items())))


def _source(document: Document) -> Source | None:
    digest, size = _text(document, "SourceSHA256", _DIGEST), _text(document, "SourceSize", _NUMBER)
    if not digest or not size or int(size) > _LARGEST_SIZE:
        return None
    name = next(values(document, (NAMESPACE, "SourceName")), "")
    harmless = len(name) <= _LONGEST_NAME and not _IN_NO_NAME.search(name) and name not in (".", "..")
    return Source(name if harmless else "", digest, int(size))


def _options(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for home in document.getElementsByTagNameNS(NAMESPACE, "Options"):
        for name, text in _members(home):
            if len(found) < _MOST_OPTIONS and _OPTION_NAME.fullmatch(name) and _OPTION_TEXT.fullmatch(text):
                found.setdefault(name, text)
    return found


def _members(structure: Element) -> Iterator[tuple[str, str]]:
    """The fields of a structure, whichever of RDF's ways it is written in."""
    inner = [child for child in elements(structure) if name_of(child) == (RDF, "Description")]
    for home in (structure, *inner):
        for attribute in attributes(home):
            if attribute.namespaceURI == NAMESPACE:
                yield attribute.localName or "", attribute.value
        for child in elements(home):
            if child.namespaceURI == NAMESPACE:
                yield child.localName or "", "".join(node.data for node in child.childNodes if isinstance(node, Text))


def _text(document: Document, name: str, form: re.Pattern[str]) -> str:
    """The first value of a property, empty if there is none or it does not look as it should."""
    text = next(values(document, (NAMESPACE, name)), "").strip()
    return text if form.fullmatch(text) else ""


def _description(provenance: Provenance, *, about: str, enhanced: bool) -> str:
    facts = {"Version": provenance.version, "WeightsSHA256": provenance.weights}
    source = provenance.source
    if source is not None:
        name = _IN_NO_NAME.sub("\ufffd", source.name)
        facts |= {"SourceName": name, "SourceSHA256": source.sha256, "SourceSize": str(source.size)}
    said, options = _written_attributes(facts.items()), _written_attributes(provenance.options)
    kind = f' xmlns:Iptc4xmpExt="{_IPTC_EXTENSION}" Iptc4xmpExt:DigitalSourceType="{ENHANCED}"' if enhanced else ""
    return (
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about={quoted(about)} xmlns:srdesk="{NAMESPACE}"{said}{kind}>'
        f"<srdesk:Options{options}/></rdf:Description></rdf:RDF>"
    )


def _written_attributes(texts: Iterable[tuple[str, str]]) -> str:
    return "".join(f" srdesk:{name}={quoted(text)}" for name, text in texts)


def _about(document: Document) -> str:
    """What the packet's descriptions are about: all of one packet have to name the same."""
    first = next(descriptions(document), None)
    return first.getAttributeNS(RDF, "about") if first is not None else ""


def _append(document: Document, text: str) -> None:
    home = rdf_of(document)
    for description in descriptions(parse(text.encode())):
        home.appendChild(document.importNode(description, deep=True))
