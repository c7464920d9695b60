"""The strip beside the view: the photos of the queue, how far they are, and the buttons that start and stop them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from srdesk.gui.actions import Actions
from srdesk.gui.icons import icon
from srdesk.gui.queue import words
from srdesk.gui.queue.delegate import QueueDelegate
from srdesk.gui.queue.desk import QueueDesk
from srdesk.gui.queue.list_view import QueueList
from srdesk.gui.queue.thumbnails import Thumbnails
from srdesk.gui.styled import named
from srdesk.gui.styled import words as label
from srdesk.gui.wording import rate
from srdesk.jobs.pace import RunProgress
from srdesk.jobs.queue import QueueEntry, State
from srdesk.models.spec import ModelSpec
from srdesk.progress import Progress

WIDTH = 268

_STEPS = 1000


class QueueStrip(QWidget):
    """Shows a desk; what its buttons do is up to the actions they are given."""

    def __init__(self, desk: QueueDesk, thumbnails: Thumbnails, specs: Sequence[ModelSpec], actions: Actions) -> None:
        """``actions`` are the window's, by their names."""
        super().__init__()
        named(self, "queue")
        self._desk = desk
        self._specs = specs
        delegate = QueueDelegate(thumbnails, self._settings_of, lambda: desk.paused or desk.aside, self)
        self.list = QueueList(desk.model, delegate, thumbnails)
        self._heading = label("", "heading")
        self._add = _tool(actions["add"], "add")
        self._hide = _tool(actions["queue"], "close")
        self._summary = label("", "value", wrap=True)
        self._line = QLabel()
        self._time = label("", "value")
        self._bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the queue"))
        self._start = _button(actions["start_queue"], self.tr("Restore all"), primary=True)
        self._pause = _button(actions["pause_queue"], self.tr("Pause"))
        self._resume = _button(actions["start_queue"], self.tr("Resume"), primary=True)
        self._cancel = _button(actions["cancel_queue"], self.tr("Cancel all"))
        self._retry = _button(actions["retry_failed"], self.tr("Try the failed ones again"))
        self._clear = _button(actions["clear_queue"], self.tr("Remove what is done"))
        self._arrange()
        desk.changed.connect(self.show_desk)
        desk.progressed.connect(self._show_progress)
        self.show_desk()

    def show_desk(self) -> None:
        """Show what the desk is doing."""
        desk, queue = self._desk, self._desk.queue
        self._heading.setText(words.heading(queue))
        self._summary.setText(words.summary(queue))
        running, paused = desk.running, desk.paused
        self._summary.setHidden(running or not len(queue))
        for widget in (self._bar, self._line, self._time, self._cancel):
            widget.setVisible(running)
        idle = not running and not queue.number(State.QUEUED)
        self._start.setVisible(not running and not idle)
        self._clear.setVisible(idle and bool(queue.number(State.DONE, State.CANCELLED)))
        self._pause.setVisible(running and not paused)
        self._resume.setVisible(running and paused)
        self._retry.setVisible(bool(queue.number(State.FAILED)) and not running)
        if desk.progress is not None:
            self._show_progress(desk.progress)

    def _show_progress(self, progress: RunProgress) -> None:
        self._bar.setValue(int(progress.fraction * _STEPS))
        self._line.setText(self._state(progress))
        held = self._desk.paused or self._desk.aside
        speed = rate(Progress(self._desk.rate, 1, 1)) if self._desk.rate else ""
        self._time.setText("" if held else " · ".join(filter(None, (words.time_line(progress), speed))))

    def _state(self, progress: RunProgress) -> str:
        line = words.run_line(progress)
        if self._desk.paused:
            return self.tr("Paused, {0}").format(line)
        return self.tr("{0}, waiting for the open photo").format(line) if self._desk.aside else line

    def _settings_of(self, entry: QueueEntry) -> str:
        options = entry.made.options if entry.made else self._desk.queue.recipe_for(entry).options
        return words.settings_line(self._specs, options, own=entry.recipe is not None and entry.made is None)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 8, 6)
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._add)
        head.addWidget(self._hide)
        foot = named(QWidget(), "queueFoot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(7)
        for widget in (self._summary, self._line, self._bar, self._time, self._retry, self._clear, self._start):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        for button in (self._pause, self._resume, self._cancel):
            buttons.addWidget(button)
        column.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)
        whole.addWidget(foot)
        self.setFixedWidth(WIDTH)


def _button(action: QAction, text: str, *, primary: bool = False) -> QPushButton:
    """A button that does what an action does, as long as that is possible."""
    button = QPushButton(text)
    if primary:
        named(button, "primary")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(lambda _checked=False: action.trigger())
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button


def _tool(action: QAction, sign: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setToolTip(action.toolTip())
    button.clicked.connect(lambda _checked=False: action.trigger())
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().replace("&", ""))
    return button
