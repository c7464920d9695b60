"""Probing: a network is tried until it is known what it takes and what it makes."""

from typing import TYPE_CHECKING

import numpy as np

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.findings import Findings
from srdesk.convert.importing.form import Form, forms_of, port_of
from srdesk.convert.importing.natural import Pair, natural_pairs
from srdesk.convert.importing.normal import normal_sides
from srdesk.convert.importing.reach import Reach, reach_of
from srdesk.convert.importing.trial import Runner, fitting, lattice_of
from srdesk.convert.importing.ways import Reading, Subject, nearness
from srdesk.convert.importing.weight import bytes_per_pixel, precision_of
from srdesk.errors import ModelError
from srdesk.imaging.resample import enlarge_floats, reduce_floats
from srdesk.lattice import Lattice
from srdesk.models import graph
from srdesk.models.spec import LARGEST_SCALE, Color
from srdesk.texts import Text

if TYPE_CHECKING:
    from onnx import ModelProto

# What a network makes, reduced again, may be this far from its source (root mean square, 0..1).
_STRANGE = 0.12


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
    pairs = natural_pairs(outlet.scale, lattice, luma=form.channels == 1)
    reading = first.read(pairs, claims)
    final = first.normal(reading.source, reading.result, reading.order)
    runner = Runner(final)
    _refuse_nonsense(runner, pairs[0], outlet.scale)
    reach = reach_of(final, runner, lattice, outlet.scale)
    return final, _found(first, reading, lattice, reach, runner, pairs[0])


def _first_ranges(form: Form) -> tuple[Range, Range]:
    source = Range.BYTE if form.whole else Range.UNIT
    return source, Range.UNIT


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


def _found(subject: Subject, reading: Reading, lattice: Lattice, reach: Reach, runner: Runner, pair: Pair) -> Findings:
    form, scale = subject.form, subject.outlet.scale
    plain = enlarge_floats(pair.low.transpose(1, 2, 0), scale).transpose(2, 0, 1)
    return Findings(
        layout=form.layout,
        elements=form.elements,
        source=reading.source,
        result=reading.result,
        order=reading.order,
        ordered=reading.ordered,
        ranged=reading.ranged,
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
