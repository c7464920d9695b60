"""Focus: the Tab key goes through a window as its reader's eyes do."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QMainWindow, QScrollArea, QToolBar, QWidget


def move_focus(window: QWidget, *, forwards: bool) -> bool:
    """Give the focus to the next control of a window, in the order in which they are laid out, or to the one before.

    After the last comes the first. Not by Qt's own chain: where a widget hands the focus on to a part of itself, it
    leads back to that part for ever. Returns whether there is any control to go to.
    """
    controls = [control for control in _controls(window) if _can_be_visited(control)]
    if not controls:
        return False
    control = controls[_next(controls, window.focusWidget(), forwards)]
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    control.setFocus(reason)
    _bring_into_view(control)
    return True


def _can_be_visited(control: QWidget) -> bool:
    """Whether Tab stops at a control now: of buttons that are one choice, at what is chosen alone."""
    if isinstance(control, QAbstractButton):
        group = control.group()
        if group is not None and group.exclusive() and group.checkedButton() not in (None, control):
            return False
    return control.isVisible() and control.isEnabled()


def _next(controls: list[QWidget], present: QWidget | None, forwards: bool) -> int:
    """Which control comes after the one that has the focus, or that it is a part of."""
    while present is not None and present not in controls:
        present = present.parentWidget()
    if present is None:
        return 0 if forwards else -1
    return (controls.index(present) + (1 if forwards else -1)) % len(controls)


def _bring_into_view(control: QWidget) -> None:
    """Scroll whatever a control lies in until it is seen."""
    area = control.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(control)
        area = area.parentWidget()


def _controls(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus in a widget, in the order of its layout; then what lies on it without one."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for part in _parts(widget):
        yield from _controls(part)


def _parts(widget: QWidget) -> list[QWidget]:
    children = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    if isinstance(widget, QScrollArea):
        return list(filter(None, (widget.widget(),)))
    laid_out = list(_laid_out(widget, children))
    return [*laid_out, *(child for child in children if child not in laid_out)]


def _laid_out(widget: QWidget, children: list[QWidget]) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QMainWindow):
        yield from widget.findChildren(QToolBar)
        yield from filter(None, (widget.centralWidget(), widget.statusBar()))
    elif isinstance(widget, QToolBar):
        yield from (tool for action in widget.actions() if (tool := widget.widgetForAction(action)) is not None)
    elif layout is not None:
        yield from _in_layout(layout, children)


def _in_layout(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Those of the widgets that a layout places, and layouts in it, in their order.

    Items of layouts are not asked for: Python mistakes new ones for others that were at the same place in memory.
    """
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(part), part) for part in widgets]
    placed += [(layout.indexOf(part), part) for part in inner]
    for index, part in sorted(placed, key=lambda place: place[0]):
        if index >= 0 and isinstance(part, QWidget):
            yield part
        elif index >= 0 and isinstance(part, QLayout):
            yield from _in_layout(part, widgets)
