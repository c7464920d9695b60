"""Commands: the actions of a window that change how photos are compared, tied to what they change."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from srdesk.comparison import Comparison, Mode
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.compare.comparing import Comparing

SWITCHES = ("minimap", "grid", "labels", "probe", "signed")
"""Actions that switch the field of the `Comparison` that has their name."""


class CompareCommands(QObject):
    """Does what the actions say, and lets them show what is so."""

    def __init__(self, action: Callable[[str], QAction], view: CompareView) -> None:
        """``action`` finds an action by its name; modes have actions of their own, named as they are."""
        super().__init__(view)
        self._action = action
        self._view = view
        self._comparing: Comparing = view.comparing
        for mode in Mode:
            action(mode.value).triggered.connect(lambda _checked=False, mode=mode: self._comparing.change(mode=mode))
        for name in SWITCHES:
            action(name).triggered.connect(lambda checked, name=name: self._comparing.change(**{name: checked}))
        for name, change in self._changes().items():
            action(name).triggered.connect(lambda _checked=False, change=change: change())
        self._comparing.changed.connect(self._on_comparing_changed)
        self._on_comparing_changed(self._comparing.value)

    def _changes(self) -> dict[str, Callable[[], None]]:
        """What the other actions do."""
        comparing, view = self._comparing, self._view
        return {
            "original": view.toggle_original,
            "centre": view.divider.centre,
            "fill": view.fill,
            "turn": lambda: comparing.change(upright=not comparing.value.upright),
            "exchange": lambda: comparing.change(swapped=not comparing.value.swapped),
            "less": lambda: comparing.take(comparing.value.more(-1)),
            "more": lambda: comparing.take(comparing.value.more(1)),
            "next_baseline": lambda: comparing.take(comparing.value.with_next_baseline()),
            "next_channel": lambda: comparing.take(comparing.value.with_next_channel()),
        }

    def _on_comparing_changed(self, value: Comparison) -> None:
        self._action(value.mode.value).setChecked(True)
        for name in SWITCHES:
            self._action(name).setChecked(getattr(value, name))
