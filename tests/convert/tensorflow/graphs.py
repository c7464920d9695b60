"""Small GraphDefs, written byte by byte and not with the reader's own messages."""

import struct
from dataclasses import dataclass

import numpy as np

FLOAT, DOUBLE, INT32, UINT8, INT64, QUINT8, BFLOAT16, HALF = 1, 2, 3, 4, 9, 12, 14, 19
_KINDS = {np.dtype(np.float32): FLOAT, np.dtype(np.int32): INT32, np.dtype(np.int64): INT64}


@dataclass(frozen=True)
class Kind:
    """An attribute that is a type."""

    number: int


@dataclass(frozen=True)
class Raw:
    """An attribute, or a whole node, that is written already."""

    content: bytes


def varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def field(number: int, payload: bytes | int) -> bytes:
    if isinstance(payload, int):
        return varint(number << 3) + varint(payload)
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def single(number: int, value: float) -> bytes:
    return varint(number << 3 | 5) + struct.pack("<f", value)


def shape(*sides: int) -> bytes:
    return b"".join(field(2, field(1, side)) for side in sides)


def tensor(kind: int, sides: tuple[int, ...], rest: bytes) -> Raw:
    """A tensor attribute whose numbers are written already."""
    return Raw(field(8, field(1, kind) + field(2, shape(*sides)) + rest))


def array(values: np.ndarray, kind: int = 0) -> Raw:
    values = np.asarray(values)
    return tensor(kind or _KINDS[values.dtype], values.shape, field(4, values.tobytes()))


def attribute(value: object) -> bytes:
    match value:
        case Raw():
            return value.content
        case Kind():
            return field(6, value.number)
        case bool():
            return field(5, int(value))
        case int():
            return field(3, value)
        case float():
            return single(4, value)
        case str():
            return field(2, value.encode())
        case list():
            return field(1, field(3, b"".join(varint(item) for item in value)))
        case tuple():
            return field(7, shape(*value))
    return array(value).content


def node(name: str, op: str, *inputs: str, **attributes: object) -> bytes:
    written = field(1, name.encode()) + field(2, op.encode())
    written += b"".join(field(3, one.encode()) for one in inputs)
    for key, value in attributes.items():
        written += field(5, field(1, key.encode()) + field(2, attribute(value)))
    return field(1, written)


def const(name: str, value: object) -> bytes:
    return node(name, "Const", value=value if isinstance(value, Raw) else np.asarray(value), dtype=Kind(FLOAT))


def picture(name: str = "x", *sides: int, kind: int = FLOAT) -> bytes:
    return node(name, "Placeholder", dtype=Kind(kind), **({"shape": sides} if sides else {}))


def conv(name: str, source: str, filters: str, padding: str = "SAME", **attributes: object) -> bytes:
    return node(
        name,
        "Conv2D",
        source,
        filters,
        **{"strides": [1, 1, 1, 1], "padding": padding, "data_format": "NHWC"} | attributes,
    )


def rectifier(name: str, source: str, slope: np.ndarray) -> bytes:
    """As OpenCV's FSRCNN has it: ``relu(x) + slope * (x - |x|) * 0.5``."""
    return b"".join(
        (
            const(f"{name}/alpha", slope),
            const(f"{name}/half", np.float32(0.5)),
            node(f"{name}/relu", "Relu", source),
            node(f"{name}/abs", "Abs", source),
            node(f"{name}/sub", "Sub", source, f"{name}/abs"),
            node(f"{name}/mul", "Mul", f"{name}/alpha", f"{name}/sub"),
            node(f"{name}/scaled", "Mul", f"{name}/mul", f"{name}/half"),
            node(name, "Add", f"{name}/relu", f"{name}/scaled"),
        )
    )


def small_network(scale: int = 2, channels: int = 1) -> bytes:
    """A network like FSRCNN, with one of everything that OpenCV's files have."""
    rng = np.random.default_rng(7)

    def weights(*sides: int) -> np.ndarray:
        return (rng.random(sides, np.float32) - 0.5) / np.float32(np.sqrt(np.prod(sides[:3])))

    stored = rng.integers(0, 256, (3, 3, 6, channels * scale**2), np.uint8)
    return b"".join(
        (
            picture(),
            const("f1", weights(5, 5, channels, 6)),
            const("b1", weights(6)),
            const("f2/stored", array(stored, QUINT8)),
            const("f2/min", np.float32(-0.31)),
            const("f2/max", np.float32(0.27)),
            node("f2", "Dequantize", "f2/stored", "f2/min", "f2/max", mode="MIN_FIRST", T=Kind(QUINT8)),
            const("b2", weights(channels)),
            const("perm", np.array([0, 3, 1, 2], np.int32)),
            conv("conv1", "x", "f1"),
            node("sum1", "Add", "conv1", "b1"),
            rectifier("act1", "sum1", weights(6)),
            conv("conv2", "act1", "f2"),
            node("shuffled", "DepthToSpace", "conv2", block_size=scale, data_format="NHWC"),
            node("NHWC_output", "BiasAdd", "shuffled", "b2", data_format="NHWC"),
            node("NCHW_output", "Transpose", "NHWC_output", "perm"),
        )
    )
