"""A network as a TensorFlow Lite file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from srdesk.models.tflite.network import OPTIONS, Field, Kind, Network, Op, Operator, Quantization, Tensor

if TYPE_CHECKING:
    from flatbuffers import Builder

IDENTIFIER = b"TFL3"
SCHEMA = 3
ALIGNMENT = 16
_NARROW = 127
"""The last number of an operator that the old field for it can hold."""


def written(network: Network) -> bytes:
    """The file; the same network gives the same bytes."""
    import flatbuffers

    builder = flatbuffers.Builder(1 << 16)
    kinds = {index: tensor.kind for index, tensor in enumerate(network.tensors)}
    codes = list(dict.fromkeys((step.op, _version(step, kinds)) for step in network.operators))
    buffers, subgraph = _buffers(builder, network.tensors), _subgraph(builder, network, codes)
    description = builder.CreateString("srdesk")
    roots = {
        0: (builder.PrependUint32Slot, SCHEMA),
        1: _offset(builder, _offsets(builder, [_code(builder, *code) for code in codes])),
        2: _offset(builder, _offsets(builder, [subgraph])),
        3: _offset(builder, description),
        4: _offset(builder, _offsets(builder, buffers)),
    }
    builder.Finish(_table(builder, 5, roots), file_identifier=IDENTIFIER)
    return bytes(builder.Output())


def _version(step: Operator, kinds: dict[int, Kind]) -> int:
    """The version of an operator that takes what it is given: all of them are older than any runtime in use."""
    stored = kinds[step.inputs[-1] if step.op is Op.TRANSPOSE_CONV else step.inputs[0]]
    if step.op in (Op.CONV_2D, Op.DEPTHWISE_CONV_2D, Op.TRANSPOSE_CONV):
        return 3 if stored is Kind.INT8 else 1
    if step.op is Op.DEQUANTIZE:
        return {Kind.FLOAT16: 3, Kind.INT8: 2}.get(stored, 1)
    return 2 if stored is Kind.INT8 else 1


_Slots = dict[int, tuple[Callable[..., None], float]]


def _table(builder: "Builder", size: int, slots: _Slots) -> int:
    builder.StartObject(size)
    for slot, (prepend, value) in slots.items():
        prepend(slot, value, 0)
    return int(builder.EndObject())


def _offset(builder: "Builder", place: int) -> tuple[Callable[..., None], float]:
    return builder.PrependUOffsetTRelativeSlot, place


def _offsets(builder: "Builder", places: Sequence[int]) -> int:
    builder.StartVector(4, len(places), 4)
    for place in reversed(places):
        builder.PrependUOffsetTRelative(place)
    return int(builder.EndVector())


def _numbers(builder: "Builder", numbers: Sequence[float], form: str) -> int:
    size, prepend = {
        "i": (4, builder.PrependInt32),
        "q": (8, builder.PrependInt64),
        "f": (4, builder.PrependFloat32),
    }[form]
    builder.StartVector(size, len(numbers), size)
    for number in reversed(numbers):
        prepend(number)
    return int(builder.EndVector())


def _code(builder: "Builder", op: Op, version: int) -> int:
    slots: _Slots = {
        0: (builder.PrependInt8Slot, min(op, _NARROW)),
        2: (builder.PrependInt32Slot, version),
        3: (builder.PrependInt32Slot, op),
    }
    return _table(builder, 4, slots)


def _buffers(builder: "Builder", tensors: Sequence[Tensor]) -> list[int]:
    """One buffer for each tensor behind the empty one that the format wants first."""
    return [_buffer(builder, content) for content in (None, *(tensor.content for tensor in tensors))]


def _buffer(builder: "Builder", content: bytes | None) -> int:
    if content is None:
        return _table(builder, 1, {})
    builder.StartVector(1, len(content), ALIGNMENT)
    builder.head -= len(content)
    builder.Bytes[builder.head : builder.head + len(content)] = content
    return _table(builder, 1, {0: _offset(builder, builder.EndVector())})


def _subgraph(builder: "Builder", network: Network, codes: list[tuple[Op, int]]) -> int:
    kinds = {index: tensor.kind for index, tensor in enumerate(network.tensors)}
    tensors = [_tensor(builder, index, tensor) for index, tensor in enumerate(network.tensors)]
    steps = [_operator(builder, step, codes.index((step.op, _version(step, kinds)))) for step in network.operators]
    name = builder.CreateString("main")
    slots: _Slots = {
        0: _offset(builder, _offsets(builder, tensors)),
        1: _offset(builder, _numbers(builder, network.inputs, "i")),
        2: _offset(builder, _numbers(builder, network.outputs, "i")),
        3: _offset(builder, _offsets(builder, steps)),
        4: _offset(builder, name),
    }
    return _table(builder, 5, slots)


def _tensor(builder: "Builder", index: int, tensor: Tensor) -> int:
    slots: _Slots = {
        0: _offset(builder, _numbers(builder, tensor.shape, "i")),
        1: (builder.PrependInt8Slot, tensor.kind),
        2: (builder.PrependUint32Slot, 0 if tensor.content is None else index + 1),
        3: _offset(builder, builder.CreateString(tensor.name)),
    }
    if tensor.quantization:
        slots[4] = _offset(builder, _quantization(builder, tensor.quantization))
    if tensor.signature:
        slots[7] = _offset(builder, _numbers(builder, tensor.signature, "i"))
    return _table(builder, 8, slots)


def _quantization(builder: "Builder", quantization: Quantization) -> int:
    slots: _Slots = {
        2: _offset(builder, _numbers(builder, quantization.scale, "f")),
        3: _offset(builder, _numbers(builder, quantization.zero_point, "q")),
        6: (builder.PrependInt32Slot, quantization.axis),
    }
    return _table(builder, 7, slots)


def _operator(builder: "Builder", step: Operator, code: int) -> int:
    slots: _Slots = {
        0: (builder.PrependUint32Slot, code),
        1: _offset(builder, _numbers(builder, step.inputs, "i")),
        2: _offset(builder, _numbers(builder, step.outputs, "i")),
    }
    table = OPTIONS.get(step.op)
    if table:
        slots[3] = (builder.PrependUint8Slot, table.number)
        slots[4] = _offset(builder, _options(builder, table.fields, step.options))
    return _table(builder, 5, slots)


def _options(builder: "Builder", fields: Sequence[Field], options: dict[str, float]) -> int:
    prepend = {"b": builder.PrependInt8Slot, "i": builder.PrependInt32Slot, "f": builder.PrependFloat32Slot}
    builder.StartObject(1 + max(field.slot for field in fields))
    for field in fields:
        prepend[field.form](field.slot, options.get(field.name, field.default), field.default)
    return int(builder.EndObject())
