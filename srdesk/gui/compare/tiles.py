"""Rendered tiles: kept while there is room, rendered in the background when they are wanted and missing."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Set
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QImage

from srdesk.gui.background import Background, Failure

BUDGET = 256 * 2**20
"""Bytes of tiles that are kept; what is in view is kept in any case."""


class TileKey(NamedTuple):
    """Which tile: of which layer, at which of its levels, where."""

    layer: int
    level: int
    column: int
    row: int


class Wanted(NamedTuple):
    """A tile that should be there; ``version`` tells newer pixels from older ones, ``render`` is for a thread."""

    key: TileKey
    version: int
    render: Callable[[], QImage]


class _Kept(NamedTuple):
    image: QImage
    version: int


class TileStore:
    """Tiles of every layer of a view.

    ``rendered(key)`` is called when a tile has come, ``failed`` when one could not be rendered; such a tile is not
    tried again.
    """

    def __init__(
        self,
        background: Background,
        *,
        rendered: Callable[[TileKey], None],
        failed: Callable[[Failure], None],
        at_once: int = 2,
        budget: int = BUDGET,
    ) -> None:
        self._background = background
        self._rendered = rendered
        self._failed = failed
        self._at_once = at_once
        self._budget = budget
        self._kept: OrderedDict[TileKey, _Kept] = OrderedDict()
        self._bytes = 0
        self._wanted: list[Wanted] = []
        self._under_way: set[TileKey] = set()
        self._in_view: set[TileKey] = set()

    def image(self, key: TileKey) -> QImage | None:
        """The tile as it was rendered last, ``None`` if it never was."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept.image

    def fresh(self, key: TileKey, version: int) -> bool:
        """Whether a tile is there in this version."""
        kept = self._kept.get(key)
        return kept is not None and kept.version >= version

    def want(self, tiles: Iterable[Wanted]) -> None:
        """Name everything that is in view, most urgent first; what was wanted before and is not now is forgotten."""
        self._wanted = list(tiles)
        self._in_view = {wanted.key for wanted in self._wanted}
        self._start()

    def retain(self, layers: Set[int]) -> None:
        """Forget the tiles of all other layers, those under way too."""
        for key in [key for key in self._kept if key.layer not in layers]:
            self._forget(key)
        self._wanted = [wanted for wanted in self._wanted if wanted.key.layer in layers]
        self._under_way = {key for key in self._under_way if key.layer in layers}

    def close(self) -> None:
        """Forget everything; of what is under way nothing is told any more."""
        self._wanted = []
        self._under_way.clear()
        self._kept.clear()
        self._bytes = 0

    def _start(self) -> None:
        self._wanted = [wanted for wanted in self._wanted if not self.fresh(wanted.key, wanted.version)]
        for wanted in self._wanted:
            if len(self._under_way) >= self._at_once:
                return
            if wanted.key not in self._under_way:
                self._render(wanted)

    def _render(self, wanted: Wanted) -> None:
        self._under_way.add(wanted.key)
        task = self._background.submit(lambda _token, _progress: wanted.render())
        task.succeeded.connect(partial(self._on_rendered, wanted))
        task.failed.connect(partial(self._on_failed, wanted))
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(partial(self._on_finished, wanted))

    def _on_rendered(self, wanted: Wanted, image: QImage) -> None:
        if wanted.key in self._under_way:
            self._keep(wanted, image)
            self._rendered(wanted.key)

    def _on_failed(self, wanted: Wanted, failure: Failure) -> None:
        if wanted.key in self._under_way:
            self._keep(wanted, QImage())
            self._failed(failure)

    def _on_cancelled(self) -> None:
        """Whoever cancels rendering wants no more of it."""
        self._wanted = []

    def _on_finished(self, wanted: Wanted) -> None:
        self._under_way.discard(wanted.key)
        self._start()

    def _keep(self, wanted: Wanted, image: QImage) -> None:
        self._forget(wanted.key)
        self._kept[wanted.key] = _Kept(image, wanted.version)
        self._bytes += image.sizeInBytes()
        for key in list(self._kept):
            if self._bytes <= self._budget:
                return
            if key not in self._in_view:
                self._forget(key)

    def _forget(self, key: TileKey) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._bytes -= kept.image.sizeInBytes()
