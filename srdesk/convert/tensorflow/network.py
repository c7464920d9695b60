"""Frozen TensorFlow files from disk, and the form in which the networks in them take pictures."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.convert.centring import centre
from srdesk.convert.claims import Claims, Converted, Order, Range
from srdesk.convert.simplify import simplify
from srdesk.convert.tensorflow.graph import Graph
from srdesk.convert.tensorflow.graphdef import parse
from srdesk.convert.tensorflow.translation import Translation, translate
from srdesk.errors import ModelError
from srdesk.models.convention import ChannelOrder, Convention
from srdesk.texts import Text, refusal

if TYPE_CHECKING:
    from onnx import ModelProto

MAX_BYTES = 256 * 2**20
"""Larger files are not read; the largest of OpenCV's networks has 38.6 million bytes."""

# DIV2K's mean colour, which the published EDSR networks were trained without; in the order blue, green, red.
EDSR = Convention(ChannelOrder.BGR, peak=255.0, mean=(103.1545782, 111.561547, 114.35629928))
# What the code that made OpenCV's EDSR files calls its filters.
_EDSR_FILTERS = {"resFilter_one", "resFilter_two", "resFilter_three"}
_UNSIGNED_BYTES = 4


@dataclass(frozen=True)
class TensorFlowNetwork:
    """What a frozen graph is: a network in ONNX, how much it enlarges, and the form it takes pictures in.

    The model has one input ``1 x C x h x w`` and one output ``1 x C x s*h x s*w``, float32, height and width free.
    ``convention`` is ``None`` where the graph does not tell: it has three channels, which may be red, green and blue
    or the other way round, with any value for white.
    """

    model: "ModelProto"
    scale: int
    convention: Convention | None


def read_graph(path: Path) -> TensorFlowNetwork:
    """Read a frozen graph and write it in ONNX.

    Raises `ModelError` for a file that cannot be read, is no frozen graph or a damaged one, is larger than
    `MAX_BYTES`, or has operators that are not known, which are named. Trusts nothing in the file.
    """
    return read_content(_content(path))


def read_content(content: bytes) -> TensorFlowNetwork:
    """As `read_graph`, of the bytes of a file."""
    if len(content) > MAX_BYTES:
        raise ModelError(Text("The file is larger than {0} megabytes; that is too much.", MAX_BYTES // 2**20))
    graph = Graph(parse(content))
    translation = translate(graph)
    simplify(translation.model)
    return TensorFlowNetwork(translation.model, translation.scale, _convention(graph, translation))


def converted(path: Path) -> Converted:
    """Read a frozen graph as a network to be brought in: as `read_graph`, a mean colour taken off and put on inside."""
    content = _content(path)
    network = read_content(content)
    convention = network.convention
    if convention is None:
        return Converted(network.model.SerializeToString())
    if convention.mean:
        centre(network.model, convention.mean)
    order = {ChannelOrder.BGR: Order.BGR, ChannelOrder.RGB: Order.RGB}.get(convention.order)
    span = {1.0: Range.UNIT, 255.0: Range.BYTE}.get(convention.peak)
    return Converted(network.model.SerializeToString(), Claims(order, span), content, convention)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ModelError(Text("The model file {0} cannot be read: {1}.", path, refusal(error))) from error


def _convention(graph: Graph, translation: Translation) -> Convention | None:
    peak = 255.0 if graph.picture.attributes.get("dtype") == _UNSIGNED_BYTES else 1.0
    if translation.channels == (1, 1):
        return Convention(ChannelOrder.LUMA, peak)
    if translation.channels == (3, 3) and _EDSR_FILTERS.issubset(graph.constants):
        return EDSR
    return None
