"""HEIC, which is only read."""

import numpy as np

from srdesk.imaging.color import unpremultiplied, widened
from srdesk.imaging.decoded import Decoded, Pixels, metadata_of, named_profile, of_array
from srdesk.imaging.limits import check_size
from srdesk.imaging.orientation import UPRIGHT
from srdesk.imaging.photo import Origin


def read(data: bytes) -> Decoded:
    """Decode a HEIC, which comes upright; raises `Unreadable` and what the decoder raises."""
    import pi_heif

    file = pi_heif.open_heif(data, convert_hdr_to_8bit=False)
    check_size(file.size[0], file.size[1], sample_bytes=8)
    metadata = metadata_of(file.info)
    named = file.info.get("nclx_profile") or {}
    points = (named["color_primaries"], named["transfer_characteristics"]) if named else None
    icc, notices = named_profile(metadata, points)
    # A copy: the decoder's memory goes with the file.
    samples = np.array(file)
    if samples.dtype == np.uint16:
        # The decoder fills up with zeros from below, which would leave white a little gray.
        bits = int(file.info["bit_depth"])
        samples = widened((samples >> (16 - bits)).astype(np.uint16), bits)
    stored = of_array(samples, icc)
    if file.premultiplied_alpha and stored.alpha is not None:
        stored = Pixels(unpremultiplied(stored.color, stored.alpha), stored.alpha, icc)
    return Decoded(stored, metadata, Origin("HEIC", pages=len(file)), UPRIGHT, notices)
