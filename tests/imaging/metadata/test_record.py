"""The record of how a result was made: whole through any packet, silent about packets that mean harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.imaging.metadata import xmp
from srdesk.imaging.metadata.record import NAMESPACE, read_record, read_source_type, recorded
from srdesk.imaging.provenance import ENHANCED, Provenance, Source
from tests.imaging.pictures import XMP

SOURCE = Source('grandmother & dog "1952" é.jpg', "ab" * 32, 1234)
MADE = Provenance("0.1.0", "cd" * 32, SOURCE, (("model", "edsr"), ("scale", "2"), ("strength", "0.75")))
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
EXTENSION = "xmlns:e='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'"

NAMES = st.text("aé漢👩\u200d🚀 .&<>\"'\u0301", max_size=60).map(lambda rest: f"n{rest}")

# As another program may write the same: elements, and a structure around a description of its own.
REWRITTEN = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:s="{NAMESPACE}"><s:Version>0.1.0</s:Version>
<s:WeightsSHA256>{"cd" * 32}</s:WeightsSHA256><s:SourceName>{SOURCE.name.replace("&", "&amp;")}</s:SourceName>
<s:SourceSHA256>{SOURCE.sha256}</s:SourceSHA256><s:SourceSize>1234</s:SourceSize>
<s:Options><rdf:Description s:model="edsr"><s:scale>2</s:scale><s:strength>0.75</s:strength></rdf:Description>
</s:Options></rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def typed(term: str) -> bytes:
    """A packet with a digital source type."""
    return XMP.replace(b'tiff:ImageWidth="60"', f'{EXTENSION} e:DigitalSourceType="{IPTC}{term}"'.encode())


@pytest.mark.parametrize("packet", [None, XMP], ids=["none", "a packet"])
def test_a_record_is_read_back(packet: bytes | None) -> None:
    made = recorded(packet, MADE)
    assert read_record(made) == MADE
    assert read_source_type(made) == ENHANCED == IPTC + "algorithmicallyEnhanced"
    assert made is not None
    assert xmp.checked(made) == made


def test_everything_else_stays() -> None:
    made = recorded(XMP, MADE)
    assert made is not None
    assert xmp.properties(XMP).items() <= xmp.properties(made).items()


def test_a_packet_is_about_one_thing() -> None:
    made = recorded(XMP.replace(b'rdf:about=""', b'rdf:about="uuid:1"'), MADE)
    assert made is not None
    assert made.count(b'rdf:about="uuid:1"') == 2
    assert b'rdf:about=""' not in made


@given(
    st.builds(
        Provenance,
        st.from_regex(r"\A[0-9A-Za-z.+-]{1,40}\Z"),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
        st.none()
        | st.builds(Source.of, st.binary(), name=st.text("aé漢👩‍🚀 .&<>\"'\u0301", max_size=60).map(lambda s: "n" + s)),
        st.dictionaries(st.from_regex(r"\A[a-z][a-z_]{0,39}\Z"), st.from_regex(r"\A[ -~]{0,200}\Z"), max_size=8).map(
            lambda options: tuple(sorted(options.items()))
        ),
    )
)
def test_whatever_can_be_recorded_is_read_back(made: Provenance) -> None:
    assert read_record(recorded(XMP, made)) == made


def test_a_later_record_takes_the_place_of_an_earlier_one() -> None:
    again = recorded(recorded(XMP, MADE), MADE.with_options({"model": "espcn"}))
    assert again is not None
    assert again.count(NAMESPACE.encode()) == 1
    found = read_record(again)
    assert found is not None
    assert found.option("model") == "espcn"
    assert recorded(recorded(XMP, MADE), MADE) == recorded(XMP, MADE)


def test_nothing_of_an_earlier_record_is_left_where_none_is_wanted() -> None:
    bare = recorded(recorded(XMP, MADE), None)
    assert bare is not None
    assert NAMESPACE.encode() not in bare
    assert recorded(None, None) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("negativeFilm", "algorithmicallyEnhanced"),
        ("digitalCapture", "algorithmicallyEnhanced"),
        ("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("compositeSynthetic", "compositeSynthetic"),
        ("aTermOfTheFuture", "aTermOfTheFuture"),
    ],
)
def test_that_a_picture_was_generated_is_not_unsaid(before: str, after: str) -> None:
    made = recorded(typed(before), MADE)
    assert made is not None
    assert read_source_type(made) == IPTC + after
    assert made.count(IPTC.encode()) == 1


def test_it_is_read_however_other_programs_write_it() -> None:
    assert read_record(REWRITTEN) == MADE


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\boot.ini", "..", ".", "a\u202egpj.exe", "n" * 256])
def test_a_name_that_leads_elsewhere_is_not_taken(name: str) -> None:
    found = read_record(REWRITTEN.replace(SOURCE.name.replace("&", "&amp;").encode(), name.encode()))
    assert found is not None
    assert found.source == Source("", SOURCE.sha256, 1234)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"0.1.0", b"0.1.0; rm"),
        (b"0.1.0", b""),
        (b"cd" * 32, b"cd" * 31),
        (b"<x:xmpmeta", b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x:xmpmeta"),
        (b"</x:xmpmeta>", b""),
    ],
)
def test_what_srdesk_would_not_write_says_nothing(old: bytes, new: bytes) -> None:
    assert read_record(REWRITTEN.replace(old, new)) is None


@pytest.mark.parametrize(("old", "new"), [(b"1234", b"-1"), (b"1234", b"9" * 19 + b"9"), (b"ab" * 32, b"AB" * 32)])
def test_a_source_that_cannot_be_is_none(old: bytes, new: bytes) -> None:
    found = read_record(REWRITTEN.replace(old, new))
    assert found is not None
    assert found.source is None


def test_of_options_without_end_a_few_are_read() -> None:
    names = [f"o{letter}{'_' * length}" for letter in "abcdefghij" for length in range(30)]
    many = "".join(f"<s:{name}>1</s:{name}>" for name in names)
    found = read_record(REWRITTEN.replace(b"<s:scale>2</s:scale>", many.encode()))
    assert found is not None
    assert len(found.options) == 64


def test_options_that_are_no_options_are_left_out() -> None:
    strange = b"<s:Scale>2</s:Scale><s:scale>2\xe2\x80\xae</s:scale><s:tile>" + b"9" * 201 + b"</s:tile>"
    found = read_record(REWRITTEN.replace(b"<s:scale>2</s:scale>", strange))
    assert found is not None
    assert dict(found.options) == {"model": "edsr", "strength": "0.75"}


def test_a_name_that_xml_cannot_hold_is_written_as_far_as_it_can_be() -> None:
    made = Provenance("0.1.0", "cd" * 32, Source("a\udcff\x01b.jpg", "ab" * 32, 5))
    found = read_record(recorded(None, made))
    assert found is not None
    assert found.source == Source("a\ufffd\ufffdb.jpg", "ab" * 32, 5)


def test_packets_in_utf_16_are_read() -> None:
    wide = REWRITTEN.decode().encode("utf-16")
    assert read_record(wide) == MADE
    assert read_source_type(typed("print").decode().encode("utf-16")) == IPTC + "print"


def test_monstrous_packets_are_not_read() -> None:
    filling = b"<s:scale>2</s:scale>" + b"<s:x>" + b"y" * 5_000_000 + b"</s:x>"
    assert read_record(REWRITTEN.replace(b"<s:scale>2</s:scale>", filling)) is None


@pytest.mark.parametrize("packet", [b"", b"\xff\xfe", b"not XML at all " + NAMESPACE.encode(), bytes(range(256))])
def test_what_is_no_packet_says_nothing(packet: bytes) -> None:
    assert read_record(packet) is None
    assert read_source_type(packet) == ""
