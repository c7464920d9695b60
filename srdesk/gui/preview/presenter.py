"""The presenter: has a view show what there is of the open photo, and tells what is looked at."""

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.exposures.finishing import Finishing
from srdesk.gui.preview.inventions import Inventions
from srdesk.gui.preview.lab import Lab
from srdesk.gui.preview.previewer import Looking, Previewer
from srdesk.gui.workbench import Workbench
from srdesk.rect import Rect

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Original
    from srdesk.gui.exposures.exposure import Exposure
    from srdesk.gui.exposures.heat import Heat


class Shown(NamedTuple):
    """What stands on the after side; while it is ``growing`` there is more to come of it."""

    exposure: "Exposure"
    finishing: Finishing
    heat: "Heat | None"
    growing: bool


class Presenter(QObject):
    """Puts the open photo and the current variant of it into a view, swapped in place, and follows where it looks."""

    def __init__(
        self, view: CompareView, workbench: Workbench, previewer: Previewer, lab: Lab, inventions: Inventions
    ) -> None:
        super().__init__(view)
        self._view = view
        self._workbench = workbench
        self._previewer = previewer
        self._lab = lab
        self._inventions = inventions
        self._original: Original | None = None
        self._scale = 0
        self._shown: Shown | None = None
        workbench.restored.connect(self.show)
        workbench.reverted.connect(self.show)
        workbench.grown.connect(self._on_grown)
        previewer.grown.connect(self._on_grown)
        lab.changed.connect(self.show)
        inventions.changed.connect(self.show)
        inventions.grown.connect(self._on_inventions_grown)
        view.viewport_changed.connect(self._on_view_viewport_changed)

    @property
    def scale(self) -> int:
        """How many times larger than the photo what is shown is, 1 if nothing is."""
        return self._scale or 1

    def show(self) -> None:
        """Show the open photo and what there is of its current variant."""
        original, options = self._workbench.original, self._lab.variants.current
        if original is None:
            return
        exposure = self._previewer.exposure_of(options)
        self._show_before(original, exposure.scale if exposure is not None else options.scale)
        if exposure is not None and exposure.begun:
            finishing, heat = Finishing.of(options), self._inventions.heat
            growing = not exposure.complete_with(finishing) or (heat is not None and not heat.complete)
            self._show_after(Shown(exposure, finishing, heat, growing))
        elif self._shown is not None:
            self._shown = None
            self._view.clear_after()

    def _show_before(self, original: "Original", scale: int) -> None:
        if original is self._original and scale == self._scale:
            return
        same_photo = original is self._original
        self._original, self._scale, self._shown = original, scale, None
        self._view.show_before(original.at(scale), same_photo=same_photo)

    def _show_after(self, shown: Shown) -> None:
        former, self._shown = self._shown, shown
        if shown == former:
            return
        picture = shown.exposure.picture(shown.finishing, shown.heat)
        if former is not None and former[:3] != shown[:3]:
            self._view.swap_after(picture, growing=shown.growing)
        elif shown.growing:
            self._view.show_growing(picture)
        else:
            self._view.show_after(picture)

    def _on_grown(self, exposure: "Exposure", areas: list[Rect]) -> None:
        if self._shown is None:
            self.show()
        elif exposure is self._shown.exposure:
            self._view.touch_after(areas)

    def _on_inventions_grown(self, heat: "Heat", areas: list[Rect]) -> None:
        if self._shown is not None and heat is self._shown.heat:
            self._view.touch_after(areas)
        self.show()  # last: what is shown as finished is not looked at again

    def _on_view_viewport_changed(self) -> None:
        viewport = self._view.viewport
        if viewport is None or self._original is None:
            self._previewer.look(None)
            return
        seen, scale = viewport.seen(Rect(0, 0, *self._view.frame_size())), self.scale
        left, top = seen.x // scale, seen.y // scale
        right, bottom = math.ceil(seen.right / scale), math.ceil(seen.bottom / scale)
        self._previewer.look(Looking(Rect(left, top, right - left, bottom - top), viewport.zoom * scale))
