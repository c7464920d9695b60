"""How far a batch is taken back, and a way to stop that."""

from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QPushButton

from srdesk.gui.batch import words
from srdesk.gui.batch.aftermath import Aftermath
from srdesk.gui.styled import words as label
from srdesk.progress import Progress

_STEPS = 1000


class Undoing(QFrame):
    """Is seen while results go to the recycle bin."""

    def __init__(self, aftermath: Aftermath) -> None:
        super().__init__()
        self._aftermath = aftermath
        self.setObjectName("message")
        self.line = label("", "caution", wrap=True)
        self.bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of undoing"))
        self.stop = QPushButton(self.tr("&Stop undoing"))
        self.stop.clicked.connect(self._on_stopped)
        grid = QGridLayout(self)
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(self.bar, 1, 0)
        grid.addWidget(self.stop, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        aftermath.changed.connect(self._show_whether)
        aftermath.undoing_progressed.connect(self._show_progress)
        self._show_progress(Progress(0, 0))
        self._show_whether()

    def _show_whether(self) -> None:
        self.setVisible(self._aftermath.undoing)
        self.stop.setEnabled(True)

    def _show_progress(self, progress: Progress) -> None:
        self.line.setText(words.undoing_line(progress) if progress.total else self.tr("The journal is read …"))
        self.bar.setValue(round(progress.fraction * _STEPS) if progress.total else 0)

    def _on_stopped(self) -> None:
        self.stop.setEnabled(False)
        self._aftermath.stop_undoing()
