"""One loaded network applied to one tile, in the colours of the tile."""

import time

import numpy as np
from numpy.typing import NDArray

from srdesk.engines import InferenceSession
from srdesk.imaging.resample import enlarge_floats
from srdesk.models.spec import Color, ModelSpec
from srdesk.progress import BusyClock, CancelToken

# BT.601, on the encoded (not linear) values of whatever RGB the picture is in.
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)

Floats = NDArray[np.float32]


class Upscaler:
    """Enlarges tiles; ``seconds`` counts the time spent inside the engine, as ``busy`` does for many together.

    ``session`` may be replaced by another of the same weights between two tiles.
    """

    def __init__(self, spec: ModelSpec, session: InferenceSession, *, busy: BusyClock) -> None:
        self._spec, self._busy = spec, busy
        self.session = session
        self.seconds = 0.0

    def learn(self, tile: Floats, token: CancelToken) -> Floats:
        """Run the network on ``h x w`` gray or ``h x w x 3`` RGB in 0..1: ``C x s*h x s*w`` of what it sees."""
        if self._spec.color is Color.LUMA:
            return self._run((tile if tile.ndim == 2 else tile @ LUMA)[None], token)
        rgb = tile if tile.ndim == 3 else np.repeat(tile[..., None], 3, axis=2)
        return self._run(np.ascontiguousarray(rgb.transpose(2, 0, 1)), token)

    def colored(self, tile: Floats, learned: Floats) -> Floats:
        """The enlarged tile, gray or RGB as the tile is, from what `learn` made of it; unclipped."""
        if tile.ndim == 2:
            return learned[0] if len(learned) == 1 else np.tensordot(LUMA, learned, axes=1)
        if len(learned) == 3:
            return learned.transpose(1, 2, 0)
        # A luma network moves luma only: the bicubic enlargement shifted, per pixel, by the luma it lacks.
        plain = enlarge_floats(tile, self._spec.scale)
        plain += (learned[0] - plain @ LUMA)[..., None]
        return plain

    def _run(self, planes: Floats, token: CancelToken) -> Floats:
        began = time.perf_counter()
        try:
            with self._busy.running():
                return self.session.run(planes, token)
        finally:
            self.seconds += time.perf_counter() - began
