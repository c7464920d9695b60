"""Presets: ways to restore and to write that were given a name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QToolButton, QWidget

from srdesk.gui.panel.fields import Choice
from srdesk.gui.styled import named
from srdesk.settings import Preset

_OWN = ""


class PresetBar(QWidget):
    """Chooses among presets, and a menu to keep, delete and reset."""

    chosen = Signal(object)
    """A `Preset` to be used."""
    kept = Signal(str)
    """What is set now is to be kept under a name."""
    deleted = Signal(str)
    reset_asked = Signal()
    measuring_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._presets: tuple[Preset, ...] = ()
        self._current = _OWN
        self._choice = Choice()
        self._choice.setAccessibleName(self.tr("Preset"))
        self._choice.chosen.connect(self._on_chosen)
        self._more = named(QToolButton(), "more")
        self._more.setText("⋯")
        self._more.setAccessibleName(self.tr("Presets and defaults"))
        self._more.setToolTip(self.tr("Keep, delete, reset"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._more.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choice, 1)
        row.addWidget(self._more)
        self.setFocusProxy(self._choice)

    def offer(self, presets: Sequence[Preset], now: Preset) -> None:
        """Offer presets; the one that sets what is set ``now``, whatever its name, is shown as chosen."""
        self._presets = tuple(presets)
        alike = (one.name for one in presets if (one.options, one.encoding) == (now.options, now.encoding))
        self._current = next(alike, _OWN)
        self._choice.offer({_OWN: self.tr("Own settings")} | {one.name: one.name for one in presets}, self._current)

    def ask_name(self) -> None:
        """Let what is set now be given a name; one that there is already is taken over."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Keep as a preset"))
        dialog.setLabelText(self.tr("Name of the preset (one of the same name is replaced):"))
        dialog.setTextValue(self._current)
        dialog.textValueSelected.connect(lambda name: self.kept.emit(name.strip()) if name.strip() else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        for preset in self._presets:
            if preset.name == name:
                self.chosen.emit(preset)

    def _fill(self) -> None:
        self._menu.clear()
        self._add(self.tr("Keep as a preset…"), self.ask_name)
        if self._current:
            self._add(self.tr("Delete “{0}”").format(self._current), lambda: self.deleted.emit(self._current))
        self._menu.addSeparator()
        self._add(self.tr("Reset everything to defaults"), self.reset_asked.emit)
        self._add(self.tr("Choose settings for this computer"), self.measuring_asked.emit)

    def _add(self, text: str, slot: Callable[[], object]) -> None:
        self._menu.addAction(text.replace("&", "&&")).triggered.connect(lambda _checked=False: slot())
