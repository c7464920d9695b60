"""What a file is, told by its first bytes and never by its name."""

import re

from srdesk.texts import Text

HEAD = 64
"""Bytes that are enough to tell."""

_SIGNATURES = (
    ("JPEG", rb"\xff\xd8\xff"),
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("TIFF", rb"II\*\0(?!....CR)|MM\0\*|II\+\0\x08\0\0\0|MM\0\+\0\x08\0\0"),
    ("WEBP", rb"RIFF....WEBP"),
    ("GIF", rb"GIF8[79]a"),
    ("BMP", rb"BM.{8}....[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"),
)

_FOREIGN = (
    (Text("a raw photo of a camera"), rb"II\*\0....CR|FUJIFILMCCD-RAW|IIR[OS]|MMOR|IIU\0|....ftypcrx |\0MRM"),
    (Text("a JPEG XL picture"), rb"\xff\x0a|\0\0\0\x0cJXL "),
    (Text("a JPEG 2000 picture"), rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51"),
    (Text("a Photoshop document"), rb"8BPS"),
    (Text("an OpenEXR picture"), rb"\x76\x2f\x31\x01"),
    (Text("a Radiance picture"), rb"#\?RADIANCE"),
    (Text("an icon"), rb"\0\0[\1\2]\0"),
    (Text("a PDF document"), rb"%PDF"),
    (Text("a zip archive or office document"), rb"PK\x03\x04"),
    (Text("a video"), rb"....ftyp(qt  |isom|iso2|mp4[12]|M4V |3gp)|RIFF....AVI |\x1aE\xdf\xa3"),
    (Text("a leftover of macOS without a picture in it"), rb"\0\x05\x16\x07"),
    (Text("a drawing (SVG)"), rb"\s*(<\?xml[^>]*>\s*)?<svg"),
    (Text("a web page"), rb"(?i)\s*<(!doctype html|html)"),
)

_HINTS = {
    "a raw photo of a camera": Text("Develop it with a raw converter and save a 16-bit TIFF."),
    "a video": Text("Save a still frame of it first."),
    "a web page": Text("The download went wrong: fetch the picture itself."),
    "a leftover of macOS without a picture in it": Text('The picture has the same name without "._" in front.'),
}

_COPY_AGAIN = Text("The copy went wrong: fetch the file again from where it came.")

_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def sniff(data: bytes) -> str | None:
    """The name of the picture format of some bytes, ``None`` if it is none that srdesk reads."""
    head = bytes(data[:HEAD])
    for name, pattern in _SIGNATURES:
        if re.match(pattern, head, re.DOTALL):
            return name
    return _boxed(head)


def foreign(data: bytes) -> tuple[str, str]:
    """What bytes that are no readable picture look like, and what to do about it."""
    head = bytes(data[:512])
    for title, pattern in _FOREIGN:
        if re.match(pattern, head, re.DOTALL):
            return title, _HINTS.get(title, Text("Open it where it was made and save it as PNG or TIFF."))
    if not any(head):
        return Text("a file of nothing but zeros"), _COPY_AGAIN
    return Text("not a picture"), Text("srdesk reads JPEG, PNG, TIFF, WebP, AVIF, HEIC, BMP and GIF.")


def _boxed(head: bytes) -> str | None:
    """AVIF and HEIC, by the brands in the first box."""
    if head[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, end - 3, 4)}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIC" if brands & _HEIC_BRANDS else None
