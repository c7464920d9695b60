"""Focus: the Tab key goes through a window as its reader's eyes do."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QToolBar, QWidget


def order_focus(window: QWidget) -> None:
    """Have Tab visit every control of a window in the order in which they are laid out."""
    for before, after in pairwise(list(_controls(window))):
        QWidget.setTabOrder(before, after)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus in a widget, in the order of its layout; then what lies on it without one."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for part in _parts(widget):
        yield from _controls(part)


def _parts(widget: QWidget) -> list[QWidget]:
    laid_out = list(_laid_out(widget))
    others = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
    return [*laid_out, *(child for child in others if child not in laid_out)]


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QMainWindow):
        yield from widget.findChildren(QToolBar)
        yield from filter(None, (widget.centralWidget(), widget.statusBar()))
    elif isinstance(widget, QToolBar):
        yield from (tool for action in widget.actions() if (tool := widget.widgetForAction(action)) is not None)
    elif isinstance(widget, QScrollArea):
        contents = widget.widget()
        yield from () if contents is None else (contents,)
    elif layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        assert item is not None
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)
