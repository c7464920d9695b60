"""The ways to read a network whose form is known, and which of them fits photos: range of values, order of colours."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.form import Floats, Form, Outlet
from srdesk.convert.importing.natural import Pair
from srdesk.convert.importing.normal import normal_form
from srdesk.convert.importing.trial import Runner, no_picture

if TYPE_CHECKING:
    from onnx import ModelProto

# A range has to be this much better (dB) than a likelier one; one that is no more than that behind may be meant.
_CLEARLY = 0.1
# Readings that come to this (root mean square, 0..1) are one: half a step of eight bits, and two and a half.
_SAME_COLOURS, _SAME_VALUES = 0.5 / 255, 2.5 / 255
# Source pixels over which colours are averaged: detail apart, the colours themselves.
_BLOCK = 8
# Colours are kept if they are off by less than two steps, and more clearly than another way if by a third as much.
_KEPT, _CLEARER = 2.0 / 255, 3.0
# What borders may be worse than the inside (dB).
_BORDER = 6.0


@dataclass(frozen=True)
class Reading:
    """One way to read a network, and how near to the original it comes that way (dB).

    ``ordered`` and ``ranged`` are whether order and ranges are certain, or of no consequence.
    """

    source: Range
    result: Range
    order: Order
    nearness: float
    ordered: bool = True
    ranged: bool = True


@dataclass(frozen=True)
class Subject:
    """A network whose form is known, to be read in one way or another."""

    model: "ModelProto"
    form: Form
    outlet: Outlet

    def normal(self, source: Range, result: Range, order: Order) -> "ModelProto":
        return normal_form(self.model, self.form, self.outlet, ranges=(source, result), order=order)

    def read(self, pairs: Sequence[Pair], claims: Claims) -> Reading:
        """The reading that comes nearest to the originals; the first decides on ranges, all on the order of colours."""
        told = means_told(self.model)
        values, order = claims.range or told.range, claims.order or told.order
        sources = [values] if values else _ranges(self.form)
        results = [values] if values else _ranges(self.outlet.form)
        best = self._best(sources, results, order or Order.RGB, pairs[0])
        return best if self.form.channels < 3 or order else self._ordered(best, pairs)

    def _best(self, sources: list[Range], results: list[Range], order: Order, pair: Pair) -> Reading:
        made = {source: self._maker(source, Range.UNIT, order)(pair.low) for source in sources}
        likely = sorted(itertools.product(sources, results), key=lambda way: way[0] is not way[1])
        found = [Reading(s, r, order, nearness(_as_unit(made[s], r), pair)) for s, r in likely]
        best = found[0]
        for other in found:
            best = other if other.nearness > best.nearness + _CLEARLY else best
        rim = pair.rim * self.outlet.scale
        seen = {
            (one.source, one.result): _as_unit(made[one.source], one.result)[:, rim:-rim, rim:-rim] for one in found
        }
        others = (one for one in found if one.nearness > best.nearness - _CLEARLY)
        away = [_away(seen[one.source, one.result], seen[best.source, best.result]) for one in others]
        return replace(best, ranged=max(away) <= _SAME_VALUES)

    def _ordered(self, best: Reading, pairs: Sequence[Pair]) -> Reading:
        """Tell the order by which of the two keeps the colours of pictures, where it matters at all.

        How near the details come tells nothing: photos differ more in their colours than networks do in their order.
        """
        side = _BLOCK * self.outlet.scale
        wanted = [_colours(pair.high, side) for pair in pairs]
        one, other = (
            [_colours(maker(pair.low), side) for pair in pairs]
            for maker in (self._maker(best.source, best.result, order) for order in (Order.RGB, Order.BGR))
        )
        if _farthest(one, other) < _SAME_COLOURS:
            return best
        ours, theirs = (_farthest(made, wanted) for made in (one, other))
        if min(ours, theirs) > _KEPT or max(ours, theirs) < _CLEARER * min(ours, theirs):
            return replace(best, ordered=False)
        return best if ours < theirs else replace(best, order=Order.BGR)

    def _maker(self, source: Range, result: Range, order: Order) -> Callable[[Floats], Floats]:
        return Runner(self.normal(source, result, order)).enlarged


def _farthest(some: Sequence[Floats], others: Sequence[Floats]) -> float:
    return max(_away(one, other) for one, other in zip(some, others, strict=True))


def _colours(made: Floats, side: int) -> Floats:
    """The mean colours of blocks, ``C x h x w``."""
    channels, height, width = made.shape[0], made.shape[1] // side, made.shape[2] // side
    blocks = made[:, : height * side, : width * side].reshape(channels, height, side, width, side)
    means: Floats = blocks.mean(axis=(2, 4))
    return means


def _ranges(form: Form) -> list[Range]:
    return [Range.BYTE] if form.whole else [Range.UNIT, Range.BYTE, Range.SIGNED]


def _away(one: Floats, other: Floats) -> float:
    """How far apart two results are (root mean square), as far as they can be seen."""
    return float(np.sqrt(np.square(one.clip(0, 1) - other.clip(0, 1), dtype=np.float64).mean()))


def _as_unit(made: Floats, values: Range) -> Floats:
    """What was made, with black and white at 0 and 1."""
    black, white = values.ends
    return (made - np.float32(black)) / np.float32(white - black)


def nearness(made: Floats, pair: Pair) -> float:
    """PSNR in dB of what was made; -100 for what is no number.

    Borders count where they went badly wrong only: what a network sees beyond them suits some ranges better. Raises
    `ModelError` for what is not as large as the original.
    """
    if made.shape != pair.high.shape:
        raise no_picture([made], pair.low.shape[1:])
    if not np.isfinite(made).all():
        return -100.0
    rim = pair.rim * (pair.high.shape[1] // pair.low.shape[1])
    squares = np.square(made.clip(-1, 2) - pair.high, dtype=np.float64)
    whole, inner = (
        float(-10 * np.log10(max(part.mean(), 1e-10))) for part in (squares, squares[:, rim:-rim, rim:-rim])
    )
    return min(inner, whole + _BORDER)


# Means of the colours of photos, red first, that networks subtract: DIV2K's and ImageNet's.
_MEANS = ((0.4488, 0.4371, 0.4040), (0.485, 0.456, 0.406))


def means_told(model: "ModelProto") -> Claims:
    """What a network says by the means of colours that it holds; nothing if it holds none."""
    for values in _triples(model):
        for means, span in itertools.product(_MEANS, (Range.UNIT, Range.BYTE)):
            expected = np.multiply(means, span.ends[1])
            for order, triple in ((Order.RGB, expected), (Order.BGR, expected[::-1])):
                if np.allclose(values, triple, rtol=0.01):
                    return Claims(order, span)
    return Claims()


def _triples(model: "ModelProto") -> Iterator[NDArray[np.float64]]:
    """Every three constants that belong together, without their signs."""
    from onnx import numpy_helper

    inline = (attribute.t for node in model.graph.node if node.op_type == "Constant" for attribute in node.attribute)
    for tensor in (*model.graph.initializer, *inline):
        if np.prod(tensor.dims) == 3:
            yield np.abs(numpy_helper.to_array(tensor).astype(np.float64).ravel())
