"""Spoiled files, all the way through reading and trying: a network comes of them, or a reason why not."""

import random
import struct

import numpy as np
import pytest

from srdesk.convert.claims import Claims
from srdesk.convert.importing.formats import converted
from srdesk.convert.importing.natural import Pair
from srdesk.convert.importing.probe import probe
from srdesk.convert.importing.reading import parsed
from srdesk.convert.importing.ways import nearness
from srdesk.errors import ModelError
from srdesk.models.tflite.lower import lowered
from srdesk.models.tflite.write import written
from tests.convert.importing import networks
from tests.models.tflite.networks import MOVING, network, node, weights

SHUFFLE = network(
    node("Conv", "x w", "a", pads=[1] * 4), node("DepthToSpace", "a", "y", blocksize=2), w=weights(12, 3, 3, 3)
)
WHOLE = {
    "plain.onnx": networks.plain().made().SerializeToString(),
    "last.onnx": networks.channels_last().made().SerializeToString(),
    "shuffle.tflite": written(lowered(SHUFFLE)),
    "turned.tflite": written(lowered(MOVING["colours last"])),
}
LENGTHS = (0, 1, 2**20, 2**31 - 1, 2**32 - 1)
COUNT = 16


def spoiled(content, rng):
    """Cut, changed, moved, or with a length that cannot be."""
    made = bytearray(content)
    for _ in range(rng.choice([1, 2, 6])):
        place = rng.randrange(min(len(made), rng.choice([64, 600, len(made)])))
        match rng.randrange(6):
            case 0:
                made[place] ^= 1 << rng.randrange(8)
            case 1:
                made[place : place + 4] = struct.pack("<I", rng.choice(LENGTHS))
            case 2:
                made[place : place + 1] = b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f"
            case 3:
                del made[place : place + rng.choice([1, 8])]
            case 4:
                made[place:place] = rng.randbytes(5)
            case 5:
                del made[rng.randrange(len(made) // 2, len(made)) :]
    return bytes(made)


@pytest.mark.parametrize("name", WHOLE)
def test_a_spoiled_file_is_refused_with_what_to_do_or_is_a_network(name, tmp_path):
    rng = random.Random(name)
    refused = 0
    for number in range(COUNT):
        file = tmp_path / f"{number}_{name}"
        file.write_bytes(spoiled(WHOLE[name], rng))
        try:
            made = converted(file, Claims())
            probe(parsed(made.model, tmp_path), made.claims)
        except ModelError as error:
            assert str(error)
            refused += 1
    assert refused > COUNT // 4


def test_names_that_are_no_text_are_refused(tmp_path):
    content = networks.plain().made().SerializeToString().replace(b"input", b"inp\xfe\xff")
    with pytest.raises(ModelError, match="damaged"):
        probe(parsed(content, tmp_path), Claims())


def test_a_result_of_another_size_than_the_first_is_refused():
    picture, original = np.zeros((3, 32, 40), np.float32), np.zeros((3, 64, 80), np.float32)
    with pytest.raises(ModelError, match="of 40 x 32 pixels it makes 3 x 60 x 80"):
        nearness(original[:, :60], Pair(picture, original))
