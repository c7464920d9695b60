"""A network of ncnn while it is written, layer by layer."""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Parameters = dict[int, float]
"""Numbers of a layer by their place in ncnn's own list for its kind."""

MAGIC = 7767517
_FLOAT32, _FLOAT16 = 0, 0x01306B47
_ALIGNMENT = 4


@dataclass(frozen=True)
class Layer:
    """One step; the names of what it reads and makes, its parameters, and lists of such."""

    kind: str
    inputs: tuple[str, ...]
    output: str
    parameters: Parameters
    lists: dict[int, tuple[float, ...]]


@dataclass(frozen=True)
class NcnnFiles:
    """The text of a ``.param`` file and the content of its ``.bin`` file."""

    param: str
    weights: bytes


class NcnnDraft:
    """Layers in the order in which they run, with their weights."""

    def __init__(self) -> None:
        self._layers: list[Layer] = []
        self._weights: list[bytes] = []

    def add(
        self,
        kind: str,
        inputs: Sequence[str],
        output: str,
        parameters: Parameters | None = None,
        lists: dict[int, tuple[float, ...]] | None = None,
    ) -> None:
        """Append a layer that makes ``output``, which must be new."""
        self._layers.append(Layer(kind, tuple(inputs), output, parameters or {}, lists or {}))

    def weigh(self, array: NDArray[np.generic], *, tagged: bool = False) -> None:
        """Append weights of the layer added last.

        Where ncnn looks for a tag before them, they may be stored in half precision, and are if they come so.
        """
        if not tagged:
            self._weights.append(_little(array, np.float32))
            return
        half = array.dtype == np.float16
        content = _little(array, np.float16 if half else np.float32)
        self._weights.append(struct.pack("<I", _FLOAT16 if half else _FLOAT32) + content)
        self._weights.append(bytes(-len(content) % _ALIGNMENT))

    def files(self, end: str) -> NcnnFiles:
        """Everything; ``end`` is the name of the network's result."""
        lines = list(_lines(_split(self._layers, end)))
        blobs = sum(len(made) for _, made in lines)
        text = "\n".join((str(MAGIC), f"{len(lines)} {blobs}", *(line for line, _ in lines)))
        return NcnnFiles(f"{text}\n", b"".join(self._weights))


def _little(array: NDArray[np.generic], kind: type[np.generic]) -> bytes:
    return np.ascontiguousarray(array, np.dtype(kind).newbyteorder("<")).tobytes()


Step = tuple[Layer, tuple[str, ...]]


def _split(layers: Sequence[Layer], end: str) -> Iterator[Step]:
    """The layers with what they make; each of that is read once, as ncnn wants it: by a layer that hands out copies."""
    readers = Counter(name for layer in layers for name in layer.inputs)
    given: Counter[str] = Counter()

    def copy(name: str) -> str:
        if readers[name] + (name == end) < 2:
            return name
        given[name] += 1
        return f"{name}_{given[name] - 1}"

    for layer in layers:
        inputs = tuple(copy(name) for name in layer.inputs)
        yield Layer(layer.kind, inputs, layer.output, layer.parameters, layer.lists), (layer.output,)
        count = readers[layer.output] + (layer.output == end)
        if count > 1:
            copies = tuple(f"{layer.output}_{number}" for number in range(count))
            yield Layer("Split", (layer.output,), f"{layer.output}_copies", {}, {}), copies


def _lines(steps: Iterable[Step]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A line for each layer, and the names of what it makes."""
    for number, (layer, made) in enumerate(steps):
        ends = " ".join((*layer.inputs, *made))
        numbers = [f"{place}={_number(value)}" for place, value in layer.parameters.items()]
        numbers += [
            f"{-23300 - place}={len(values)},{','.join(map(_number, values))}" for place, values in layer.lists.items()
        ]
        parts = (layer.kind, f"step{number}", str(len(layer.inputs)), str(len(made)), ends, *numbers)
        yield " ".join(parts), made


def _number(value: float) -> str:
    """What ncnn reads as an integer or as a float, which has an exponent."""
    return str(value) if isinstance(value, int) else f"{value:.9e}"
