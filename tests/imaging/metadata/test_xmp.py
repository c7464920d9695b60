"""XMP packets: true, bare of places, and small enough."""

import pytest

from srdesk.imaging.metadata import xmp
from srdesk.imaging.metadata.xmp_tree import XmpError
from tests.imaging.pictures import XMP

REGIONS = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/"
 xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" xmp:Rating="5">
 <xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource"><xmpGImg:image>AAAA</xmpGImg:image></rdf:li></rdf:Alt>
 </xmp:Thumbnails>
 <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="60" stDim:h="40" stDim:unit="pixel"/>
 <mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Ada">
 <mwg-rs:Area stArea:x="0.25" stArea:y="0.1" stArea:w="0.2" stArea:h="0.4" stArea:unit="normalized"/>
 </rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta>"""

TIFF, EXIF = "xmp:http://ns.adobe.com/tiff/1.0/", "xmp:http://ns.adobe.com/exif/1.0/"
PHOTOSHOP = "xmp:http://ns.adobe.com/photoshop/1.0/"


def with_orientation(value: str) -> bytes:
    return XMP.replace(b'tiff:ImageWidth="60"', b'tiff:ImageWidth="60" tiff:Orientation="%s"' % value.encode())


def test_a_packet_becomes_true_of_its_new_picture() -> None:
    made = xmp.made_true(with_orientation("6"), size=(120, 80), dpi=(600, 600), orientation=6)
    found = xmp.properties(made)
    assert found[TIFF + "Orientation"] == b"1"
    assert found[TIFF + "ImageWidth"] == b"120"
    assert found[TIFF + "ImageLength"] == b"80"
    assert b">120<" in found[EXIF + "PixelXDimension"]
    assert TIFF + "XResolution" not in found, "nothing is added"


def test_everything_else_stays_as_it_is() -> None:
    made = xmp.made_true(XMP, size=(60, 40), dpi=None)
    assert xmp.properties(made) == xmp.properties(XMP)
    assert b"line one&#10;line two" in made
    assert b"Grandmother &amp; dog" in made
    assert made.startswith(b"<?xpacket begin=")
    assert made.endswith(b'<?xpacket end="w"?>')
    assert xmp.made_true(made, size=(60, 40), dpi=None) == made


@pytest.mark.parametrize(("value", "orientation"), [("1", 1), ("8", 8), ("9", None), ("x", None)])
def test_orientation_is_read(value: str, orientation: int | None) -> None:
    assert xmp.read_orientation(with_orientation(value)) == orientation
    assert xmp.read_orientation(XMP) is None


def test_regions_turn_with_the_picture_and_stale_things_go() -> None:
    made = xmp.made_true(REGIONS, size=(80, 120), dpi=None, orientation=6).decode()
    for part in (
        'stArea:x="0.9"',
        'stArea:y="0.25"',
        'stArea:w="0.4"',
        'stArea:h="0.2"',
        'stDim:w="80"',
        'stDim:h="120"',
    ):
        assert part in made
    assert "Ada" in made
    assert 'Rating="5"' in made
    assert "Thumbnails" not in made
    assert "hdrgm:Version" not in made


def test_the_location_goes() -> None:
    made = xmp.without_location(XMP)
    found = xmp.properties(made)
    assert not [name for name in found if "GPS" in name or "City" in name]
    assert PHOTOSHOP + "Instructions" in found
    assert b"Wien" not in made


def test_a_large_packet_is_split_and_merged_again() -> None:
    large = XMP.replace(b"</rdf:Description>", b"<dc:source>" + b"x" * 70_000 + b"</dc:source></rdf:Description>")
    main, extension = xmp.split(large, 65_000)
    assert len(main) <= 65_000
    assert xmp.extension_name(extension).encode() in main
    assert b"Grandmother" in main, "what is small stays where every reader looks"
    assert xmp.properties(xmp.merged(main, extension)) == xmp.properties(large)


def test_a_packet_that_cannot_be_split_is_refused() -> None:
    large = XMP.replace(b'photoshop:City="Wien"', b'photoshop:City="' + b"x" * 70_000 + b'"')
    with pytest.raises(XmpError):
        xmp.split(large, 65_000)


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<x",
        b"\xff\xfe\xff",
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + XMP,
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_damage_is_told(packet: bytes) -> None:
    with pytest.raises(XmpError):
        xmp.checked(packet)


@pytest.mark.parametrize(
    "packet", [XMP + b"\0" * 50, b"\xef\xbb\xbf" + XMP, b"<?xml version='1.0'?>" + XMP, XMP.decode().encode("utf-16")]
)
def test_odd_but_whole_packets_are_understood(packet: bytes) -> None:
    assert xmp.properties(packet) == xmp.properties(XMP)
