"""Networks that are easy to reason about, for tests of everything around them."""

import hashlib
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from srdesk.engines.session import Planes, SessionRequest
from srdesk.errors import EngineError, OutOfMemoryError
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Color, ModelSpec, Precision, WeightFile
from srdesk.progress import CancelToken


def spec(
    *, color: Color = Color.RGB, scale: int = 2, halo: int = 3, precisions: tuple[Precision, ...] = (Precision.FP32,)
) -> ModelSpec:
    """A spec of a network called ``fake``, whose weight files do not exist."""
    files = {
        precision: WeightFile(Path("nowhere"), digest(f"{precision}{scale}{color}"), 100) for precision in precisions
    }
    return ModelSpec("fake", "Fake", scale, color, halo, 1, 1, "For tests.", files)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def catalogue(**changes: object) -> Catalogue:
    """A catalogue with nothing but that spec."""
    return Catalogue((spec(**changes),))  # type: ignore[arg-type]


def catalogue_of(weights: Path) -> Catalogue:
    """That catalogue, with a file of any content as the weights, which is taken for what it should be."""
    file = WeightFile(weights, hashlib.sha256(weights.read_bytes()).hexdigest(), weights.stat().st_size)
    return Catalogue((replace(spec(), files={Precision.FP32: file}),))


@dataclass
class BlurSession:
    """Enlarges by repetition, mixed with a box blur of known radius and zero padding, as a convolution would do."""

    scale: int = 2
    radius: int = 3
    device: str = "cpu"
    weight_bytes: int = 100
    shapes: list[tuple[int, ...]] = field(default_factory=list)

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        token.check()
        self.shapes.append(planes.shape)
        r, side = self.radius, 2 * self.radius + 1
        padded = np.pad(planes.astype(np.float64), ((0, 0), (r, r), (r, r)))
        sums = np.lib.stride_tricks.sliding_window_view(padded, (side, side), axis=(1, 2)).mean(axis=(3, 4))
        mixed = 0.9 * planes + 0.1 * sums
        return mixed.repeat(self.scale, axis=1).repeat(self.scale, axis=2).astype(np.float32)


@dataclass
class RepeatSession:
    """Enlarges by repetition; ``limit`` is the largest source area it has memory for."""

    scale: int = 2
    limit: int | None = None
    device: str = "cpu"
    weight_bytes: int = 100
    runs: int = 0

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        token.check()
        self.runs += 1
        if self.limit is not None and planes[0].size > self.limit:
            raise OutOfMemoryError("The engine ran out of memory.")
        return planes.repeat(self.scale, axis=1).repeat(self.scale, axis=2)


@dataclass
class ConstantSession(RepeatSession):
    """Answers everything with one value."""

    value: float = 0.0

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        return np.full_like(super().run(planes, token), self.value)


@dataclass
class FailingSession(RepeatSession):
    """Fails at the n-th tile (from 0)."""

    at: int = 0

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        if self.runs == self.at:
            raise EngineError("The engine broke.", hint="Mend it.")
        return super().run(planes, token)


@dataclass
class BlockingSession(RepeatSession):
    """Waits inside a tile until its token is cancelled; ``entered`` is set once it waits."""

    entered: threading.Event = field(default_factory=threading.Event)

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        released = threading.Event()
        with token.interrupting(released.set):
            self.entered.set()
            released.wait(30)
        token.check()
        return super().run(planes, token)


def opener(session: object):
    """An opener for a `Restorer` that always answers with one session."""

    def open_session(_request: SessionRequest):
        return session

    return open_session
