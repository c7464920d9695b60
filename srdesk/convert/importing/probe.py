"""Probing: a network is tried until it is known what it takes and what it makes."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.findings import Findings
from srdesk.convert.importing.form import Floats, Form, Outlet, forms_of, port_of
from srdesk.convert.importing.natural import Pair, natural_pair
from srdesk.convert.importing.normal import normal_form, normal_sides
from srdesk.convert.importing.reach import Reach, reach_of
from srdesk.convert.importing.trial import Runner, fitting, lattice_of
from srdesk.convert.importing.weight import bytes_per_pixel, precision_of
from srdesk.errors import ModelError
from srdesk.imaging.resample import enlarge_floats, reduce_floats
from srdesk.lattice import Lattice
from srdesk.models import graph
from srdesk.models.spec import LARGEST_SCALE, Color
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto

# A range or an order of colours has to be this much better (dB) than a likelier one.
_CLEARLY = 0.1
# What a network makes, reduced again, may be this far from its source (root mean square, 0..1).
_STRANGE = 0.12
_SAME = 6e-3
# What a network makes of a picture's border says nothing of it.
_RIM = 8
_BORDER = 6.0


@dataclass(frozen=True)
class Reading:
    """One way to read a network, and how near to the original it comes that way (dB)."""

    source: Range
    result: Range
    order: Order
    nearness: float


def probe(model: "ModelProto", claims: Claims) -> tuple["ModelProto", Findings]:
    """A network's normal form, and what it was before; what is claimed is not tried.

    Takes seconds to minutes. Raises `ModelError` that says why a network is none for pictures.
    """
    port = port_of(model)
    form, outlet, size = fitting(Runner(model), port, forms_of(port))
    if outlet.scale > LARGEST_SCALE:
        raise ModelError(
            Text("The network enlarges {0} times.", outlet.scale),
            hint=Text("srdesk knows enlargements of 1 to {0} times.", LARGEST_SCALE),
        )
    first = Subject(model, form, outlet)
    sides = normal_sides(form, outlet)
    plain = Runner(first.normal(*_first_ranges(form), Order.RGB))
    lattice = lattice_of(
        plain, Form(4, last=False, channels=min(form.channels, 3), width=sides[1], height=sides[0]), outlet.scale, size
    )
    pair = natural_pair(outlet.scale, lattice, luma=form.channels == 1)
    reading, ordered = first.read(pair, claims)
    final = first.normal(reading.source, reading.result, reading.order)
    runner = Runner(final)
    _refuse_nonsense(runner, pair, outlet.scale)
    reach = reach_of(final, runner, lattice, outlet.scale)
    return final, _found(first, reading, ordered, lattice, reach, runner, pair)


@dataclass(frozen=True)
class Subject:
    """A network whose form is known, to be read in one way or another."""

    model: "ModelProto"
    form: Form
    outlet: Outlet

    def normal(self, source: Range, result: Range, order: Order) -> "ModelProto":
        return normal_form(self.model, self.form, self.outlet, ranges=(source, result), order=order)

    def read(self, pair: Pair, claims: Claims) -> tuple[Reading, bool]:
        """The reading that comes nearest to the original, and whether the order of colours is certain."""
        told = means_told(self.model)
        values, order = claims.range or told.range, claims.order or told.order
        sources = [values] if values else self._ranges(self.form)
        results = [values] if values else self._ranges(self.outlet.form)
        best = self._best(sources, results, order or Order.RGB, pair)
        if self.form.channels < 3 or order:
            return best, True
        return self._ordered(best, pair)

    def _ordered(self, best: Reading, pair: Pair) -> tuple[Reading, bool]:
        """Tell the order by how the network does with either."""
        other = self._tried(best.source, best.result, Order.BGR, pair)
        if abs(other[0].nearness - best.nearness) > _CLEARLY:
            return max(other[0], best, key=lambda reading: reading.nearness), True
        same = np.abs(other[1] - self._tried(best.source, best.result, Order.RGB, pair)[1]).max() < _SAME
        return best, bool(same)

    def _best(self, sources: list[Range], results: list[Range], order: Order, pair: Pair) -> Reading:
        made = {source: self._tried(source, Range.UNIT, order, pair)[1] for source in sources}
        likely = sorted(itertools.product(sources, results), key=lambda way: way[0] is not way[1])
        found = (Reading(s, r, order, nearness(_as_unit(made[s], r), pair)) for s, r in likely)
        best = next(found)
        for other in found:
            best = other if other.nearness > best.nearness + _CLEARLY else best
        return best

    def _tried(self, source: Range, result: Range, order: Order, pair: Pair) -> tuple[Reading, Floats]:
        made = Runner(self.normal(source, result, order)).enlarged(pair.low)
        return Reading(source, result, order, nearness(made, pair)), made

    def _ranges(self, form: Form) -> list[Range]:
        return [Range.BYTE] if form.whole else [Range.UNIT, Range.BYTE, Range.SIGNED]


def _first_ranges(form: Form) -> tuple[Range, Range]:
    source = Range.BYTE if form.whole else Range.UNIT
    return source, Range.UNIT


def _as_unit(made: Floats, values: Range) -> Floats:
    """What was made, with black and white at 0 and 1."""
    black, white = values.ends
    return (made - np.float32(black)) / np.float32(white - black)


def nearness(made: Floats, pair: Pair) -> float:
    """PSNR in dB of what was made; -100 for what is no number.

    Borders count where they went badly wrong only: what a network sees beyond them suits some ranges better.
    """
    if not np.isfinite(made).all():
        return -100.0
    rim = _RIM * (pair.high.shape[1] // pair.low.shape[1])
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


def _refuse_nonsense(runner: Runner, pair: Pair, scale: int) -> None:
    made = runner.enlarged(pair.low)
    if not np.isfinite(made).all():
        raise ModelError("The network makes numbers that are not finite.", hint="It may be damaged or half a network.")
    reduced = reduce_floats(made.clip(0, 1).transpose(1, 2, 0), scale).transpose(2, 0, 1)
    off = float(np.sqrt(np.square(reduced - pair.low).mean()))
    if off > _STRANGE:
        raise ModelError(
            Text("What the network makes of a photo is no enlargement of it (off by {0:.2f}).", off),
            hint="It may be for something else, or need its input prepared in a way srdesk does not know.",
        )


def _found(
    subject: Subject,
    reading: Reading,
    ordered: bool,
    lattice: Lattice,
    reach: Reach,
    runner: Runner,
    pair: Pair,
) -> Findings:
    form, scale = subject.form, subject.outlet.scale
    plain = enlarge_floats(pair.low.transpose(1, 2, 0), scale).transpose(2, 0, 1)
    return Findings(
        layout=form.layout,
        elements=form.elements,
        source=reading.source,
        result=reading.result,
        order=reading.order,
        ordered=ordered,
        color=Color.LUMA if form.channels == 1 else Color.RGB,
        precision=precision_of(subject.model),
        scale=scale,
        lattice=lattice,
        halo=reach.halo,
        local=reach.local,
        gain=nearness(runner.enlarged(pair.low), pair) - nearness(plain, pair) if scale > 1 else 0.0,
        parameters=graph.parameters(subject.model),
        operations=graph.operations(subject.model),
        bytes_per_pixel=bytes_per_pixel(runner, lattice, min(form.channels, 3)),
    )
