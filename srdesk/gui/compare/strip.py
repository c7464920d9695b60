"""The strip above the photo: the ways to compare, and what there is to set about the one in force."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLayout, QToolButton, QVBoxLayout, QWidget

from srdesk.comparison import GAINS, INTERVALS, Baseline, Channel, Comparison, Mode
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.compare.dial import Dial
from srdesk.gui.compare.labels import against_name, channel_name
from srdesk.gui.styled import named, plain, words

FindAction = Callable[[str], QAction]

_ICON = QSize(20, 20)
_PERCENT = 100
_MARGIN, _SPACING = 8, 6


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("strip", text)


class CompareStrip(QWidget):
    """Radio buttons for the modes, the settings of the one in force, and the baseline.

    Where there is no room for all of it the settings stand below the modes; what has no room there either is left out:
    menus and keys change it too.
    """

    def __init__(self, action: FindAction, comparing: Comparing) -> None:
        """``action`` finds an action by its name."""
        super().__init__()
        named(self, "compareStrip")
        self._comparing = comparing
        self._modes = _buttons(action, [mode.value for mode in Mode])
        self._note = words(tr("Motion is reduced: Tab switches"), "value")
        self._parts = _parts(action, comparing)
        self._baselines = _baselines(comparing)
        self._below = QWidget()
        self._rows = tuple(_row() for _ in range(2))
        self._arrange()
        comparing.changed.connect(self._fit)
        self._fit()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        column.setSpacing(4)
        first, second = self._rows
        first.addWidget(self._modes)
        first.addStretch(1)
        first.addWidget(self._baselines)
        second.addStretch(1)
        self._below.setLayout(second)
        column.addLayout(first)
        column.addWidget(self._below)

    def _fit(self) -> None:
        """Show what the mode has, beside the modes if there is room for it and else below them."""
        value = self._comparing.value
        wanted = [part for part, modes in self._parts.items() if value.mode in modes]
        if value.mode is Mode.BLINK and self._comparing.still:
            wanted.append(self._note)
        room = self.width() - 2 * _MARGIN - _width(self._modes)
        self._baselines.setVisible(_width(self._baselines) <= room)
        beside = sum(map(_width, (*wanted, self._baselines))) <= room
        self._place(beside=beside)
        left = self.width() - 2 * _MARGIN + _SPACING
        for part in (*self._parts, self._note):
            left -= _width(part) if part in wanted else 0
            part.setVisible(part in wanted and (beside or left >= 0))
        self._below.setHidden(beside or not any(part.isVisibleTo(self._below) for part in wanted))

    def _place(self, *, beside: bool) -> None:
        """Have the settings in the row of the modes or in one of their own."""
        row = self._rows[0 if beside else 1]
        if row.indexOf(self._note) >= 0:
            return
        for number, part in enumerate((*self._parts, self._note), 1 if beside else 0):
            row.insertWidget(number, part)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._modes.sizeHint().width() + 2 * _MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_SPACING)
    return row


def _width(part: QWidget) -> int:
    """The room that a part takes, with the space before it."""
    return (part.minimumWidth() or part.sizeHint().width()) + _SPACING


class Pick(QComboBox):
    """One of several values of a field of the `Comparison`, by what they are called."""

    def __init__(self, comparing: Comparing, field: str, name: str, titles: dict[str, str]) -> None:
        super().__init__()
        self._field = field
        for value, title in titles.items():
            self.addItem(title, value)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kind = type(getattr(comparing.value, field))
        self.activated.connect(lambda _index: comparing.change(**{field: kind(self.currentData())}))
        comparing.changed.connect(self._on_comparing_changed)
        self._on_comparing_changed(comparing.value)

    def _on_comparing_changed(self, value: Comparison) -> None:
        self.setCurrentIndex(self.findData(getattr(value, self._field).value))


def _parts(action: FindAction, comparing: Comparing) -> dict[QWidget, tuple[Mode, ...]]:
    """What there is to set, and in which modes."""
    return {
        _buttons(action, ("turn", "exchange")): (Mode.SPLIT, Mode.SIDE_BY_SIDE),
        _interval(comparing): (Mode.BLINK,),
        _opacity(comparing): (Mode.ONION,),
        _gain(comparing): (Mode.DIFFERENCE,),
        _channels(comparing): (Mode.DIFFERENCE,),
        _buttons(action, ("signed",)): (Mode.DIFFERENCE,),
        _buttons(action, ("original",), worded=True): (Mode.SINGLE,),
    }


def _buttons(action: FindAction, names: Iterable[str], *, worded: bool = False) -> QWidget:
    """Buttons for actions, close together."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(1)
    row.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
    for name in names:
        button = QToolButton()
        button.setIconSize(_ICON)
        button.setDefaultAction(action(name))
        button.setAccessibleName(plain(action(name).text()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if worded:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addWidget(button)
    return group


def _interval(comparing: Comparing) -> Dial:
    last = len(INTERVALS) - 1

    def read(value: Comparison) -> tuple[int, str]:
        return last - INTERVALS.index(value.interval), tr("{0} ms").format(value.interval)

    return Dial(
        comparing, tr("Speed of blinking"), last=last, read=read, change=lambda at: {"interval": INTERVALS[last - at]}
    )


def _opacity(comparing: Comparing) -> Dial:
    def read(value: Comparison) -> tuple[int, str]:
        return round(value.opacity * _PERCENT), f"{value.opacity:.0%}"

    return Dial(
        comparing,
        tr("Opacity of the result"),
        last=_PERCENT,
        read=read,
        change=lambda at: {"opacity": at / _PERCENT},
    )


def _gain(comparing: Comparing) -> Dial:
    def read(value: Comparison) -> tuple[int, str]:
        return GAINS.index(value.gain), f"× {value.gain}"

    return Dial(
        comparing,
        tr("Amplification of the difference"),
        last=len(GAINS) - 1,
        read=read,
        change=lambda at: {"gain": GAINS[at]},
    )


def _channels(comparing: Comparing) -> Pick:
    titles = {channel.value: channel_name(channel) for channel in Channel}
    return Pick(comparing, "channel", tr("Differences in what"), titles)


def _baselines(comparing: Comparing) -> Pick:
    titles = {baseline.value: against_name(baseline) for baseline in Baseline}
    return Pick(comparing, "baseline", tr("How the original is enlarged to be compared"), titles)
