"""The stage: the pictures that are compared, as layers whose tiles are rendered when they are wanted."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal

from srdesk.comparison import Comparison, Mode
from srdesk.gui.background import Background, Failure
from srdesk.gui.compare.layers import Layer
from srdesk.gui.compare.modes import Pane, Side
from srdesk.gui.compare.tiles import TileKey, TileStore, Wanted
from srdesk.gui.compare.viewport import Viewport
from srdesk.rect import Rect

if TYPE_CHECKING:
    from srdesk.gui.compare.pictures import Picture

_REFRESH_MS = 200

Parts = Iterable[tuple[Side, Rect]]
"""What is seen: a side, and a part of the frame (device pixels)."""


class Stage(QObject):
    """Holds a layer for each side, and has rendered what is seen of them."""

    changed = Signal()
    """Other pictures are on the stage."""
    rendered = Signal(object)
    """A tile has come that may be in view: its `TileKey`."""
    aged = Signal()
    """Enough time has passed to want what has grown since."""
    failed = Signal(object)
    """A tile could not be rendered: a `Failure`."""

    def __init__(self, background: Background, parent: QObject) -> None:
        """``background`` renders tiles."""
        super().__init__(parent)
        self.store = TileStore(background, rendered=self._on_rendered, failed=self._on_failed)
        self._layers: dict[Side, Layer] = {}
        self._incoming: dict[Side, Layer] = {}
        self._incoming_grows = False
        self._awaited: list[Wanted] = []
        self._comparison = Comparison()
        # What pictures were shown as, so that the tiles of one that comes back may still be there.
        self._numbers: WeakKeyDictionary[Picture, int] = WeakKeyDictionary()
        # Tiles of a growing result are rendered anew that often, not at every block that comes.
        self._growing = QTimer(self)
        self._growing.setInterval(_REFRESH_MS)
        self._growing.timeout.connect(self.aged)

    @property
    def growing(self) -> bool:
        """Whether the result is still in the making."""
        return self._growing.isActive()

    @property
    def has_result(self) -> bool:
        return Side.AFTER in self._layers

    def layer(self, side: Side) -> Layer | None:
        return self._layers.get(side)

    def layer_of(self, key: TileKey) -> Layer | None:
        """The layer on the stage that a tile belongs to."""
        return next((layer for layer in self._layers.values() if layer.number == key.layer), None)

    def stop(self) -> None:
        """Want no more tiles, so that the stage can be taken away."""
        self._growing.stop()
        self.store.close()

    def compare(self, comparison: Comparison) -> None:
        """Have the sides made as a comparison wants them: the baseline of one, the difference of both."""
        earlier, self._comparison = self._comparison, comparison
        before = self._layers.get(Side.BEFORE)
        if before is not None and comparison.baseline is not earlier.baseline:
            before.renew(before.picture.resampled(comparison.baseline.value))
        if comparison.recipe != earlier.recipe:
            self._make_difference()
            if self._incoming:
                self._incoming = self._with_difference(self._incoming[Side.AFTER])

    def show_before(self, picture: "Picture") -> None:
        """Put a photo alone on the stage."""
        self._layers = {Side.BEFORE: Layer(picture.resampled(self._comparison.baseline.value))}
        self._clear_after()

    def show_growing(self, picture: "Picture") -> None:
        """Put a result in the making beside it."""
        self._clear_after()
        self._growing.start()
        self._put_after(Layer(picture))

    def touch_after(self, area: Rect) -> None:
        """Say what part of the growing result, the one shown or the one that takes its place, has come."""
        layers = self._incoming if self._incoming and self._incoming_grows else self._layers
        for side in (Side.AFTER, Side.DIFFERENCE):
            if side in layers:
                layers[side].touch(area)

    def show_after(self, picture: "Picture") -> None:
        """Put a finished result beside the photo; of one that grew, the tiles that are up to date stay."""
        layer = self._layers.get(Side.AFTER) if self.growing else None
        if layer is None:
            self._clear_after()
            layer = Layer(picture)
        layer.picture = picture
        self._growing.stop()
        self._put_after(layer)

    def swap_after(self, picture: "Picture", *, growing: bool = False) -> None:
        """Have another result take the place of the present one once `want` finds all of it that is in view there.

        It may be ``growing``: then what there is of it counts as all.
        """
        after = self._layers[Side.AFTER]
        if picture.scene != after.picture.scene:
            raise ValueError(f"a result of {picture.scene} cannot take the place of one of {after.picture.scene}")
        self._numbers.setdefault(after.picture, after.number)
        layer = Layer(picture, number=self._numbers.get(picture))
        self._incoming, self._incoming_grows = self._with_difference(layer), growing

    def clear_after(self) -> None:
        """Leave the photo alone on the stage."""
        self._clear_after()
        self.changed.emit()

    def want(self, viewport: Viewport, shown: Parts, covered: Parts) -> None:
        """Have rendered what is in view: first what is shown, then what only a movement would show."""
        shown = [*shown]
        incoming = [*self._tiles(self._incoming, viewport, [*shown, *covered])]
        tiles: dict[TileKey, Wanted] = {}
        for wanted in (*self._tiles(self._layers, viewport, shown), *incoming):
            tiles.setdefault(wanted.key, wanted)
        for wanted in self._tiles(self._layers, viewport, covered):
            tiles.setdefault(wanted.key, wanted)
        self._awaited = incoming
        self.store.want(tiles.values())
        self._swap_if_ready()

    def paint_order(self, pane: Pane) -> Iterator[tuple[Side, Layer, float]]:
        """The layers of a pane that are there, the lowest first, and how opaque each is."""
        for sheet in pane.sheets:
            layer = self._layers.get(sheet.side)
            if layer is not None:
                yield sheet.side, layer, sheet.opacity

    def _tiles(self, layers: dict[Side, Layer], viewport: Viewport, parts: Parts) -> Iterator[Wanted]:
        for side, part in parts:
            if side in layers:
                yield from layers[side].wanted(viewport, part)

    def _swap_if_ready(self) -> None:
        """Put the incoming result on the stage if all of it that is in view is there."""
        if self._incoming and all(self.store.fresh(tile.key, tile.version) for tile in self._awaited):
            self._grow(growing=self._incoming_grows)
            self._layers |= self._incoming
            self._incoming = {}
            self._forget_tiles()
            self.changed.emit()

    def _grow(self, *, growing: bool) -> None:
        if growing:
            self._growing.start()
        else:
            self._growing.stop()

    def _put_after(self, layer: Layer) -> None:
        self._layers[Side.AFTER] = layer
        self._make_difference()
        self.changed.emit()

    def _clear_after(self) -> None:
        for side in (Side.AFTER, Side.DIFFERENCE):
            self._layers.pop(side, None)
        self._incoming = {}
        self._numbers.clear()
        self._growing.stop()
        self._forget_tiles()

    def _make_difference(self) -> None:
        """Have the difference on the stage if it is looked at; tiles that are there stay until new ones come."""
        made = self._with_difference(self._layers[Side.AFTER]) if self.has_result else {}
        present = self._layers.pop(Side.DIFFERENCE, None)
        if present is not None and Side.DIFFERENCE in made:
            present.renew(made[Side.DIFFERENCE].picture)
            made[Side.DIFFERENCE] = present
        self._layers |= made
        self._forget_tiles()

    def _with_difference(self, after: Layer) -> dict[Side, Layer]:
        """A result's layer, and that of its difference from the photo if that is looked at, by their sides."""
        if self._comparison.mode is not Mode.DIFFERENCE:
            return {Side.AFTER: after}
        from srdesk.gui.compare.difference import difference_picture

        before = self._layers[Side.BEFORE].picture
        difference = Layer(difference_picture(before, after.picture, self._comparison))
        return {Side.AFTER: after, Side.DIFFERENCE: difference}

    def _forget_tiles(self) -> None:
        """Keep only tiles of pictures that are shown or may come back."""
        layers = (*self._layers.values(), *self._incoming.values())
        self.store.retain({*(layer.number for layer in layers), *self._numbers.values()})

    def _on_rendered(self, key: TileKey) -> None:
        self.rendered.emit(key)
        self._swap_if_ready()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
        self._swap_if_ready()
