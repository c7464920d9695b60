"""The photos of a batch as Qt's views see them: a row for each, made of the plan's columns when it is looked at."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from srdesk.gui.batch import words
from srdesk.gui.batch.photo_row import PhotoRow
from srdesk.gui.batch.standing import LET_THROUGH, PLANNED, REACHED, Sieve, Standing
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State

if TYPE_CHECKING:
    from srdesk.jobs.planning.plan import BatchPlan
    from srdesk.jobs.records import FailedRecord

PHOTO = int(Qt.ItemDataRole.UserRole)
"""The role under which a row gives its `PhotoRow`."""

NAME, STATE, SIZE, FOLDER = range(4)

# So many changed rows at a time are told one by one; more, as all.
_FEW = 64

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class BatchRows(QAbstractTableModel):
    """One row for each photo of a plan that the sieve lets through; whoever learns of a change says so here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: BatchPlan | None = None
        self._standings = bytearray()
        self._fractions: dict[int, float] = {}
        self._failures: dict[int, FailedRecord] = {}
        self._counts: Counter[int] = Counter()
        self._sieve = Sieve.ALL
        self._shown: Sequence[int] = ()

    @property
    def sieve(self) -> Sieve:
        """What is let through."""
        return self._sieve

    def number(self, sieve: Sieve) -> int:
        """How many photos a sieve lets through."""
        return sum(self._counts[standing] for standing in LET_THROUGH[sieve])

    def show_plan(self, plan: "BatchPlan | None") -> None:
        """Have the photos of a plan, as they stand before its run."""
        self.beginResetModel()
        self._plan = plan
        verdicts = () if plan is None else plan.table.verdict
        table = bytes(PLANNED[verdict] for verdict in Verdict)
        self._standings = bytearray(bytes(verdicts).translate(table.ljust(256)))
        self._counts = Counter(self._standings)
        self._fractions, self._failures = {}, {}
        self._shown = self._let_through()
        self.endResetModel()

    def sift(self, sieve: Sieve) -> None:
        """Show other photos."""
        self.beginResetModel()
        self._sieve = sieve
        self._shown = self._let_through()
        self.endResetModel()

    def change(self, changes: Iterable[tuple[int, State, float]], failures: "dict[int, FailedRecord]") -> None:
        """Photos, by their numbers in the plan, are in other states, so much of each restored; some have failed."""
        self._failures |= failures
        touched = set(failures)
        for index, state, fraction in changes:
            self._move(index, REACHED[state])
            touched.add(index)
            if REACHED[state] is Standing.RESTORING:
                self._fractions[index] = fraction
            else:
                self._fractions.pop(index, None)
        self._tell(touched)

    def row(self, position: int) -> PhotoRow:
        """What is shown in a row."""
        assert self._plan is not None
        index, plan = self._shown[position], self._plan
        reason, hint = self._reason(index)
        return PhotoRow(
            index=index,
            source=plan.source(index),
            target=plan.target(index),
            size=plan.table.size(index),
            standing=Standing(self._standings[index]),
            fraction=self._fractions.get(index, 0.0),
            reason=reason,
            hint=hint,
        )

    def _reason(self, index: int) -> tuple[str, str]:
        failure = self._failures.get(index)
        if failure is not None:
            return failure.message, failure.hint
        assert self._plan is not None
        table = self._plan.table
        return table.reasons.texts[table.reason[index]], ""

    def _let_through(self) -> Sequence[int]:
        if self._sieve is Sieve.ALL:
            return range(len(self._standings))
        wanted = LET_THROUGH[self._sieve]
        return [index for index, standing in enumerate(self._standings) if standing in wanted]

    def _move(self, index: int, standing: Standing) -> None:
        """Have a photo stand elsewhere, and appear or go if the sieve says so."""
        before = Standing(self._standings[index])
        if standing is before:
            return
        self._standings[index] = standing
        self._counts[before] -= 1
        self._counts[standing] += 1
        shown = self._shown
        if not isinstance(shown, list):
            return
        was, will = before in LET_THROUGH[self._sieve], standing in LET_THROUGH[self._sieve]
        position = bisect_left(shown, index)
        if will and not was:
            self.beginInsertRows(_NOWHERE, position, position)
            shown.insert(position, index)
            self.endInsertRows()
        elif was and not will:
            self.beginRemoveRows(_NOWHERE, position, position)
            del shown[position]
            self.endRemoveRows()

    def _tell(self, touched: set[int]) -> None:
        if len(touched) > _FEW:
            self.touch()
            return
        for index in touched:
            position = bisect_left(self._shown, index)
            if position < len(self._shown) and self._shown[position] == index:
                self.dataChanged.emit(self.index(position, 0), self.index(position, FOLDER))

    def touch(self) -> None:
        """Have every row that is seen drawn anew."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, FOLDER))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else FOLDER + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY or orientation is not Qt.Orientation.Horizontal:
            return None
        return words.columns()[section]

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in (_DISPLAY, _TIP, _SPOKEN, PHOTO):
            return None
        row = self.row(index.row())
        if role == PHOTO:
            return row
        if role == _TIP:
            return words.told(row)
        return words.cells(row)[index.column()]
