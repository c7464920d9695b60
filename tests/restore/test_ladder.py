"""What is tried after failures: less at a time, more precisely, or the same again."""

import threading
from dataclasses import dataclass, field

import numpy as np
import pytest

from srdesk.engines.session import Planes
from srdesk.errors import CrashedError, OutOfMemoryError, SanityError
from srdesk.imaging.photo import Photo
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken, Progress
from srdesk.rect import Rect
from srdesk.restore import Gaze, Mosaics, RestoreOptions, Restorer
from srdesk.restore.ladder import TRIES, Ladder
from tests.fakes import RepeatSession, catalogue, opener

OPTIONS = RestoreOptions(model="fake", tile=16)
PHOTO = Photo(np.random.default_rng(0).integers(60, 180, (48, 48, 3), dtype=np.uint8))


@dataclass
class CrashingSession(RepeatSession):
    """Crashes at these tiles (from 0, each counted once it was tried), but not before so much of the photo is there."""

    at: frozenset[int] = frozenset()
    tried: int = 0
    not_before: float = 0
    there: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def saw(self, progress: Progress) -> None:
        if progress.done >= self.not_before:
            self.there.release()

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        self.tried += 1
        if self.tried - 1 in self.at:
            assert not self.not_before or self.there.acquire(timeout=30)
            raise CrashedError("The engine crashed.", hint="Try again.")
        return super().run(planes, token)


def restorer_of(session):
    return Restorer(catalogue(), opener=opener(session))


@pytest.fixture
def ladder():
    return Ladder(Restorer(catalogue(precisions=tuple(Precision))).plan((400, 300), OPTIONS))


def test_after_a_crash_it_goes_on_where_it_was():
    session = CrashingSession(at=frozenset({4}), not_before=3 * 16 * 16)
    restored = restorer_of(session).restore(PHOTO, OPTIONS, progress=session.saw)
    assert session.tried <= 9 + 2, "of the four tiles before, only one that was not put in place yet is lost"
    (warning,) = restored.report.warnings[len(restored.report.plan.warnings) :]
    assert "crashed" in warning
    assert "started again" in warning
    undisturbed = restorer_of(RepeatSession()).restore(PHOTO, OPTIONS)
    np.testing.assert_array_equal(restored.photo.pixels, undisturbed.photo.pixels)


def test_a_second_crash_is_none_of_chance():
    with pytest.raises(CrashedError) as raised:
        restorer_of(CrashingSession(at=frozenset({4, 6}))).restore(PHOTO, OPTIONS)
    assert raised.value.hint


def test_the_next_photo_may_crash_once_again():
    restorer = restorer_of(CrashingSession(at=frozenset({4, 12})))
    for _ in range(2):
        restorer.restore(PHOTO, OPTIONS)


def test_a_preview_survives_a_crash_too():
    mosaics = Mosaics.of_photo(PHOTO)
    gaze = Gaze(Rect(0, 0, 48, 48))
    mosaic = restorer_of(CrashingSession(at=frozenset({0}))).glimpse(PHOTO, mosaics, OPTIONS, gaze=gaze)
    assert not mosaic.missing


def test_tiles_are_halved_a_few_times(ladder):
    tile = ladder.plan.tile
    for _ in range(TRIES - 1):
        ladder.descend(OutOfMemoryError("full"))
    assert ladder.plan.tile == max(8, tile // 4)
    assert len(ladder.warnings) == len(ladder.plan.warnings) + TRIES - 1
    with pytest.raises(OutOfMemoryError, match="not enough"):
        ladder.descend(MemoryError())


def test_every_way_out_is_left_after_the_others(ladder):
    ladder.plan = ladder.plan.with_precision(Precision.INT8)
    for _ in range(TRIES - 1):
        ladder.descend(MemoryError())
    ladder.descend(CrashedError("gone"))
    ladder.descend(SanityError("absurd"))
    assert ladder.plan.precision is Precision.FP32
    with pytest.raises(SanityError):
        ladder.descend(SanityError("absurd"))


def test_a_guarded_restorer_makes_the_same_photo():
    options = RestoreOptions(model="fsrcnn", tile=16)
    guarded, plain = Restorer(guarded=True), Restorer()
    try:
        there, here = (restorer.restore(PHOTO, options) for restorer in (guarded, plain))
        assert guarded.devices == plain.devices
    finally:
        guarded.close()
    np.testing.assert_array_equal(there.photo.pixels, here.photo.pixels)
    assert there.report.warnings == here.report.warnings
