"""HEIC, which is only read."""

import re
import struct
from collections.abc import Iterator

import numpy as np

from srdesk.imaging.codecs.decoded import Decoded, Pixels, metadata_of, named_profile, of_array
from srdesk.imaging.color import unpremultiplied, widened
from srdesk.imaging.limits import FETCH_AGAIN, Unreadable, check_size
from srdesk.imaging.orientation import UPRIGHT
from srdesk.imaging.photo import Origin, Samples
from srdesk.texts import Text

_ALPHA = (b"urn:mpeg:hevc:2015:auxid:1", b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
# Before the kind of an item come its box's name, version and flags, number and protection, by version.
_KIND_OF_ITEM = {2: 12, 3: 14}


def read(data: bytes) -> Decoded:
    """Decode a HEIC, which comes upright; raises `Unreadable` and what the decoder raises."""
    import pi_heif

    _check_items(data)
    file = pi_heif.open_heif(data, convert_hdr_to_8bit=False)
    check_size(file.size[0], file.size[1], sample_bytes=8)
    bits = int(file.info["bit_depth"])
    # For gray the decoder takes the header's word for how wide its own samples are.
    if bits > 16 or (bits > 8 and file.mode == "I;16"):
        raise Unreadable(
            Text("has {0} bits a sample in a way srdesk cannot read.", bits), hint="Save it as PNG or JPEG."
        )
    metadata = metadata_of(file.info)
    named = file.info.get("nclx_profile") or {}
    points = (named["color_primaries"], named["transfer_characteristics"]) if named else None
    icc, notices = named_profile(metadata, points)
    # A copy: the decoder's memory goes with the file.
    pixels = of_array(_full_range(np.array(file), bits), icc)
    if file.premultiplied_alpha and pixels.alpha is not None:
        pixels = Pixels(unpremultiplied(pixels.color, pixels.alpha), pixels.alpha, icc)
    return Decoded(pixels, metadata, Origin("HEIC", pages=len(file)), UPRIGHT, notices)


def size_in(head: bytes) -> tuple[int, int] | None:
    """``(width, height)`` of the largest picture that the head of a file speaks of, upright; ``None`` if of none."""
    stored = [struct.unpack(">II", found[1]) for found in re.finditer(rb"ispe\0{4}(.{8})", head, re.DOTALL)]
    cut = [struct.unpack(">IIII", found[1]) for found in re.finditer(rb"clap(.{16})", head, re.DOTALL)]
    sizes = [(width // by, height // under) for width, by, height, under in cut if by and under] or stored
    if not sizes:
        return None
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    turned = re.search(rb"\0\0\0\x09irot(.)", head, re.DOTALL)
    return (height, width) if turned and turned[1][0] & 1 else (width, height)


def has_alpha(head: bytes) -> bool:
    """Whether the head of a file speaks of transparency."""
    return any(mark in head for mark in _ALPHA)


def _full_range(samples: Samples, bits: int) -> Samples:
    """The decoder fills samples up with zeros from below, which would leave white a little gray."""
    return widened((samples >> (16 - bits)).astype(np.uint16), bits) if samples.dtype == np.uint16 else samples


def _check_items(data: bytes) -> None:
    """Raise `Unreadable` for items whose kind is no text: the decoder would end the process over them."""
    for start, end in _boxes(data, b"meta"):
        for found in re.finditer(rb"infe([\2\3])", data[start:end], re.DOTALL):
            at = start + found.start()
            size = int.from_bytes(data[at - 4 : at], "big")
            try:
                data[at + _KIND_OF_ITEM[found[1][0]] : max(at - 4 + size, at)].decode()
            except UnicodeDecodeError as error:
                raise Unreadable("is damaged.", hint=FETCH_AGAIN) from error


def _boxes(data: bytes, kind: bytes) -> Iterator[tuple[int, int]]:
    """From where to where the boxes of a kind are, among the outermost."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = at + size if size >= 8 else len(data)
        if data[at + 4 : at + 8] == kind:
            yield at + 8, min(end, len(data))
        at = end
