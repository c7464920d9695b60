"""Comparing: how photos are being compared, for as long as the program runs and whatever view shows it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from srdesk.comparison import Comparison
from srdesk.gui.compare.viewport import Viewport


class Comparing(QObject):
    """The `Comparison` that is in force, and the `Viewport` that the last photo was seen through. Knows no widgets.

    While it is ``still``, nothing moves by itself: a blinking comparison waits to be toggled.
    """

    changed = Signal(object)
    """The `Comparison` is another one, or it is `still` or not: what is in force now."""

    def __init__(self, value: Comparison | None = None, *, still: bool = False) -> None:
        super().__init__()
        self._value = value or Comparison()
        self._still = still
        self.viewport: Viewport | None = None

    @property
    def value(self) -> Comparison:
        return self._value

    @property
    def still(self) -> bool:
        return self._still

    def be_still(self, *, still: bool) -> None:
        """Have nothing move by itself, for those whom motion disturbs, or let it move."""
        if still != self._still:
            self._still = still
            self.changed.emit(self._value)

    def take(self, value: Comparison) -> None:
        """Compare like this from now on."""
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def change(self, **changes: object) -> None:
        """Have other values in some fields of the `Comparison`, by their names."""
        self.take(replace(self._value, **changes))  # type: ignore[arg-type]
