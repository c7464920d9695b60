"""Frozen TensorFlow graphs from bytes to nodes whose constants are arrays."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.tensorflow.messages import message
from srdesk.errors import ModelError
from srdesk.texts import Text

Array = NDArray[Any]
Shape = tuple[int | None, ...]

MAX_NODES = 20_000
# Numbers in all constants together: what half a gigabyte of float32 holds. EDSR has 38.9 million.
MAX_NUMBERS = 128 * 2**20
_MAX_INPUTS = 256
_MAX_RANK = 8

_FLOAT, _HALF, _BFLOAT16 = 1, 19, 14
_TYPES: dict[int, tuple[np.dtype[Any], str]] = {
    _FLOAT: (np.dtype("<f4"), "float_val"),
    2: (np.dtype("<f8"), "double_val"),
    3: (np.dtype("<i4"), "int_val"),
    4: (np.dtype("u1"), "int_val"),
    5: (np.dtype("<i2"), "int_val"),
    6: (np.dtype("i1"), "int_val"),
    9: (np.dtype("<i8"), "int64_val"),
    10: (np.dtype("?"), "bool_val"),
    11: (np.dtype("i1"), "int_val"),
    12: (np.dtype("u1"), "int_val"),
    _BFLOAT16: (np.dtype("<u2"), "half_val"),
    _HALF: (np.dtype("<u2"), "half_val"),
}
_DAMAGED = Text("The file is damaged, or not a frozen TensorFlow graph.")
_FREEZE = Text("Networks have to be frozen: variables made constants, in one .pb file.")


@dataclass(frozen=True)
class Node:
    """One operation: ``inputs`` are names of nodes, with ``:n`` for an output but the first; no control inputs.

    ``attributes`` are strings, numbers, lists of them, a `Shape` (``None`` for a side that may be any, an attribute
    of ``None`` for any rank), and arrays: integers as they are, everything else as float32.
    """

    name: str
    op: str
    inputs: tuple[str, ...]
    attributes: Mapping[str, Any]


def parse(content: bytes) -> tuple[Node, ...]:
    """The nodes of a frozen graph in the order of the file.

    Raises `ModelError` for bytes that are no graph, for names that occur twice, and for a graph that is larger, or
    says that it is larger, than any network for pictures.
    """
    nodes = _read("GraphDef", content).node
    if not nodes:
        raise ModelError("This is not a TensorFlow graph, or an empty one.", hint=_FREEZE)
    if len(nodes) > MAX_NODES:
        raise ModelError(Text("The graph has {0} operators; more than {1} are not read.", len(nodes), MAX_NODES))
    found: dict[str, Node] = {}
    room = MAX_NUMBERS
    for raw in nodes:
        node = _node(_read("NodeDef", raw), room)
        if node.name in found:
            raise ModelError(Text("The graph has two nodes called {0!r}.", node.name))
        found[node.name] = node
        room -= sum(value.size for value in node.attributes.values() if isinstance(value, np.ndarray))
    return tuple(found.values())


def _read(name: str, content: bytes) -> Any:
    from google.protobuf.message import DecodeError

    read = message(name)
    try:
        read.ParseFromString(content)
    except DecodeError as error:
        raise ModelError("This is not a TensorFlow graph: it cannot be decoded.", hint=_DAMAGED) from error
    return read


def _node(read: Any, room: int) -> Node:
    if not read.name or not read.op or len(read.input) > _MAX_INPUTS:
        raise ModelError("This is not a TensorFlow graph: a node of it makes no sense.", hint=_DAMAGED)
    attributes = {entry.key: _value(entry.value, read.name, room) for entry in read.attr}
    inputs = tuple(name.removesuffix(":0") for name in read.input if not name.startswith("^"))
    return Node(read.name, read.op, inputs, attributes)


def _value(read: Any, name: str, room: int) -> Any:
    """The one thing that an attribute holds; scalars of value zero need not be in the file."""
    kinds = {field.name for field, _ in read.ListFields()}
    if "tensor" in kinds:
        return _array(read.tensor, name, room)
    if "shape" in kinds:
        return _shape(read.shape)
    if "list" in kinds:
        return next((list(values) for _, values in read.list.ListFields()), [])
    if "s" in kinds:
        return read.s.decode("utf-8", "replace")
    return next((getattr(read, kind) for kind in ("f", "i", "type", "b") if kind in kinds), 0)


def _shape(read: Any) -> Shape | None:
    if read.unknown_rank:
        return None
    if len(read.dim) > _MAX_RANK:
        raise ModelError(Text("A tensor of {0} dimensions is not read.", len(read.dim)))
    return tuple(dim.size if dim.size >= 0 else None for dim in read.dim)


def _array(read: Any, name: str, room: int) -> Array:
    if read.dtype not in _TYPES:
        raise ModelError(Text("The constant {0!r} has numbers of a kind ({1}) that is not read.", name, read.dtype))
    kind, field = _TYPES[read.dtype]
    shape = _shape(read.shape)
    if shape is None or None in shape:
        raise ModelError(Text("The constant {0!r} does not say what shape it has.", name), hint=_DAMAGED)
    size = math.prod(side or 0 for side in shape)
    if size > room:
        raise ModelError(Text("The constants of the graph have more than {0} numbers; that is too much.", MAX_NUMBERS))
    with np.errstate(over="ignore"):
        flat = _numbers(read.content, kind) if read.content else np.array(getattr(read, field)).astype(kind)
    if flat is None or not (flat.size == size or (0 < flat.size < size and not read.content)):
        raise ModelError(
            Text("The constant {0!r} has not as many numbers as its shape {1} says.", name, shape), hint=_DAMAGED
        )
    if flat.size < size:  # the last value stands for all that follow
        flat = np.concatenate([flat, np.broadcast_to(flat[-1:], size - flat.size)])
    return _widened(flat, read.dtype).reshape([side or 0 for side in shape])


def _numbers(content: bytes, kind: np.dtype[Any]) -> Array | None:
    return np.frombuffer(content, kind) if len(content) % kind.itemsize == 0 else None


def _widened(flat: Array, dtype: int) -> Array:
    """Every kind of float as float32."""
    if dtype == _HALF:
        return flat.view(np.float16).astype(np.float32)
    if dtype == _BFLOAT16:
        return (flat.astype(np.uint32) << 16).view(np.float32)
    with np.errstate(over="ignore"):
        return flat.astype(np.float32) if flat.dtype.kind == "f" else flat
