"""The queue as Qt's views see it: rows, changed one at a time and told to whoever looks."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from srdesk.gui.queue import words
from srdesk.jobs.queue import Queue, QueueEntry, Recipe, State

ENTRY = int(Qt.ItemDataRole.UserRole)
"""The role under which a row gives its `QueueEntry`."""

ROWS = "application/x-srdesk-queue-rows"
"""The kind of data that dragged rows are."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class QueueModel(QAbstractListModel):
    """One row for each photo. Whoever changes the queue does it here."""

    def __init__(self, queue: Queue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.queue = queue

    def add(
        self, sources: Sequence[Path], *, recipe: Recipe | None = None, folder: Path | None = None
    ) -> tuple[QueueEntry, ...]:
        """See `Queue.add`."""
        fresh = self.queue.fresh(sources)
        if not fresh:
            return ()
        self.beginInsertRows(_NOWHERE, len(self.queue), len(self.queue) + len(fresh) - 1)
        added = self.queue.add(fresh, recipe=recipe, folder=folder)
        self.endInsertRows()
        return added

    def bring_back(self, entries: Sequence[QueueEntry]) -> tuple[QueueEntry, ...]:
        """See `Queue.bring_back`."""
        self.beginResetModel()
        back = self.queue.bring_back(entries)
        self.endResetModel()
        return back

    def remove(self, keys: Collection[int]) -> tuple[QueueEntry, ...]:
        """See `Queue.remove`."""
        rows = sorted(self.queue.row(key) for key in keys if key in self.queue)
        if len(rows) == 1:
            self.beginRemoveRows(_NOWHERE, rows[0], rows[0])
            gone = self.queue.remove(keys)
            self.endRemoveRows()
            return gone
        self.beginResetModel()
        gone = self.queue.remove(keys)
        self.endResetModel()
        return gone

    def move(self, keys: Collection[int], before: int) -> None:
        """See `Queue.move`; what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        former = self.persistentIndexList()
        moved = [self.queue[index.row()].key for index in former]
        self.queue.move(keys, before)
        self.changePersistentIndexList(former, [self.index(self.queue.row(key)) for key in moved])
        self.layoutChanged.emit()

    def change(self, key: int, state: State, **changes: object) -> QueueEntry:
        """See `Queue.change`."""
        return self._told(self.queue.change(key, state, **changes))

    def change_all(self, keys: Iterable[int], state: State) -> tuple[QueueEntry, ...]:
        """Take many entries to a state that can follow, told as one change."""
        entries = tuple(self.queue.change(key, state) for key in keys)
        self.touch()
        return entries

    def advance(self, key: int, fraction: float) -> QueueEntry:
        """See `Queue.advance`."""
        return self._told(self.queue.advance(key, fraction))

    def measure(self, sizes: Iterable[tuple[int, tuple[int, int]]]) -> None:
        """Note the sizes of photos, by key; of photos that are gone, none."""
        known = [(key, size) for key, size in sizes if key in self.queue]
        rows = [self.queue.row(self.queue.measure(key, size).key) for key, size in known]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def give_recipe(self, key: int, recipe: Recipe | None) -> QueueEntry:
        """See `Queue.give_recipe`."""
        return self._told(self.queue.give_recipe(key, recipe))

    def follow(self, recipe: Recipe) -> None:
        """Have another recipe for the photos without their own."""
        if recipe != self.queue.recipe:
            self.queue.recipe = recipe
            self.touch()

    def touch(self) -> None:
        """Have every row that is seen drawn anew."""
        if len(self.queue):
            self.dataChanged.emit(self.index(0), self.index(len(self.queue) - 1))

    def _told(self, entry: QueueEntry) -> QueueEntry:
        index = self.index(self.queue.row(entry.key))
        self.dataChanged.emit(index, index)
        return entry

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled  # between rows, not on them
        return flag.ItemIsSelectable | flag.ItemIsEnabled | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Which photos are dragged, for this program alone."""
        mime = QMimeData()
        mime.setData(ROWS, b" ".join(str(self.queue[index.row()].key).encode() for index in indexes))
        return mime

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.queue)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self.queue):
            return None
        entry = self.queue[index.row()]
        if role == ENTRY:
            return entry
        return self._text(entry, role)

    def _text(self, entry: QueueEntry, role: int) -> str | None:
        if role == int(Qt.ItemDataRole.DisplayRole):
            return entry.source.name
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return words.told(entry)
        return words.spoken(entry) if role == int(Qt.ItemDataRole.AccessibleTextRole) else None
