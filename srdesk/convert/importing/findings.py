"""Findings: what trying a network told about it."""

from dataclasses import dataclass

from srdesk.convert.claims import Order, Range
from srdesk.lattice import ANY, Lattice
from srdesk.models.convention import Convention
from srdesk.models.spec import Color, Precision


@dataclass(frozen=True)
class Findings:
    """What a network takes and makes, as it came; afterwards it is in its normal form.

    ``layout`` and ``elements`` are those of its input; ``gain`` is how much nearer than bicubic it came to a known
    original, in dB. ``order`` is what was taken for its order of colours; ``ordered`` is whether that is known, or of
    no consequence, and ``ranged`` is the same for ``source`` and ``result``. ``convention`` is that of `Converted`; the
    rest is as in `ModelSpec`.
    """

    layout: str = "NCHW"
    elements: str = "float32"
    source: Range = Range.UNIT
    result: Range = Range.UNIT
    order: Order = Order.RGB
    ordered: bool = True
    ranged: bool = True
    color: Color = Color.RGB
    precision: Precision = Precision.FP32
    scale: int = 1
    lattice: Lattice = ANY
    halo: int = 0
    local: bool = True
    gain: float = 0.0
    parameters: int = 0
    operations: int = 0
    bytes_per_pixel: int = 4096
    convention: Convention | None = None
