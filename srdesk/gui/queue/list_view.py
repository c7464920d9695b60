"""The list of photos: chosen with mouse and keys, put in order by dragging."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from srdesk.gui.queue.delegate import QueueDelegate
from srdesk.gui.queue.model import ENTRY, QueueModel
from srdesk.gui.queue.thumbnails import Thumbnails
from srdesk.jobs.queue import QueueEntry

# Rows laid out before the window may do something else.
_BATCH = 1000
_MOVING = Qt.KeyboardModifier.AltModifier


class QueueList(QListView):
    """Shows a `QueueModel`; says what the user wants done."""

    opened = Signal(object)
    """A photo is to be looked at: its `QueueEntry`."""
    removed = Signal()
    """The photos that are selected are to go."""
    moved = Signal(object, int)
    """Photos, by their keys, are to stand in front of the one in a row."""
    menu_wanted = Signal(QPoint)
    """A menu for what is selected is wanted at a place on the screen."""

    def __init__(self, model: QueueModel, delegate: QueueDelegate, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._rows = model
        self._thumbnails = thumbnails
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos in the queue"))
        self.setObjectName("queueList")
        self.clicked.connect(self._on_clicked)
        thumbnails.made.connect(self._on_made)

    @property
    def chosen(self) -> list[QueueEntry]:
        """The entries that are selected, first to last."""
        selection = self.selectionModel().selection()
        ranges = sorted((part.top(), part.bottom()) for part in selection)  # type: ignore[attr-defined]
        return [self._rows.queue[row] for top, bottom in ranges for row in range(top, bottom + 1)]

    def show_current(self, entry: QueueEntry | None) -> None:
        """Have the photo that is open stand out, in view."""
        if entry is None or entry.key in {chosen.key for chosen in self.chosen}:
            return
        index = self._rows.index(self._rows.queue.row(entry.key))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_clicked(self, index: QModelIndex) -> None:
        if len(self.chosen) == 1:
            self.opened.emit(index.data(ENTRY))

    def _on_made(self, source: object) -> None:
        entry = self._rows.queue.find(source)  # type: ignore[arg-type]
        if entry is not None:
            self.update(self._rows.index(self._rows.queue.row(entry.key)))

    def _move_by(self, rows: int) -> None:
        """Move what is selected up or down."""
        chosen = [self._rows.queue.row(entry.key) for entry in self.chosen]
        if chosen:
            before = max(0, chosen[0] - 1) if rows < 0 else min(len(self._rows.queue), chosen[-1] + 2)
            self.moved.emit({entry.key for entry in self.chosen}, before)
            self.scrollTo(self.currentIndex())

    def dataChanged(self, first: QModelIndex, last: QModelIndex, _roles: object = ()) -> None:  # type: ignore[override]
        """Draw what is seen of the rows anew. They keep their height, so that nothing is to be laid out again."""
        if first.row() == last.row():
            self.update(first)
        else:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, moving = event.key(), bool(event.modifiers() & _MOVING)
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid() and not event.modifiers():
            self.opened.emit(self.currentIndex().data(ENTRY))
        elif moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_by(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selectionModel().hasSelection():
            self.menu_wanted.emit(event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged rows where they are let go; the model moves them, so that none is to be taken out."""
        index = self.indexAt(event.position().toPoint())
        row = index.row() if index.isValid() else len(self._rows.queue)
        if index.isValid() and event.position().y() > self.visualRect(index).center().y():
            row += 1
        self.moved.emit({entry.key for entry in self.chosen}, row)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
