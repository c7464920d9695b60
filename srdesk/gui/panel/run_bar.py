"""The foot of the settings panel: Restore, and while restoring how far it is and Cancel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from srdesk.gui.icons import icon
from srdesk.gui.styled import named, words
from srdesk.gui.wording import rate, time_left
from srdesk.progress import Progress

_STEPS = 1000


class RunBar(QWidget):
    """Asks for a restoration and shows its progress."""

    restore_clicked = Signal()
    cancel_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "footer")
        self._note = words("", "caution", wrap=True)
        self._restore = named(QPushButton(self.tr("Restore")), "primary")
        self._restore.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._restore.clicked.connect(self.restore_clicked)
        self._bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._time = QLabel()
        self._rate = words("", "value")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.setIcon(icon("cancel"))
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._running = self._running_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self._restore)
        column.addWidget(self._running)
        self.show_idle(possible=False)

    def follow(self, restore: QAction, cancel: QAction) -> None:
        """Say in tool tips what these actions say in theirs, whatever keys they get."""
        for action, button in ((restore, self._restore), (cancel, self._cancel)):
            button.setToolTip(action.toolTip())
            action.changed.connect(lambda action=action, button=button: button.setToolTip(action.toolTip()))

    @property
    def note(self) -> str:
        """What is said above the button."""
        return str(self._note.text())

    def show_idle(self, *, possible: bool, note: str = "") -> None:
        """Offer to restore if that is ``possible``; a note says what the user should know about the result shown."""
        self._restore.setEnabled(possible)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._show(running=False)

    def show_running(self) -> None:
        """A restoration has begun."""
        self._note.hide()
        self._cancel.setEnabled(True)
        self.show_progress(Progress(0, 1))
        self._show(running=True)

    def show_cancelling(self) -> None:
        """The restoration has been told to stop."""
        self._cancel.setEnabled(False)
        self._time.setText(self.tr("Stopping …"))

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is; before the first report, the network is being loaded."""
        self._bar.setValue(int(progress.fraction * _STEPS))
        if self._cancel.isEnabled():
            self._time.setText(time_left(progress) if progress.seconds else self.tr("Loading the network …"))
        self._rate.setText(rate(progress) if progress.rate else "")

    def _on_cancel_clicked(self) -> None:
        self.show_cancelling()
        self.cancel_clicked.emit()

    def _show(self, *, running: bool) -> None:
        self._restore.setHidden(running)
        self._running.setVisible(running)

    def _running_part(self) -> QWidget:
        page = QWidget()
        figures = QHBoxLayout()
        figures.addWidget(self._time)
        figures.addStretch()
        figures.addWidget(self._rate)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(figures)
        column.addWidget(self._bar)
        column.addWidget(self._cancel)
        return page
