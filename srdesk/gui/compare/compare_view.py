"""Before and after in one view: one scene in output pixels, one transform, and several ways to compare."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent

from srdesk.comparison import Comparison, Mode
from srdesk.gui.background import Background
from srdesk.gui.compare import modes
from srdesk.gui.compare.blink import Blink
from srdesk.gui.compare.captions import Caption
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.compare.divider import Divider
from srdesk.gui.compare.hold import Hold
from srdesk.gui.compare.labels import side_captions
from srdesk.gui.compare.modes import Moment, Pane, Side
from srdesk.gui.compare.overlays import Overlays
from srdesk.gui.compare.painting import BACKDROP, PanePainter
from srdesk.gui.compare.pan_zoom import PanZoomView
from srdesk.gui.compare.stage import Stage
from srdesk.gui.compare.tiles import TileKey
from srdesk.gui.compare.touch import Fingers
from srdesk.gui.compare.viewport import Viewport
from srdesk.rect import Rect

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Picture

_DIVIDER_KEYS = {Qt.Key.Key_Comma: -0.02, Qt.Key.Key_Period: 0.02}


class CompareView(PanZoomView):
    """Shows a photo, and its result as soon as there is some of it, in the way that a `Comparing` says."""

    render_failed = Signal(object)

    def __init__(self, background: Background, comparing: Comparing | None = None) -> None:
        """``background`` renders tiles; ``comparing`` outlives the view and says how to compare."""
        super().__init__()
        self._comparing = comparing or Comparing()
        self._stage = Stage(background, self)
        self._captions = Caption(""), Caption("")
        self._space = Hold(self)
        self._toggled = False
        self._hovered: tuple[int, int] | None = None
        self._blink = Blink(self)
        self._divider = Divider(self)
        self._divider.hide()
        self._overlays = Overlays(self, self._stage)
        Fingers(self, self._divider)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Comparison of before and after"))
        self._connect()
        self._on_comparing_changed(self._comparing.value)

    @property
    def divider(self) -> Divider:
        return self._divider

    @property
    def comparing(self) -> Comparing:
        return self._comparing

    @property
    def showing_original(self) -> bool:
        """Whether nothing but the original is shown, while a key is held or until it is toggled back."""
        return self._space.held or self._toggled

    def stop(self) -> None:
        """Want no more tiles, so that the view can be taken away."""
        self._blink.run(None)
        self._stage.stop()

    def show_before(self, picture: "Picture", *, same_photo: bool) -> None:
        """Show a photo alone; the same photo at another scale stays where it is on screen.

        Another photo is seen at the same zoom, and at the same place if it has such a place.
        """
        self._toggled = self._toggled and same_photo
        self._stage.show_before(picture)
        viewport = self._comparing.viewport or Viewport.fit(self.frame_size(), picture.scene)
        viewport = viewport.rescaled(picture.scene) if same_photo else viewport.turned_to(picture.scene)
        self.set_viewport(viewport.resized(self.frame_size()))
        self._arrange()

    def show_growing(self, picture: "Picture") -> None:
        """Show a result in the making on the after side; `touch_after` says what has come."""
        self._toggled = False
        self._stage.show_growing(picture)

    def touch_after(self, areas: list[Rect]) -> None:
        """Say what parts of the growing result have come."""
        for area in areas:
            self._stage.touch_after(area)
            self._update_scene(area)

    def show_after(self, picture: "Picture") -> None:
        """Show a finished result; of one that grew, the tiles that are up to date stay."""
        self._stage.show_after(picture)

    def swap_after(self, picture: "Picture", *, growing: bool = False) -> None:
        """Put another result of the same size, perhaps one in the making, in the place of the one shown, all at once.

        What is on screen stays until everything of the new picture that is in view has been rendered. The tiles of
        pictures that were shown before are kept while there is room, so that they come back at once.
        """
        if self._stage.has_result:
            self._stage.swap_after(picture, growing=growing)
            self._want()
        elif growing:
            self.show_growing(picture)
        else:
            self.show_after(picture)

    def clear_after(self) -> None:
        """Show the photo alone again."""
        self._stage.clear_after()

    def set_captions(self, before: Caption, after: Caption) -> None:
        """What the sides are called."""
        self._captions = before, after
        self._label()

    @property
    def captions(self) -> tuple[Caption, Caption]:
        """What the sides are called."""
        return self._captions

    def toggle_original(self) -> None:
        """Show the original everywhere until the next time."""
        self._toggled = not self._toggled
        self._arrange()

    def frame_size(self) -> tuple[int, int]:
        return modes.frame(self._comparing.value, self.device_size(), result=self._stage.has_result)

    def frame_origin(self, point: tuple[float, float]) -> tuple[int, int]:
        pane = self._pane_at(point)
        return pane.origin if pane else (0, 0)

    def set_viewport(self, viewport: Viewport | None) -> None:
        self._comparing.viewport = viewport
        super().set_viewport(viewport)

    def _connect(self) -> None:
        self._comparing.changed.connect(self._on_comparing_changed)
        self._stage.changed.connect(self._arrange)
        self._stage.aged.connect(self._want)
        self._stage.rendered.connect(self._on_stage_rendered)
        self._stage.failed.connect(self.render_failed)
        self._divider.valueChanged.connect(self._on_divider_value_changed)
        self._space.changed.connect(self._arrange)
        self._blink.turned.connect(self._on_blink_turned)
        self.viewport_changed.connect(self._on_viewport_changed)
        self.hovered.connect(self._on_hovered)

    @property
    def _moment(self) -> Moment:
        return Moment(result=self._stage.has_result, original=self.showing_original, beat=self._blink.second)

    def _panes(self) -> tuple[Pane, ...]:
        """What is shown where."""
        if self._stage.layer(Side.BEFORE) is None:
            return ()
        return modes.panes(self._comparing.value, self.device_size(), self._moment)

    def _pane_at(self, point: tuple[float, float]) -> Pane | None:
        """The pane at a point of the view (device pixels)."""
        spot = Rect(int(point[0]), int(point[1]), 1, 1)
        return next((pane for pane in self._panes() if not pane.part.cut(spot).empty), None)

    def _arrange(self) -> None:
        """Put everything where it belongs after what is shown has changed."""
        value = self._comparing.value
        self.refit()
        self._divider.setVisible(modes.divided(value, self._moment))
        self._divider.reposition()
        self._pace()
        self._label()
        self._overlays.show_place(value)
        self._overlays.show_pixel(self._hovered, value)
        self._want()
        self.update()

    def _pace(self) -> None:
        """Blink while that is wanted and can be seen."""
        value = self._comparing.value
        blinking = value.mode is Mode.BLINK and self._stage.has_result and self.isVisible()
        self._blink.run(value.interval if blinking and not self._comparing.still else None)

    def _label(self) -> None:
        captions = side_captions(*self._captions, self._comparing.value)
        self._overlays.label(self._panes(), captions, self._comparing.value)
        self.setAccessibleDescription(f"{captions[Side.BEFORE].text} | {captions[Side.AFTER].text}")

    def _want(self) -> None:
        """Have rendered what is in view: first what is shown, then what the divider and Space would show."""
        if self._viewport is None:
            return
        whole = Rect(0, 0, *self.frame_size())
        shown = [(sheet.side, pane.local) for pane in self._panes() for sheet in pane.sheets]
        self._stage.want(self._viewport, shown, [(Side.BEFORE, whole), (Side.AFTER, whole)])

    def _update_scene(self, area: Rect) -> None:
        """Repaint a part of the scene wherever it is seen."""
        if self._viewport is not None:
            for pane in self._panes():
                self.update_device(self._viewport.shown(area).moved(*pane.origin))

    def _on_comparing_changed(self, value: Comparison) -> None:
        self._divider.turn(upright=value.upright)
        self._divider.move_to(value.position)
        self._stage.compare(value)
        self._arrange()

    def _on_divider_value_changed(self) -> None:
        self._comparing.change(position=self._divider.fraction)

    def _on_viewport_changed(self) -> None:
        self._overlays.show_place(self._comparing.value)
        self._want()

    def _on_stage_rendered(self, key: TileKey) -> None:
        layer = self._stage.layer_of(key)
        if layer is not None and self._viewport is not None:
            for pane in self._panes():
                self.update_device(layer.on_view(key, self._viewport).moved(*pane.origin))

    def _on_blink_turned(self) -> None:
        self._label()
        self.update()

    def _on_hovered(self, point: tuple[int, int] | None) -> None:
        if self._comparing.value.probe and point != self._hovered:
            self.update()
        self._hovered = point
        self._overlays.show_pixel(point, self._comparing.value)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _is_plain_tab(event) and self._stage.has_result:
            # Shift+Tab leaves the view, so that nobody is caught in it.
            self.toggle_original()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Ended even if an exception keeps this frame alive: Qt does not forgive a painter that is not.
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), BACKDROP)
            if self._viewport is not None:
                ratio = self.devicePixelRatioF()
                painter.scale(1 / ratio, 1 / ratio)
                self._paint_panes(painter, event.rect())

    def _paint_panes(self, painter: QPainter, rect: QRect) -> None:
        assert self._viewport is not None
        pane_painter = PanePainter(painter, self._stage, self._viewport, self._comparing.value)
        under = self._pane_at(self.to_device(self.mapFromGlobal(self.cursor().pos())))
        for pane in self._panes():
            pane_painter.paint(pane, self.device_area(rect))
            if self._comparing.value.probe and self._hovered is not None:
                pane_painter.mark(pane, self._hovered, under_cursor=pane == under)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space.press()
        elif event.key() in _DIVIDER_KEYS:
            self._divider.move_to(self._divider.fraction + _DIVIDER_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space.release()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space.end()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pace()


def _is_plain_tab(event: QKeyEvent) -> bool:
    pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
    return pressed and event.modifiers() == Qt.KeyboardModifier.NoModifier
