"""Stand-ins for what works in the background, and photos that are easy to recognise."""

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, Signal

from srdesk.gui.background import Failure, Work
from srdesk.gui.compare.growing import GrowingMips
from srdesk.gui.compare.pictures import Picture, levels_of, whole_picture
from srdesk.gui.compare.qimage import AS_THEY_ARE
from srdesk.gui.compare.raster import Block, PhotoRaster
from srdesk.gui.document import Result
from srdesk.gui.exposures.variants import finished_like
from srdesk.imaging.photo import Photo
from srdesk.progress import Cancelled, CancelToken, Progress
from srdesk.rect import Rect
from srdesk.restore import Mosaics, RestoreOptions, Restorer
from tests.fakes import RepeatSession, catalogue, opener


class HeldTask(QObject):
    """A task that is done when the test says so."""

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work: Work | None = work
        self.token = CancelToken()

    def cancel(self) -> None:
        self.token.cancel()

    def run(self) -> None:
        reports: list[Progress] = []
        work, self._work = self._work, None
        try:
            self.token.check()
            result = work(self.token, reports.append)
            for report in reports:
                self.progressed.emit(report)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - as the real one does
            self.failed.emit(Failure(error, "Traceback: made up"))
        else:
            self.succeeded.emit(result)
        self.finished.emit()


@dataclass
class HeldBackground:
    """Does its work in the calling thread, when told to."""

    waiting: list[HeldTask] = field(default_factory=list)

    def submit(self, work: Work) -> HeldTask:
        task = HeldTask(work)
        self.waiting.append(task)
        return task

    def run_one(self, index: int = 0) -> None:
        task = self.waiting.pop(index)
        task.run()

    def run_all(self) -> None:
        while self.waiting:
            self.run_one()


@dataclass
class GatedSession(RepeatSession):
    """Waits before every tile until the test lets it through; a cancelled token does too."""

    gate: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def run(self, planes, token):
        with token.interrupting(self.gate.release):
            assert self.gate.acquire(timeout=30)
        return super().run(planes, token)


def ramp(width: int, height: int, *, channels: int = 3, dtype=np.uint8) -> np.ndarray:
    """Pixels all of which differ from their neighbours, over the full range."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [(x * 7 + y * 13) % 256, (x * 5 + 90) % 256, (y * 3 + 17) % 256][:channels]
    samples = np.stack(planes, axis=-1).astype(dtype) * (257 if dtype == np.uint16 else 1)
    return samples[..., 0] if channels == 1 else samples


def smooth(width: int, height: int) -> np.ndarray:
    """Pixels that change little from one to the next."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [x * 255 // max(1, width - 1), y * 255 // max(1, height - 1), (x + y) * 255 // max(1, width + height - 2)]
    return np.stack(planes, axis=-1).astype(np.uint8)


def photo(width: int = 40, height: int = 30, **changes) -> Photo:
    return Photo(smooth(width, height), **changes)


def photo_file(folder: Path, name: str = "family.png", size: tuple[int, int] = (40, 30)) -> Path:
    path = folder / name
    Image.fromarray(smooth(*size)).save(path)
    return path


def result(options: RestoreOptions = RestoreOptions(model="fake"), *, saved: Path | None = None) -> Result:
    """A result of a small photo that was made by a network called Fake, whatever the options."""
    restorer, source = Restorer(catalogue(), opener=opener(RepeatSession())), photo()
    computed = restorer.complete(source, Mosaics.of_photo(source), RestoreOptions(model="fake"))
    return Result(replace(computed, options=finished_like(computed.options, options)), options, saved)


def result_picture(photo: Photo, colours=AS_THEY_ARE):
    """A photo as a finished result is shown."""
    return whole_picture(PhotoRaster(photo), colours, transparent=photo.alpha is not None)


class FillingRaster:
    """Pixels that are put in block by block; transparent where none were."""

    def __init__(self, size: tuple[int, int], like=np.uint8) -> None:
        self.size = size
        self._pixels = np.zeros((size[1], size[0], 3), like)
        self._alpha = np.zeros((size[1], size[0]), like)

    def read(self, area):
        return Block(self._pixels[area.slices], self._alpha[area.slices])

    def put(self, area, samples) -> None:
        self._pixels[area.slices] = samples
        self._alpha[area.slices] = np.iinfo(self._alpha.dtype).max


class GrowingPicture:
    """A picture of a raster that fills up, as one of a result in the making is."""

    def __init__(self, original, scale: int) -> None:
        width, height = original.photo.size
        self._raster = FillingRaster((width * scale, height * scale), original.photo.pixels.dtype)
        self._growing = GrowingMips(self._raster, original.colours.shown)
        levels = levels_of(self._raster)
        self.picture = Picture(
            self._raster.size, levels, self._growing.mips, original.colours, transparent=True, raster=self._raster
        )

    def add(self, x: int, y: int, samples) -> None:
        area = Rect(x, y, samples.shape[1], samples.shape[0])
        self._raster.put(area, samples)
        self._growing.add(area)

    def take(self):
        return self._growing.take()
