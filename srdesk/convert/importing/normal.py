"""The normal form of every network: ``1 x C x h x w`` RGB or luma in 0..1, float32, to the same at scale."""

from typing import TYPE_CHECKING, Any

import numpy as np

from srdesk.convert.claims import Order, Range
from srdesk.convert.importing.form import Form, Outlet

if TYPE_CHECKING:
    from onnx import ModelProto

SOURCE, RESULT = "srdesk_picture", "srdesk_enlarged"
_FLOAT = 1
_NUMBERS = {"float32": 1, "float16": 10, "float64": 11, "uint8": 2, "int32": 6, "uint16": 4}


class _Chain:
    """Operators one behind the other, and the constants they need."""

    def __init__(self, start: str, prefix: str, opset: int) -> None:
        self.end, self.nodes, self.constants = start, list[Any](), list[Any]()
        self._prefix, self._opset = prefix, opset

    def add(self, operator: str, *constants: np.ndarray[Any, Any], **attributes: Any) -> None:
        """Let an operator follow, with the end so far as its first input and constants as the others."""
        from onnx import helper, numpy_helper

        name = f"{self._prefix}_{len(self.nodes)}"
        names = [f"{name}_{n}" for n in range(len(constants))]
        self.constants += [numpy_helper.from_array(c, n) for c, n in zip(constants, names, strict=True)]
        self.nodes.append(helper.make_node(operator, [self.end, *names], [name], name=name, **attributes))
        self.end = name

    def repeat(self, count: int) -> None:
        """A batch of so many."""
        from onnx import helper

        name = f"{self._prefix}_{len(self.nodes)}"
        self.nodes.append(helper.make_node("Concat", [self.end] * count, [name], name=name, axis=0))
        self.end = name

    def axes(self, operator: str, *axes: int) -> None:
        """Squeeze or Unsqueeze; opset 13 moved their axes from the attributes to the inputs."""
        if self._opset >= 13:
            self.add(operator, np.array(axes, np.int64))
        else:
            self.add(operator, axes=list(axes))

    def cut(self, starts: list[int], ends: list[int], axes: list[int]) -> None:
        """Slice; opset 10 moved its bounds from the attributes to the inputs."""
        if self._opset >= 10:
            self.add("Slice", *(np.array(part, np.int64) for part in (starts, ends, axes)))
        else:
            self.add("Slice", starts=starts, ends=ends, axes=axes)

    def pad(self, before: int, after: int) -> None:
        """Repeat the picture's border."""
        pads = [0, 0, before, before, 0, 0, after, after]
        if self._opset >= 11:
            self.add("Pad", np.array(pads, np.int64), mode="edge")
        else:
            self.add("Pad", mode="edge", pads=pads)

    def blend(self, weights: np.ndarray[Any, Any], offset: np.ndarray[Any, Any]) -> None:
        """Every pixel's channels from those before, as a convolution of one pixel; nothing where nothing changes."""
        unchanged = weights.shape[0] == weights.shape[1] and np.array_equal(weights, np.eye(len(weights)))
        if not unchanged or offset.any():
            kernel = weights[:, :, None, None].astype(np.float32)
            self.add("Conv", kernel, offset.astype(np.float32), kernel_shape=[1, 1])


def normal_form(
    model: "ModelProto", form: Form, outlet: Outlet, *, ranges: tuple[Range, Range], order: Order
) -> "ModelProto":
    """A network that sees and makes what every network of srdesk does, around one that has its own ways.

    ``ranges`` are those of its input and of its output.
    """
    from onnx import ModelProto, helper

    wrapped = ModelProto()
    wrapped.CopyFrom(model)
    graph = wrapped.graph
    opset = next((one.version for one in model.opset_import if one.domain in ("", "ai.onnx")), 1)
    constants = {tensor.name for tensor in graph.initializer}
    entrance = next(value.name for value in graph.input if value.name not in constants)
    before = _entering(form, outlet, ranges[0], order, opset)
    after = _leaving(graph.output[outlet.index].name, outlet, ranges[1], order, opset)
    _lead_to(before, entrance)
    after.nodes[-1].output[0] = RESULT
    inner = list(graph.node)
    del graph.node[:], graph.input[:], graph.output[:], graph.value_info[:]
    graph.node.extend([*before.nodes, *inner, *after.nodes])
    graph.initializer.extend([*before.constants, *after.constants])
    seen = min(form.channels, 3)
    sides = normal_sides(form, outlet)
    graph.input.append(
        helper.make_tensor_value_info(SOURCE, _FLOAT, [1, seen, sides[0] or "height", sides[1] or "width"])
    )
    graph.output.append(helper.make_tensor_value_info(RESULT, _FLOAT, [1, seen, "H", "W"]))
    return wrapped


def normal_sides(form: Form, outlet: Outlet) -> tuple[int, int]:
    """The ``(height, width)`` that the normal form of a network takes, 0 where any will do."""
    border = border_of(outlet)
    return max(0, form.height - border), max(0, form.width - border)


def border_of(outlet: Outlet) -> int:
    """Pixels around a picture, over both sides together, that a network sees but does not enlarge."""
    return -(-outlet.missing // outlet.scale) if outlet.missing > 0 else 0


def _lead_to(chain: _Chain, name: str) -> None:
    """Have what a chain ends in be called as the network calls its input."""
    chain.nodes[-1].output[0] = name


def _entering(form: Form, outlet: Outlet, values: Range, order: Order, opset: int) -> _Chain:
    chain = _Chain(SOURCE, "srdesk_in", opset)
    black, white = values.ends
    seen = min(form.channels, 3)
    weights = _permutation(seen, order) * (white - black)
    offset = np.full(seen, black + (0.5 if form.whole else 0.0))  # conversion to whole numbers cuts off
    if form.channels == 4:
        weights = np.vstack([weights, np.zeros(3)])
        offset = np.append(offset, white)
    chain.blend(weights, offset)
    border = border_of(outlet)
    if border:
        chain.pad(border // 2, border - border // 2)
    if form.elements != "float32":
        chain.add("Cast", to=_NUMBERS[form.elements])
    if form.last:
        chain.add("Transpose", perm=[0, 2, 3, 1])
    if form.rank == 4 and form.batch > 1:
        chain.repeat(form.batch)
    elif form.rank == 3:
        chain.axes("Squeeze", 0)
    elif form.rank == 2:
        chain.axes("Squeeze", 0, 1)
    if not chain.nodes:
        chain.add("Identity")
    return chain


def _leaving(start: str, outlet: Outlet, values: Range, order: Order, opset: int) -> _Chain:
    chain, form = _Chain(start, "srdesk_out", opset), outlet.form
    if form.rank == 2:
        chain.axes("Unsqueeze", 0, 1)
    elif form.rank == 3:
        chain.axes("Unsqueeze", 0)
    if form.batch > 1:
        chain.cut([0], [1], [0])
    if form.last:
        chain.add("Transpose", perm=[0, 3, 1, 2])
    if form.elements != "float32":
        chain.add("Cast", to=_FLOAT)
    surplus = border_of(outlet) * outlet.scale - outlet.missing
    if surplus > 0:
        first = surplus // 2
        chain.cut([first] * 2, [first - surplus or 2**31 - 1] * 2, [2, 3])
    black, white = values.ends
    kept = min(form.channels, 3)
    weights = _permutation(kept, order) / (white - black)
    if form.channels == 4:
        weights = np.hstack([weights, np.zeros((3, 1))])
    chain.blend(weights, np.full(kept, -black / (white - black)))
    if not chain.nodes:
        chain.add("Identity")
    return chain


def _permutation(channels: int, order: Order) -> np.ndarray[Any, Any]:
    identity = np.eye(channels)
    return identity[::-1].copy() if order is Order.BGR and channels == 3 else identity
