"""Fields of the settings panel: a title, a control, and a sentence that says what it does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from srdesk.gui.styled import named, plain, words

_CONTROL_HEIGHT = 30
_TEXT_MARGIN = 6
_SHORTEST_CHOICE = 4
_IN_A_ROW = 6


class Field(QWidget):
    """A control with its words. The sentence is also what a screen reader says about the control."""

    def __init__(
        self, title: str, control: QWidget, *, value: QLabel | None = None, beside: QWidget | None = None
    ) -> None:
        """``value`` says at the right what is set; ``beside`` is a second control for some choices in the first."""
        super().__init__()
        self._control = control
        self._sentence = words("", "sentence", wrap=True)
        self._caution = words("", "caution", wrap=True)
        self._caution.hide()
        name = words(title, "fieldTitle")
        name.setBuddy(control)
        control.setAccessibleName(plain(title))
        control.setMinimumHeight(_CONTROL_HEIGHT)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.addWidget(name, 0, 0)
        if value is not None:
            grid.addWidget(value, 0, 1, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        for widget in filter(None, (control, beside)):
            row.addWidget(widget, 1)
        grid.addLayout(row, 1, 0, 1, 2)
        grid.addWidget(self._sentence, 2, 0, 1, 2)
        grid.addWidget(self._caution, 3, 0, 1, 2)

    @property
    def caution(self) -> str:
        """The warning under the control, empty if there is none."""
        return self._caution.text()

    def say(self, sentence: str, *, caution: str = "") -> None:
        """Change the sentence, and warn or stop warning."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._caution.setText(caution)
        self._caution.setVisible(bool(caution))
        self._control.setAccessibleDescription(" ".join(filter(None, (sentence, caution))))


class Choice(QComboBox):
    """One of several values, by their titles."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        # Titles that are longer than there is room for must not push the panel aside.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST_CHOICE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _index: self.chosen.emit(self.currentData()))

    def offer(self, titles: dict[str, str], value: str) -> None:
        """Offer values with these titles and choose one of them."""
        if [self.itemData(index) for index in range(self.count())] != list(titles):
            with QSignalBlocker(self):
                self.clear()
                for name, title in titles.items():
                    self.addItem(title, name)
        for index, title in enumerate(titles.values()):
            self.setItemText(index, title)
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not change what is chosen."""
        event.ignore()


class Switch(QWidget):
    """One of a few numbers, as buttons side by side, in rows where there are many."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._group.idClicked.connect(self.chosen)

    def offer(self, titles: Mapping[int, str], values: Sequence[int], value: int, *, missing: str) -> None:
        """Show numbers by their titles, allow some and choose one; the others say why they are ``missing``."""
        if [self._group.id(button) for button in self._group.buttons()] != list(titles):
            self._fill(titles)
        for button in self._group.buttons():
            allowed = self._group.id(button) in values
            button.setEnabled(allowed)
            button.setToolTip("" if allowed else missing)
        self._group.button(value).setChecked(True)
        self.setFocusProxy(self._group.button(value))

    def _fill(self, titles: Mapping[int, str]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        for index, (value, title) in enumerate(titles.items()):
            button = named(QPushButton(title), "switch")
            button.setCheckable(True)
            self._group.addButton(button, value)
            self._grid.addWidget(button, *divmod(index, _IN_A_ROW))


class AutoNumber(QSpinBox):
    """A whole number or ``None``; ``None`` is one step below the numbers and shown as a text."""

    chosen = Signal(object)

    def __init__(self, lowest: int, highest: int, *, step: int, unit: str = "") -> None:
        super().__init__()
        self._lowest = lowest
        self.setRange(lowest // step * step if lowest % step else lowest - step, highest)
        self.setSingleStep(step)
        self.setSuffix(unit)
        # Where the style sheet's padding does not reach.
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda _value: self.chosen.emit(self.number))

    @property
    def number(self) -> int | None:
        return None if self.value() == self.minimum() else max(self._lowest, self.value())

    def show_number(self, number: int | None, *, automatic: str) -> None:
        """Show a number or, for ``None``, the text."""
        with QSignalBlocker(self):
            self.setSpecialValueText(automatic)
            self.setValue(self.minimum() if number is None else number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not change the number."""
        event.ignore()


class Share(QSlider):
    """A number from 0 to 1, in hundredths."""

    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setPageStep(10)
        self.valueChanged.connect(lambda value: self.chosen.emit(value / 100))

    def show_share(self, share: float) -> None:
        with QSignalBlocker(self):
            self.setValue(round(share * 100))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not move the slider."""
        event.ignore()
