"""The tool bar: the actions that are asked for most, in reach of the mouse and of the Tab key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from srdesk.gui.styled import named

STRETCH = "stretch:"


def tool_bar(
    title: str,
    names: Sequence[str],
    *,
    actions: Mapping[str, QAction],
    widgets: Mapping[str, QWidget],
    worded: Sequence[str],
) -> QToolBar:
    """A bar of actions and other widgets by their names; an empty name is a line, `STRETCH` the room that is left.

    ``worded`` actions have their word beside the icon.
    """
    bar = named(QToolBar(title, movable=False, iconSize=QSize(20, 20)), "tools")
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for name in names:
        if not name:
            bar.addSeparator()
        elif name == STRETCH:
            bar.addWidget(_stretch())
        else:
            bar.addWidget(widgets.get(name) or _button(actions[name], worded=name in worded))
    return bar


def _button(action: QAction, *, worded: bool) -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setDefaultAction(action)
    if worded:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _stretch() -> QWidget:
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return gap
