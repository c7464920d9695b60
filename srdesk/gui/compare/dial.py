"""A dial: a slider for one thing that can be set about a comparison, with its value in words."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from srdesk.comparison import Comparison
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.styled import words

_WIDTH = 90
_ROOM = 6


class Dial(QWidget):
    """Sets a field of the `Comparison` and follows it."""

    def __init__(
        self,
        comparing: Comparing,
        name: str,
        *,
        last: int,
        read: Callable[[Comparison], tuple[int, str]],
        change: Callable[[int], dict[str, object]],
    ) -> None:
        """The slider goes from 0 to ``last``.

        ``read`` says where it stands for a comparison, and how that is written; ``change`` what fields a place of it
        stands for.
        """
        super().__init__()
        self._comparing = comparing
        self._read = read
        self._change = change
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, last)
        self._slider.setPageStep(max(1, last // 5))
        self._slider.setFixedWidth(_WIDTH)
        self._slider.setAccessibleName(name)
        self._slider.setToolTip(name)
        self._value = words("", "value")
        # As wide as the widest value, so that nothing beside it moves.
        texts = [read(replace(comparing.value, **change(at)))[1] for at in (0, last)]  # type: ignore[arg-type]
        self._value.setFixedWidth(max(self.fontMetrics().horizontalAdvance(text) for text in texts) + _ROOM)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._slider)
        row.addWidget(self._value)
        self._slider.valueChanged.connect(self._on_slider_value_changed)
        comparing.changed.connect(self._on_comparing_changed)
        self._on_comparing_changed(comparing.value)

    def _on_slider_value_changed(self, at: int) -> None:
        if at != self._read(self._comparing.value)[0]:
            self._comparing.change(**self._change(at))

    def _on_comparing_changed(self, value: Comparison) -> None:
        at, text = self._read(value)
        self._slider.setValue(at)
        self._value.setText(text)
        self._slider.setAccessibleDescription(text)
