"""From a graph of TensorFlow to a network in ONNX."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from srdesk.convert.tensorflow.graph import Graph
from srdesk.convert.tensorflow.graphdef import Node
from srdesk.convert.tensorflow.operators import RULES
from srdesk.convert.tensorflow.values import ORDERS, Step, Tensor, Value
from srdesk.errors import ModelError
from srdesk.models.onnx_draft import OnnxDraft
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto

# Which input of an operator its filters are, which of their sides the channels that go in, by operator.
_ENTRANCES = {"Conv2D": 2, "DepthwiseConv2dNative": 2, "Conv2DBackpropInput": 3}
_LIKELY_CHANNELS = (1, 3)
_FLOATS = (1, 19, 14, 2)
_BYTES = 4


@dataclass(frozen=True)
class Translation:
    """A network in ONNX, what it makes of a side of the picture, and its channels at both ends."""

    model: "ModelProto"
    scale: int
    channels: tuple[int, int]


def translate(graph: Graph) -> Translation:
    """Write a graph in ONNX: ``1 x C x h x w`` in, ``1 x C x s*h x s*w`` out, of any size.

    What a graph leaves open about its input is tried. Raises `ModelError`, which names the operator that is not known
    or makes no sense.
    """
    refused: ModelError | None = None
    for picture in _pictures(graph):
        try:
            return _translated(graph, picture)
        except ModelError as error:
            refused = refused or error
    raise refused or ModelError("The graph does not say how many channels a picture has.")


def _pictures(graph: Graph) -> Iterator[Tensor]:
    """What the input may be, the likeliest first."""
    if graph.picture.attributes.get("dtype") not in (*_FLOATS, _BYTES):
        raise ModelError(Text("The input {0!r} of the graph takes no pictures.", graph.picture.name))
    shape = graph.picture.attributes.get("shape") or (None,) * 4
    if not isinstance(shape, tuple) or len(shape) != 4:
        raise ModelError(Text("The input {0!r} of the graph takes no pictures.", graph.picture.name))
    for axes in ORDERS:
        told = shape[axes.index("C")]
        for channels in (told,) if told else dict.fromkeys((*_entering(graph), *_LIKELY_CHANNELS)):
            yield Tensor(graph.picture.name, axes, channels)


def _entering(graph: Graph) -> Iterator[int]:
    """The channels that the first filter takes."""
    for node in graph.order:
        names = graph.needed(node)
        filters = graph.constants.get(names[-1 if node.op != "Conv2DBackpropInput" else -2]) if len(names) > 1 else None
        if node.op in _ENTRANCES and filters is not None and filters.ndim == 4:
            yield int(filters.shape[_ENTRANCES[node.op]])
            return


def _translated(graph: Graph, picture: Tensor) -> Translation:
    draft = OnnxDraft()
    values: dict[str, Value] = {picture.name: picture, **graph.constants}
    for node in graph.order:
        if node.name != picture.name:
            values[node.name] = _output(node, _inputs(graph, node, values), draft)
    result = _result(graph, values)
    if result.density.denominator != 1:
        raise ModelError("The network makes pictures smaller.")
    channels = picture.channels, result.channels
    shapes = (1, channels[0], "height", "width"), (1, channels[1], None, None)
    model = draft.model(picture.name, result.name, shapes=shapes)
    return Translation(model, int(result.density), channels)


def _inputs(graph: Graph, node: Node, values: dict[str, Any]) -> tuple[Any, ...]:
    names = graph.needed(node)
    left_out = (None,) * (len(graph.inputs(node)) - len(names))
    return (*left_out, *(values[name] for name in names))


def _output(node: Node, inputs: tuple[Any, ...], draft: OnnxDraft) -> Tensor:
    rule = RULES.get(node.op)
    if rule is None:
        raise ModelError(Text("The operator {0} ({1!r}) of the network is not known.", node.op, node.name))
    return rule(Step(node, inputs, draft))


def _result(graph: Graph, values: dict[str, Any]) -> Tensor:
    """The largest of what the graph ends in; those that enlarge in steps give every step."""
    ends: list[Tensor] = [values[name] for name in graph.results]
    largest = max((end.density for end in ends), default=Fraction(0))
    results = [end for end in ends if end.density == largest]
    if len(results) != 1:
        names = ", ".join(repr(end.name) for end in results[:5])
        raise ModelError(
            Text("The graph ends in {0} results, not in one picture: {1}.", len(results), names)
            if results
            else Text("The graph makes nothing of a picture.")
        )
    return results[0]
