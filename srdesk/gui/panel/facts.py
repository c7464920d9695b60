"""Facts: what was measured on this computer and what is known of the open photo, as the panel needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from srdesk.models.spec import ModelSpec, Precision

Network = tuple[str, int, Precision]

_MINUTE = 60
_HOUR = 3600
_CM_PER_INCH = 2.54


def tr(text: str) -> str:
    return QCoreApplication.translate("facts", text)


@dataclass(frozen=True)
class Facts:
    """``paces`` are seconds for a source pixel by model, scale and precision, as far as they were measured.

    ``chosen`` is the precision that automatic takes by model and scale; ``expected`` how many seconds the open photo
    will take; ``dpi`` the print resolution its result will have; ``devices`` engines with the names of their devices.
    """

    paces: Mapping[Network, float] = field(default_factory=dict)
    chosen: Mapping[tuple[str, int], Precision] = field(default_factory=dict)
    expected: float | None = None
    dpi: tuple[float, float] | None = None
    devices: tuple[tuple[str, str], ...] = ()

    def speed(self, spec: ModelSpec, precision: Precision | None = None) -> str:
        """How fast a network is here, empty if nobody knows."""
        precision = precision or self.chosen.get((spec.name, spec.scale), spec.fullest)
        pace = self.paces.get((spec.name, spec.scale, precision))
        return "" if pace is None else tr("{0} MP/s").format(significant(1 / pace / 1e6))

    @property
    def duration(self) -> str:
        """How long the open photo will take, empty if nobody knows."""
        return "" if self.expected is None else about(self.expected)


def about(seconds: float) -> str:
    """A time to come, no more precise than it can be known."""
    if seconds < 1:
        return tr("under a second")
    if seconds < 1.5 * _MINUTE:
        return tr("about {0} s").format(significant(seconds))
    if seconds < 1.5 * _HOUR:
        return tr("about {0} min").format(significant(seconds / _MINUTE))
    return tr("about {0} h").format(significant(seconds / _HOUR))


def significant(value: float) -> str:
    """Two digits that mean something, in plain notation."""
    if value >= 10:
        return f"{value:.0f}" if value < 100 else f"{round(value, -1):.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def paper(size: tuple[int, int], dpi: tuple[float, float]) -> str:
    """How large a picture of ``size`` pixels is in print."""
    across, down = (side / one * _CM_PER_INCH for side, one in zip(size, dpi, strict=True))
    return tr("{0} × {1} cm at {2} DPI").format(f"{across:.1f}", f"{down:.1f}", f"{dpi[0]:.0f}")
