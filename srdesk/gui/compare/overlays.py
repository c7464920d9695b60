"""Overlays: the labels, the minimap and the readout of a view, each where it belongs or out of the way."""

from PySide6.QtCore import QRect, QRectF

from srdesk.comparison import Comparison
from srdesk.gui.compare.captions import Caption, CaptionLabel
from srdesk.gui.compare.minimap import Minimap
from srdesk.gui.compare.modes import Pane, Side
from srdesk.gui.compare.pan_zoom import PanZoomView
from srdesk.gui.compare.readout import Readout
from srdesk.gui.compare.stage import Stage
from srdesk.rect import Rect

_LABELS = 2


class Overlays:
    """Small widgets over the pictures of a stage in a view."""

    def __init__(self, view: PanZoomView, stage: Stage) -> None:
        self._view = view
        self._stage = stage
        self._minimap = Minimap(view)
        self._readout = Readout(view)
        self._labels = tuple(CaptionLabel(view) for _ in range(_LABELS))

    def label(self, panes: tuple[Pane, ...], captions: dict[Side, Caption], comparison: Comparison) -> None:
        """Say which side is which."""
        tagged = [(pane, tag) for pane in panes for tag in pane.tags] if comparison.labels else []
        for label in self._labels[len(tagged) :]:
            label.hide()
        for label, (pane, tag) in zip(self._labels, tagged, strict=False):
            label.show_within(captions[tag.side], self._logical(pane.part), right=tag.right, share=len(pane.tags))

    def show_place(self, comparison: Comparison) -> None:
        """Show where the view is in the scene, unless all of it is seen."""
        viewport = self._view.viewport
        sides = (Side.BEFORE,) if self._stage.growing else (Side.AFTER, Side.BEFORE)
        layer = next(filter(None, map(self._stage.layer, sides)), None)
        wanted = comparison.minimap and viewport is not None and viewport.pannable
        self._minimap.show_picture(layer.picture if layer is not None and wanted else None)

    def show_pixel(self, point: tuple[int, int] | None, comparison: Comparison) -> None:
        """Tell about a pixel of the scene, if that is wanted."""
        before, after = (self._stage.layer(side) for side in (Side.BEFORE, Side.AFTER))
        if not comparison.probe or point is None or before is None:
            self._readout.show_reading(None)
            return
        from srdesk.gui.compare.probe import read_pixel

        self._readout.show_reading(read_pixel(before.picture, after.picture if after else None, *point))

    def _logical(self, area: Rect) -> QRect:
        """Device pixels in the view's own."""
        ratio = self._view.devicePixelRatioF()
        return QRectF(*(value / ratio for value in area)).toRect()
