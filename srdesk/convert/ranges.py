"""Which values the tensors of a network take in pictures, found in the memory that one picture needs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from srdesk.progress import CancelToken

if TYPE_CHECKING:
    from onnx import ModelProto

Floats = NDArray[np.float32]

_BINS = 2048
_ERRORS_ONLY = 3


class _Span:
    """The values of one tensor: first how far they go, then how often they are how large."""

    def __init__(self) -> None:
        self._low, self._high = np.float32(np.inf), np.float32(-np.inf)
        self._nearest, self._farthest = np.float32(np.inf), np.float32(0)
        self._counts = np.zeros(_BINS, np.int64)

    def see(self, values: Floats) -> None:
        """Take note of how far values go."""
        size = np.abs(values)
        self._low, self._high = min(self._low, values.min()), max(self._high, values.max())
        self._nearest, self._farthest = min(self._nearest, size.min()), max(self._farthest, size.max())

    def count(self, values: Floats) -> None:
        """Count values, once all have been seen."""
        bounds = float(self._nearest), float(self._farthest)
        self._counts += np.histogram(np.abs(values), bins=_BINS, range=bounds)[0]

    def cut(self, percentile: float) -> tuple[Floats, Floats]:
        """Lowest and highest value, without those so large that no more than the rest of 100 percent are larger."""
        edges = np.histogram_bin_edges([], _BINS, (float(self._nearest), float(self._farthest))).astype(np.float32)
        place = np.searchsorted(np.cumsum(self._counts / self._counts.sum()), percentile / 100)
        size = edges[min(int(place), _BINS)]
        return np.array(max(-size, self._low), np.float32), np.array(min(size, self._high), np.float32)


def value_ranges(
    model: "ModelProto", tiles: Sequence[Floats], *, around: Iterable[str], percentile: float, token: CancelToken
) -> dict[str, tuple[Floats, Floats]]:
    """Lowest and highest value of the results and of every float32 tensor around an operator of the kinds ``around``.

    ``tiles`` are ``C x h x w``, one at least. The network runs over all twice, with the values of one tile in memory at
    any moment. The largest values are left out, ``percentile`` being the share of those that stay. Raises what ONNX
    Runtime raises, and `Cancelled`.
    """
    session = _telling(model, set(around))
    names = [output.name for output in session.get_outputs() if output.type == "tensor(float)"]
    spans = {name: _Span() for name in names}
    for take in (_Span.see, _Span.count):
        for tile in tiles:
            token.check()
            for name, values in zip(names, session.run(names, {session.get_inputs()[0].name: tile[None]}), strict=True):
                if values.size:
                    take(spans[name], values)
    return {name: span.cut(percentile) for name, span in spans.items()}


def _telling(model: "ModelProto", kinds: set[str]) -> Any:
    """A session of the network that gives every such tensor, none of them optimised away."""
    import onnx
    import onnxruntime

    told = onnx.ModelProto()
    told.CopyFrom(model)
    graph = told.graph
    hidden = {value.name for value in (*graph.initializer, *graph.output)}
    seen = {name: None for node in graph.node if node.op_type in kinds for name in (*node.input, *node.output) if name}
    made = {name for node in graph.node for name in node.output} | {value.name for value in graph.input}
    graph.output.extend(onnx.ValueInfoProto(name=name) for name in seen if name in made - hidden)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = _ERRORS_ONLY
    return onnxruntime.InferenceSession(told.SerializeToString(), options, providers=["CPUExecutionProvider"])
