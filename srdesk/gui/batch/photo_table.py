"""The list of a batch's photos, as fast with fifty thousand as with five."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from srdesk.gui.batch.photo_row import PhotoRow
from srdesk.gui.batch.rows import FOLDER, NAME, PHOTO, SIZE, STATE, BatchRows
from srdesk.gui.batch.standing import Standing

_ROW = 26
_WIDTHS = {NAME: 150, SIZE: 112, FOLDER: 90}
_BAR = 3
_CUTS = {
    NAME: Qt.TextElideMode.ElideMiddle,
    STATE: Qt.TextElideMode.ElideRight,
    SIZE: Qt.TextElideMode.ElideRight,
    FOLDER: Qt.TextElideMode.ElideLeft,
}


class PhotoTable(QTableView):
    """Shows `BatchRows`; says what the user wants to see."""

    opened = Signal(object)
    """A photo is to be looked at: its `PhotoRow`."""
    chosen = Signal(object)
    """Another photo is chosen: its `PhotoRow`, or ``None`` for none."""

    def __init__(self, rows: BatchRows) -> None:
        super().__init__()
        self.setObjectName("photoTable")
        self.setModel(rows)
        self.setItemDelegate(_BarDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Photos of the batch"))
        self._arrange()
        self.doubleClicked.connect(self._on_double_clicked)

    def _arrange(self) -> None:
        """Every row as high as the next, so that none has to be looked at to lay them out."""
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(_ROW)
        down.setDefaultSectionSize(_ROW)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        across.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(PHOTO))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.data(PHOTO) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(PHOTO))
        else:
            super().keyPressEvent(event)


class _BarDelegate(QStyledItemDelegate):
    """Draws how much of a photo is restored as a line under its state; folders are cut in front."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = _CUTS[index.column()]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.column() != STATE:
            return
        row: PhotoRow = index.data(PHOTO)
        if row.standing is Standing.RESTORING:
            area: QRect = option.rect
            palette: QPalette = option.palette
            length = round((area.width() - 8) * row.fraction)
            bar = QRect(area.left() + 4, area.bottom() - _BAR, length, _BAR)
            painter.fillRect(bar, palette.brush(QPalette.ColorRole.Accent))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _ROW)
