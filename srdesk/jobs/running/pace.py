"""BatchPace: how far a run has come, how fast it is, and how long it may still take."""

import threading
import time
from collections.abc import Callable

from srdesk.jobs.running.events import BatchProgress

# How much the last photo counts against those before it.
_WEIGHT = 0.15
# What the estimate may be off by even when nothing changes.
_DOUBT = 0.1


class BatchPace:
    """Counts photos, pixels and seconds; thread-safe. Pauses stop the clock."""

    def __init__(self, photos: int, of_pixels: float, *, lanes: int = 1, clock: Callable[[], float] = time.monotonic):
        self._photos, self._of_pixels, self._clock = photos, of_pixels, clock
        self.lanes = lanes
        """How many photos are restored at a time."""
        self.busy: Callable[[], float] | None = None
        """Seconds since the start in which an engine was at work, where one process knows."""
        self._lock = threading.Lock()
        self._began: float | None = clock()
        self._seconds = 0.0
        self._done = self._failed = 0
        self._pixels = 0.0
        self._under_way: dict[int, float] = {}
        self._engine = 0.0
        self._recent: float | None = None
        self._last = 0.0
        self._most = 0.0

    def pause(self) -> None:
        """Stop the clock."""
        with self._lock:
            self._seconds, self._began = self._elapsed(), None

    def resume(self) -> None:
        """Let the clock run."""
        with self._lock:
            if self._began is None:
                self._began = self._clock()

    def spare(self, pixels: float) -> None:
        """A photo of so many pixels need not be done after all."""
        with self._lock:
            self._photos -= 1
            self._of_pixels -= pixels

    def under_way(self, index: int, pixels: float) -> None:
        """So many pixels of a photo have been restored."""
        with self._lock:
            self._under_way[index] = pixels

    def ended(self, index: int, pixels: float, *, failed: bool = False, engine_seconds: float = 0.0) -> None:
        """A photo of so many pixels is through."""
        with self._lock:
            self._under_way.pop(index, None)
            self._pixels += pixels
            self._engine += engine_seconds
            if failed:
                self._failed += 1
                return
            self._done += 1
            now = self._elapsed()
            if pixels > 0:
                per_pixel = (now - self._last) / pixels
                self._recent = (
                    per_pixel if self._recent is None else self._recent + _WEIGHT * (per_pixel - self._recent)
                )
            self._last = now

    def dropped(self, index: int) -> None:
        """A photo will not be finished in this run."""
        with self._lock:
            self._under_way.pop(index, None)

    @property
    def progress(self) -> BatchProgress:
        """How far it has come."""
        with self._lock:
            seconds = self._elapsed()
            pixels = self._most = max(self._most, min(self._pixels + sum(self._under_way.values()), self._of_pixels))
            return BatchProgress(
                done=self._done,
                failed=self._failed,
                photos=self._photos,
                pixels=pixels,
                of_pixels=self._of_pixels,
                seconds=seconds,
                rate=pixels / seconds if seconds > 0 else 0.0,
                eta=self._eta(pixels, seconds),
                engine_share=min(1.0, self._at_work() / seconds) if seconds > 0 else 0.0,
            )

    def _at_work(self) -> float:
        """Seconds in which an engine was at work; the average of the lanes where nobody knows of all together."""
        return self._engine / self.lanes if self.busy is None else self.busy()

    def _eta(self, pixels: float, seconds: float) -> tuple[float, float] | None:
        """Between what the rate of all and that of the latest photos say, and a little to both sides."""
        if pixels <= 0 or seconds <= 0:
            return None
        overall = seconds / pixels
        paces = (overall, self._recent if self._recent is not None else overall)
        left = max(0.0, self._of_pixels - pixels)
        return left * min(paces) * (1 - _DOUBT), left * max(paces) * (1 + _DOUBT)

    def _elapsed(self) -> float:
        return self._seconds + (self._clock() - self._began if self._began is not None else 0.0)
