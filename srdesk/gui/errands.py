"""Errands: what is done in the background one by one, with signals for what became of it. Knows no widgets."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Background, Task, Work


class Errands(QObject):
    """Has things done in the background and knows whether any are under way."""

    failed = Signal(object)
    """Something did not work: a `Failure`."""
    changed = Signal()
    """`busy` is another than before."""

    def __init__(self, files: Background) -> None:
        super().__init__()
        self._files = files
        self._tasks: list[Task] = []

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def _do(self, work: Work, done: Callable[..., object], failed: Callable[..., object] | None = None) -> None:
        """Do work, and call ``done`` with what it made, or ``failed`` with a `Failure`."""
        task = self._files.submit(work)
        self._tasks.append(task)
        task.succeeded.connect(done)
        task.failed.connect(failed or self.failed)
        task.finished.connect(lambda: self._on_finished(task))
        self.changed.emit()

    def _on_finished(self, task: Task) -> None:
        self._tasks.remove(task)
        self.changed.emit()
