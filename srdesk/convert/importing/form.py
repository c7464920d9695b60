"""Form: how a network wants a picture's numbers arranged, and how it arranges its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srdesk.errors import ModelError
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto, ValueInfoProto

Array = NDArray[np.generic]
Floats = NDArray[np.float32]

CHANNELS = (3, 1, 4)
"""Colours, brightness alone, colours with transparency."""

# By the numbers that ONNX has for them.
ELEMENTS = {1: "float32", 10: "float16", 11: "float64", 2: "uint8", 6: "int32", 4: "uint16"}
_TEXT = 8
_WORDS = ("input_ids", "token", "attention_mask", "position_ids", "text", "prompt")


@dataclass(frozen=True)
class Port:
    """A network's input as it is declared: ``dims`` are 0 where any number will do."""

    name: str
    elements: str
    dims: tuple[int, ...]


@dataclass(frozen=True)
class Form:
    """An arrangement of ``channels`` planes: in how many dimensions, colours before or behind the pixels, in a batch.

    ``width`` and ``height`` are 0 where any number will do. ``elements`` is the type of the numbers, by NumPy's name.
    """

    rank: int
    last: bool
    channels: int
    batch: int = 1
    width: int = 0
    height: int = 0
    elements: str = "float32"

    @property
    def layout(self) -> str:
        """As the field calls it."""
        return {2: "HW", 3: "HWC" if self.last else "CHW"}.get(self.rank, "NHWC" if self.last else "NCHW")

    @property
    def whole(self) -> bool:
        """Whether the numbers are whole ones."""
        return np.issubdtype(np.dtype(self.elements), np.integer)

    def arranged(self, planes: Floats) -> Array:
        """``C x h x w`` as the network wants it."""
        array = np.rint(planes) if self.whole else planes
        if self.last:
            array = array.transpose(1, 2, 0)
        if self.rank == 4:
            array = np.stack([array] * self.batch)
        elif self.rank == 2:
            array = array[0]
        return np.ascontiguousarray(array, dtype=self.elements)


def port_of(model: "ModelProto") -> Port:
    """The one input of a network for pictures; raises `ModelError` that says what else it is for."""
    constants = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in constants]
    if not inputs:
        raise ModelError("The network has no input.", hint="It makes something of nothing, not of a picture.")
    for value in inputs:
        if value.type.tensor_type.elem_type == _TEXT or any(word in value.name.lower() for word in _WORDS):
            raise ModelError(
                Text("The network reads text ({0}) and would need a tokenizer; it is not for pictures.", value.name),
                hint="srdesk takes networks that make a picture of a picture.",
            )
    if len(inputs) > 1:
        names = ", ".join(value.name for value in inputs[:6])
        raise ModelError(
            Text("The network has {0} inputs ({1}), not one picture.", len(inputs), names),
            hint="Export it with everything but the picture fixed.",
        )
    return _port(inputs[0])


def _port(value: "ValueInfoProto") -> Port:
    tensor = value.type.tensor_type
    elements = ELEMENTS.get(tensor.elem_type)
    if elements is None:
        raise ModelError(
            Text("The network's input {0!r} does not take a picture's numbers.", value.name),
            hint="srdesk takes networks that make a picture of a picture.",
        )
    dims = tuple(max(0, dim.dim_value) for dim in tensor.shape.dim) if tensor.HasField("shape") else (0, 0, 0, 0)
    return Port(value.name, elements, dims)


def forms_of(port: Port) -> list[Form]:
    """Every form that an input may have, the likeliest first; raises `ModelError` if a picture has no such form."""
    rank = len(port.dims)
    if rank not in (2, 3, 4):
        raise ModelError(
            Text("The network takes arrays of {0} dimensions, not pictures.", rank),
            hint="Pictures have four: a batch of one, channels, height, width. Videos and lists of numbers do not fit.",
        )
    found = sorted(_possible(port, rank), key=lambda form: _likelihood(form, port), reverse=True)
    if not found:
        raise ModelError(
            Text("The network's input has the shape {0}: no picture of 1, 3 or 4 channels.", list(port.dims)),
            hint="srdesk takes networks that make a picture of a picture.",
        )
    return found


def _possible(port: Port, rank: int) -> Iterator[Form]:
    dims = port.dims
    if rank == 2:
        yield Form(2, last=False, channels=1, height=dims[0], width=dims[1], elements=port.elements)
        return
    batch, (first, second, third) = (dims[0], dims[1:]) if rank == 4 else (1, dims)
    if batch > 64:
        return
    for last, channels, height, width in ((False, first, second, third), (True, third, first, second)):
        for count in CHANNELS if channels == 0 else (channels,):
            if count in CHANNELS:
                yield Form(rank, last, count, max(1, batch), width, height, port.elements)


def _likelihood(form: Form, port: Port) -> tuple[bool, bool, int]:
    """Declared channels first, then channels in front, then colours."""
    declared = port.dims[-1 if form.last else -3] if form.rank > 2 else 1
    return declared > 0, not form.last, -CHANNELS.index(form.channels)


@dataclass(frozen=True)
class Outlet:
    """Where and how a network's output has the picture: ``scale`` times as large, ``missing`` pixels short of that.

    What is missing (or too much, if it is negative) is counted over both sides together.
    """

    index: int
    form: Form
    scale: int
    missing: int

    def planes(self, array: Array) -> Floats:
        """``C x H x W`` of what the network made; transparency is left out."""
        if self.form.rank == 4:
            array = array[0]
        elif self.form.rank == 2:
            array = array[None]
        planes = array.transpose(2, 0, 1) if self.form.last else array
        return planes[: 3 if len(planes) == 4 else None].astype(np.float32)


def outlet_of(outputs: list[Array], form: Form, size: tuple[int, int]) -> Outlet | None:
    """The output that is the largest picture of a source of ``(height, width)``; ``None`` if none is one."""
    found = []
    for index, array in enumerate(outputs):
        for shaped in _shapes_of(array, form):
            steps = _scale(size, _sides(array, shaped))
            if steps is not None:
                found.append(Outlet(index, shaped, *steps))
    return max(found, key=lambda outlet: (outlet.scale, -abs(outlet.missing)), default=None)


def _sides(array: Array, form: Form) -> tuple[int, int]:
    return array.shape[-3:-1] if form.last else array.shape[-2:]


def _shapes_of(array: Array, form: Form) -> Iterator[Form]:
    """Forms that an output may have; that of the input first."""
    if array.ndim == 2 and form.channels == 1:
        yield Form(2, last=False, channels=1, elements=str(array.dtype))
    if array.ndim not in (3, 4) or array.dtype.name not in ELEMENTS.values():
        return
    for last in (form.last, not form.last):
        channels = array.shape[-1 if last else -3]
        if channels == form.channels or {channels, form.channels} == {3, 4}:
            batch = array.shape[0] if array.ndim == 4 else 1
            yield Form(array.ndim, last, channels, batch, elements=str(array.dtype))


def _scale(source: tuple[int, int], result: tuple[int, int]) -> tuple[int, int] | None:
    """``(scale, missing pixels)``, the same along both axes; ``None`` where there is no such whole number."""
    (h, w), (height, width) = source, result
    if h != w:
        scale, rest = divmod(height - width, h - w)
    else:
        scale, rest = max(1, -(-height // h)) if height % h else height // h, 0
        if height != width:
            return None
    missing = scale * h - height
    if rest or scale < 1 or 2 * abs(missing) > scale * min(h, w):
        return None
    return scale, missing
