"""The shell: everything between tool bar and status line, laid out."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.message_bar import MessageBar
from srdesk.gui.notices import Notices
from srdesk.gui.panel.run_bar import RunBar
from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.gui.styled import named
from srdesk.gui.welcome import Welcome

SMALLEST = QSize(1024, 700)
"""The smallest size of the window, where the screen has room for it."""

_PANEL_WIDTH = 330
_LEAST_VIEW = 300
_MARGIN = 24


class Shell(QWidget):
    """Messages above the start page or the view, the settings beside them."""

    crowded = Signal(object)
    """There is no room for the queue and the settings at a time: the one of them that has just been shown."""

    def __init__(self, view: CompareView, panel: SettingsPanel, notices: Notices) -> None:
        super().__init__()
        self.view = view
        self.panel = panel
        self.run = RunBar()
        self.welcome = Welcome()
        self.messages = MessageBar(notices)
        self.side = named(QWidget(), "panel")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._room = QWidget()
        self._pages.addWidget(self._room)
        self._hint = DropHint(self._pages)
        self._arrange()

    @property
    def welcoming(self) -> bool:
        """Whether the start page is shown."""
        return self._pages.currentWidget() is self.welcome

    def show_view(self) -> None:
        """Show the view instead of the start page."""
        self._pages.setCurrentWidget(self._room)

    def put_above_view(self, strip: QWidget) -> None:
        """Have a strip of controls between the messages and the view, whenever that is shown."""
        self._column.insertWidget(0, strip)

    def add_queue(self, strip: QWidget) -> None:
        """Have the queue at the left of everything."""
        self._row.insertWidget(0, strip)
        self._columns = (strip, self.side)
        for column in self._columns:
            column.installEventFilter(self)

    def show_side(self, *, shown: bool) -> None:
        """Show the settings or hide them; keys that went to them go to the view then."""
        if not shown and self.side.isAncestorOf(self.window().focusWidget()):
            self.view.setFocus()
        self.side.setVisible(shown)

    def invite(self, *, inviting: bool) -> None:
        """Show that what is held over the window may be dropped."""
        self.welcome.invite(inviting=inviting)
        self._hint.setVisible(inviting and not self.welcoming)

    @property
    def _narrow(self) -> bool:
        """Whether queue and settings beside the view leave it no room: so it is on strongly scaled screens."""
        taken = sum(column.minimumWidth() for column in self._columns)
        return self.window().width() < taken + _LEAST_VIEW

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not any(column.isHidden() for column in self._columns) and self._narrow:
            self.crowded.emit(watched)
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self._room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.view, 1)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(1, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.panel, 1)
        side.addWidget(self.run)
        self.side.setFixedWidth(_PANEL_WIDTH)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.messages)
        main.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(main, 1)
        row.addWidget(self.side)
        self._row = row


class DropHint(QLabel):
    """Covers its parent while a photo is held over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Drop to open"), parent)
        self._covered = parent
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        named(self, "dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        parent.installEventFilter(self)

    def setVisible(self, visible: bool) -> None:
        self._cover()
        super().setVisible(visible)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._covered.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
