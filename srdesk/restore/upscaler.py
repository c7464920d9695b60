"""One loaded network applied to one tile, in the colours of the tile."""

import time

import numpy as np
from numpy.typing import NDArray

from srdesk.engines import InferenceSession
from srdesk.imaging.resample import enlarge_floats
from srdesk.models.spec import Color, ModelSpec
from srdesk.progress import CancelToken

# BT.601, on the encoded (not linear) values of whatever RGB the picture is in.
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)

Floats = NDArray[np.float32]


class Upscaler:
    """Enlarges tiles; ``seconds`` counts the time spent inside the engine."""

    def __init__(self, spec: ModelSpec, session: InferenceSession, *, strength: float = 1.0) -> None:
        self._spec = spec
        self._session = session
        self._strength = strength
        self.seconds = 0.0

    def enlarge(self, tile: Floats, token: CancelToken) -> Floats:
        """``h x w`` gray or ``h x w x 3`` RGB in 0..1 to ``scale`` times the size, unclipped."""
        enlarge = self._by_luma if self._spec.color is Color.LUMA else self._by_rgb
        return enlarge(tile, token)

    def _by_luma(self, tile: Floats, token: CancelToken) -> Floats:
        """A luma network moves luma only: the bicubic enlargement shifted, per pixel, by the luma it lacks."""
        learned = self._run((tile if tile.ndim == 2 else tile @ LUMA)[None], token)[0]
        if tile.ndim == 2:
            return self._blended(tile, learned)
        plain = enlarge_floats(tile, self._spec.scale)
        plain += (np.float32(self._strength) * (learned - plain @ LUMA))[..., None]
        return plain

    def _by_rgb(self, tile: Floats, token: CancelToken) -> Floats:
        rgb = tile if tile.ndim == 3 else np.repeat(tile[..., None], 3, axis=2)
        learned = self._run(np.ascontiguousarray(rgb.transpose(2, 0, 1)), token).transpose(1, 2, 0)
        return self._blended(tile, learned if tile.ndim == 3 else learned @ LUMA)

    def _blended(self, tile: Floats, learned: Floats) -> Floats:
        if self._strength == 1.0:
            return learned
        plain = enlarge_floats(tile, self._spec.scale)
        return plain + np.float32(self._strength) * (learned - plain)

    def _run(self, planes: Floats, token: CancelToken) -> Floats:
        began = time.perf_counter()
        try:
            return self._session.run(planes, token)
        finally:
            self.seconds += time.perf_counter() - began
