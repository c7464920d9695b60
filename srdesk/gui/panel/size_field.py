"""The size to reach: a scale, or any other measure people think of."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from srdesk.errors import UsageError
from srdesk.gui.panel.fields import Choice, Switch
from srdesk.gui.panel.numbers import Amount
from srdesk.restore.options import SCALES, RestoreOptions
from srdesk.restore.size import MOST_DPI, MOST_TIMES, Measure, TargetSize, Unit

_OTHER = 0
_MOST_PIXELS = 100_000
# What is proposed when a measure is chosen first.
_USUAL = {
    Measure.FACTOR: TargetSize(Measure.FACTOR, 2.5),
    Measure.WIDTH: TargetSize(Measure.WIDTH, 3840),
    Measure.HEIGHT: TargetSize(Measure.HEIGHT, 2160),
    Measure.LONG_SIDE: TargetSize(Measure.LONG_SIDE, 4000),
    Measure.SHORT_SIDE: TargetSize(Measure.SHORT_SIDE, 2000),
    Measure.BOX: TargetSize(Measure.BOX, 3840, 2160),
    Measure.MEGAPIXELS: TargetSize(Measure.MEGAPIXELS, 24),
    Measure.PRINT: TargetSize(Measure.PRINT, 30, 20),
}
_TWO_SIDED = (Measure.BOX, Measure.PRINT)
_DECIMALS = {Measure.FACTOR: 2, Measure.MEGAPIXELS: 1, Measure.PRINT: 1}


class SizeField(QWidget):
    """Scales as buttons, and one for any other size, which brings out what that is measured in."""

    chosen = Signal(dict)
    """Changes to `RestoreOptions`: ``scale`` and ``size``."""

    def __init__(self) -> None:
        super().__init__()
        self._size = _USUAL[Measure.FACTOR]
        self._switch = Switch()
        self._measure = Choice()
        self._first = Amount(1, _MOST_PIXELS)
        self._second = Amount(1, _MOST_PIXELS)
        self._unit = Choice()
        self._dpi = Amount(1, MOST_DPI, unit=self.tr(" DPI"))
        self._named()
        self._arrange()
        self._connect()

    def offer(self, options: RestoreOptions, scales: Sequence[int], *, missing: str) -> None:
        """Show the scale or size of options, and which scales there are; the others say why they are ``missing``."""
        titles = {scale: self.tr("{0}×").format(scale) for scale in sorted({*SCALES, *scales})}
        chosen = options.scale if options.size is None else _OTHER
        self._switch.offer(titles | {_OTHER: self.tr("Size…")}, (*scales, _OTHER), chosen, missing=missing)
        self.setFocusProxy(self._switch)
        if options.size is not None:
            self._size = options.size
            self._show_size()
        for widget in self._sized:
            widget.setVisible(options.size is not None and self._applies(widget))

    def _named(self) -> None:
        self._measure.setAccessibleName(self.tr("Measured by"))
        self._first.setAccessibleName(self.tr("Size"))
        self._second.setAccessibleName(self.tr("Other side"))
        self._unit.setAccessibleName(self.tr("Unit"))
        self._dpi.setAccessibleName(self.tr("Print resolution"))

    def _arrange(self) -> None:
        self._sized = (self._measure, self._first, self._second, self._unit, self._dpi)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self._switch, 0, 0, 1, 2)
        grid.addWidget(self._measure, 1, 0, 1, 2)
        grid.addWidget(self._first, 2, 0)
        grid.addWidget(self._second, 2, 1)
        grid.addWidget(self._unit, 3, 0)
        grid.addWidget(self._dpi, 3, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def _connect(self) -> None:
        self._switch.chosen.connect(self._on_switch_chosen)
        self._measure.chosen.connect(lambda name: self._choose(_USUAL[Measure(name)]))
        self._first.chosen.connect(lambda amount: self._change(amount=amount))
        self._second.chosen.connect(lambda amount: self._change(second=amount))
        self._unit.chosen.connect(self._on_unit_chosen)
        self._dpi.chosen.connect(lambda dpi: self._change(dpi=dpi))

    def _on_switch_chosen(self, scale: int) -> None:
        if scale == _OTHER:
            self._choose(self._size)
        else:
            self.chosen.emit({"scale": scale, "size": None})

    def _on_unit_chosen(self, name: str) -> None:
        """The paper stays as large as it was."""
        unit, factor = Unit(name), 2.54 if name == Unit.CM else 1 / 2.54
        self._change(
            unit=unit, amount=round(self._size.amount * factor, 1), second=round(self._size.second * factor, 1)
        )

    def _change(self, **changes: object) -> None:
        try:
            self._choose(replace(self._size, **changes))  # type: ignore[arg-type]
        except UsageError:
            self._show_size()

    def _choose(self, size: TargetSize) -> None:
        self._size = size
        self.chosen.emit({"size": size})

    def _show_size(self) -> None:
        size = self._size
        self._measure.offer(self._measures(), size.measure)
        self._unit.offer({Unit.CM: self.tr("cm"), Unit.INCH: self.tr("inches")}, size.unit)
        decimals, most = _DECIMALS.get(size.measure, 0), MOST_TIMES if size.measure is Measure.FACTOR else _MOST_PIXELS
        for box, amount in ((self._first, size.amount), (self._second, size.second)):
            box.measure(10**-decimals, most, decimals=decimals, step=0.5 if decimals else 10, unit=self._suffix())
            box.show_amount(amount)
        self._dpi.show_amount(size.dpi)

    def _applies(self, widget: QWidget) -> bool:
        if widget is self._second:
            return self._size.measure in _TWO_SIDED
        return widget not in (self._unit, self._dpi) or self._size.measure is Measure.PRINT

    def _suffix(self) -> str:
        measure = self._size.measure
        if measure is Measure.FACTOR:
            return self.tr(" ×")
        if measure is Measure.MEGAPIXELS:
            return self.tr(" MP")
        if measure is Measure.PRINT:
            return self.tr(" cm") if self._size.unit is Unit.CM else self.tr(" in")
        return self.tr(" px")

    def _measures(self) -> dict[str, str]:
        return {
            Measure.FACTOR: self.tr("Times as wide and high"),
            Measure.WIDTH: self.tr("Width"),
            Measure.HEIGHT: self.tr("Height"),
            Measure.LONG_SIDE: self.tr("Long side"),
            Measure.SHORT_SIDE: self.tr("Short side"),
            Measure.BOX: self.tr("Fit into a box"),
            Measure.MEGAPIXELS: self.tr("Megapixels"),
            Measure.PRINT: self.tr("Print size"),
        }
