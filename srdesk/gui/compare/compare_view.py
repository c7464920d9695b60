"""Before and after in one view: one scene in output pixels, one transform, a divider."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from srdesk.gui.background import Background, Failure
from srdesk.gui.compare.captions import Caption, CaptionLabel
from srdesk.gui.compare.divider import STEPS, Divider
from srdesk.gui.compare.layers import Layer
from srdesk.gui.compare.pan_zoom import PanZoomView
from srdesk.gui.compare.tiles import TileKey, TileStore, Wanted
from srdesk.gui.compare.viewport import Area, Viewport

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Picture

BACKDROP = QColor(38, 38, 40)
"""Around pictures: neutral and dark in every theme, so that colours are judged alike."""

_DIM = QColor(20, 20, 22, 110)
_CHECKS = QColor(102, 102, 102), QColor(153, 153, 153)
_CHECK = 8
_REFRESH_MS = 200
_DIVIDER_STEPS = {Qt.Key.Key_Comma: -STEPS // 50, Qt.Key.Key_Period: STEPS // 50}


class Pane(NamedTuple):
    """A part of the view (device pixels) and the layers it shows, the lowest first.

    In a ``pending`` pane everything below the top layer is dimmed. The caption of a ``last`` pane stands right.
    """

    part: Area
    layers: tuple[Layer, ...]
    caption: Caption
    pending: bool = False
    last: bool = False


class Look(NamedTuple):
    """How somebody looks at a photo: what part of it, and where the divider stands."""

    viewport: Viewport | None
    divider: int


class CompareView(PanZoomView):
    """Shows a photo, and beside a divider its result as soon as there is some of it."""

    render_failed = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        """``background`` renders tiles."""
        super().__init__(parent)
        self._store = TileStore(background, rendered=self._on_tile_rendered, failed=self._on_tile_failed)
        self._before: Layer | None = None
        self._after: Layer | None = None
        self._incoming: Layer | None = None
        # What pictures were shown as, so that the tiles of one that comes back may still be there.
        self._numbers: WeakKeyDictionary[Picture, int] = WeakKeyDictionary()
        self._captions = Caption(""), Caption("")
        self._holding = False
        # Tiles of a growing result are rendered anew that often, not at every block that comes.
        self._growing = QTimer(self)
        self._growing.setInterval(_REFRESH_MS)
        self._growing.timeout.connect(self._want)
        self._divider = Divider(self)
        self._divider.hide()
        self._divider.valueChanged.connect(self._arrange)
        self._labels = CaptionLabel(self), CaptionLabel(self)
        self._checks = _checkerboard()
        self.viewport_changed.connect(self._want)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Comparison of before and after"))

    @property
    def divider(self) -> Divider:
        return self._divider

    @property
    def look(self) -> Look:
        """How the photo is looked at now."""
        return Look(self._viewport, self._divider.value())

    def take_look(self, look: Look) -> None:
        """Look at the same photo as somebody did in another view."""
        self._divider.setValue(look.divider)
        if look.viewport is not None and self._viewport is not None:
            # Of another size, perhaps; this view has its own only once it is laid out, and then resizes it.
            self.set_viewport(look.viewport.rescaled(self._viewport.scene))

    def stop(self) -> None:
        """Want no more tiles, so that the view can be taken away."""
        self._growing.stop()
        self._store.close()

    @property
    def holding_original(self) -> bool:
        """Whether the original is shown on both sides, for as long as a key is held."""
        return self._holding

    def show_before(self, picture: "Picture", *, same_photo: bool) -> None:
        """Show a photo alone; the same photo at another scale stays where it is on screen."""
        self._before = Layer(picture)
        self.clear_after()
        if self._viewport is not None and same_photo:
            self.set_viewport(self._viewport.rescaled(picture.scene))
        else:
            self._divider.setValue(STEPS // 2)
            self.set_viewport(Viewport.fit(self.device_size(), picture.scene))

    def show_growing(self, picture: "Picture") -> None:
        """Show a result in the making on the after side; `touch_after` says what has come."""
        self.clear_after()
        self._after = Layer(picture)
        self._growing.start()
        self._arrange()

    def touch_after(self, areas: list[Area]) -> None:
        """Say what parts of the growing result have come."""
        if self._after is None or self._viewport is None:
            return
        for area in areas:
            self._after.touch(area)
            self.update_device(self._viewport.shown(area))

    def show_after(self, picture: "Picture") -> None:
        """Show a finished result; of one that grew, the tiles that are up to date stay."""
        if self._after is None or not self._growing.isActive():
            self.clear_after()
            self._after = Layer(picture)
        self._after.picture = picture
        self._growing.stop()
        self._arrange()

    def swap_after(self, picture: "Picture") -> None:
        """Put another result of the same size in the place of the one shown, all of it at once.

        What is on screen stays until everything of the new picture that is in view has been rendered. The tiles of
        pictures that were shown before are kept while there is room, so that they come back at once.
        """
        if self._after is None or self._viewport is None:
            self.show_after(picture)
            return
        if picture.scene != self._after.picture.scene:
            raise ValueError(f"a result of {picture.scene} cannot take the place of one of {self._after.picture.scene}")
        self._numbers.setdefault(self._after.picture, self._after.number)
        self._incoming = Layer(picture, number=self._numbers.get(picture))
        self._want()

    def clear_after(self) -> None:
        """Show the photo alone again."""
        self._after = self._incoming = None
        self._numbers.clear()
        self._growing.stop()
        self._forget_tiles()
        self._arrange()

    def set_captions(self, before: Caption, after: Caption) -> None:
        """What the sides are called."""
        self._captions = before, after
        self.setAccessibleDescription(f"{before.text} | {after.text}")
        self._arrange()

    def hold_original(self, *, holding: bool) -> None:
        """Show the original everywhere, or again what is to be compared with it."""
        if holding != self._holding:
            self._holding = holding
            self._arrange()

    def _swap_if_ready(self) -> None:
        """Show the incoming result if all of it that is in view is there."""
        if self._incoming is None or self._viewport is None:
            return
        wanted = self._incoming.wanted(self._viewport, Area(0, 0, *self.device_size()))
        if all(self._store.fresh(tile.key, tile.version) for tile in wanted):
            self._after, self._incoming = self._incoming, None
            self._numbers[self._after.picture] = self._after.number
            self._growing.stop()
            self._forget_tiles()
            self._arrange()

    def _forget_tiles(self) -> None:
        """Keep only tiles of pictures that are shown or may come back."""
        shown = {layer.number for layer in (self._before, self._after, self._incoming) if layer is not None}
        self._store.retain({*shown, *self._numbers.values()})

    def _arrange(self) -> None:
        """Put everything where it belongs after what is shown has changed."""
        self._divider.setVisible(self._after is not None and not self._holding)
        self._divider.reposition()
        panes = tuple(self._panes())
        for label, pane in zip_longest(self._labels, panes):
            if pane is None:
                label.hide()
            else:
                left, width = (round(value / self.devicePixelRatioF()) for value in (pane.part.x, pane.part.width))
                label.show_within(pane.caption, left, width, right=pane.last)
        self._want()
        self.update()

    def _panes(self) -> Iterator[Pane]:
        """What is shown where. Another mode of comparison is another answer."""
        width, height = self.device_size()
        before, after = self._captions
        if self._before is None:
            return
        if self._after is None or self._holding:
            yield Pane(Area(0, 0, width, height), (self._before,), before)
            return
        at = round(self._divider.fraction * width)
        pending = self._growing.isActive()
        layers = (self._before, self._after) if pending else (self._after,)
        yield Pane(Area(0, 0, at, height), (self._before,), before)
        yield Pane(Area(at, 0, width - at, height), layers, after, pending=pending, last=True)

    def _want(self) -> None:
        """Have rendered what is in view: first what is shown, then what the divider and Space would show."""
        if self._viewport is None:
            return
        whole = Area(0, 0, *self.device_size())
        shown = [(layer, pane.part) for pane in self._panes() for layer in pane.layers]
        covered = [(layer, whole) for layer in (self._incoming, self._before, self._after) if layer is not None]
        tiles: dict[TileKey, Wanted] = {}
        for layer, part in [*shown, *covered]:
            for wanted in layer.wanted(self._viewport, part):
                tiles.setdefault(wanted.key, wanted)
        self._store.want(tiles.values())
        self._swap_if_ready()

    def _on_tile_rendered(self, key: TileKey) -> None:
        for layer in (self._before, self._after):
            if layer is not None and layer.number == key.layer and self._viewport is not None:
                self.update_device(layer.on_view(key, self._viewport))
        self._swap_if_ready()

    def _on_tile_failed(self, failure: Failure) -> None:
        self.render_failed.emit(failure)
        self._swap_if_ready()

    def _paint_pane(self, painter: QPainter, pane: Pane, dirty: Area) -> None:
        assert self._viewport is not None
        left, top = self._viewport.offset
        width, height = (round(side * self._viewport.zoom) for side in self._viewport.scene)
        part = pane.part.meet(Area(left, top, width, height)).meet(dirty)
        if part.empty:
            return
        painter.setClipRect(QRect(*part))
        if pane.layers[0].picture.transparent:
            painter.fillRect(QRect(*part), self._checks)
        for layer in pane.layers[:-1]:
            layer.paint(painter, self._viewport, part, self._store)
        if pane.pending:
            painter.fillRect(QRect(*part), _DIM)
        pane.layers[-1].paint(painter, self._viewport, part, self._store)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Ended even if an exception keeps this frame alive: Qt does not forgive a painter that is not.
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), BACKDROP)
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            dirty = self.device_area(event.rect())
            for pane in self._panes():
                self._paint_pane(painter, pane, dirty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.hold_original(holding=True)
        elif event.key() in _DIVIDER_STEPS:
            self._divider.setValue(self._divider.value() + _DIVIDER_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_original(holding=False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold_original(holding=False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _checkerboard() -> QBrush:
    """What shows through transparent pictures."""
    tile = QImage(2 * _CHECK, 2 * _CHECK, QImage.Format.Format_RGB32)
    dark, light = _CHECKS
    tile.fill(light)
    with QPainter(tile) as painter:
        painter.fillRect(0, 0, _CHECK, _CHECK, dark)
        painter.fillRect(_CHECK, _CHECK, _CHECK, _CHECK, dark)
    return QBrush(tile)
