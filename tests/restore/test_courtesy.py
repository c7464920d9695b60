"""What somebody looks at goes first, and nothing waits for itself."""

import threading
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from srdesk.engines.session import Planes
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue
from srdesk.progress import Cancelled, CancelToken
from srdesk.rect import Rect
from srdesk.restore import Gaze, Mosaics, RestoreOptions, Restorer
from srdesk.restore.courtesy import Courtesy
from tests.fakes import RepeatSession, opener, spec

OPTIONS = RestoreOptions(model="fake", tile=16)
PHOTO = Photo(np.random.default_rng(0).integers(60, 180, (48, 48, 3), dtype=np.uint8))
EVERYTHING = Gaze(Rect(0, 0, 48, 48))
PATIENCE = 20


@dataclass
class WatchedSession(RepeatSession):
    """Tells of every tile on whose behalf it is computed, by the name of the thread, and waits at the first glimpse."""

    told: list[str] = field(default_factory=list)
    glimpsing: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def run(self, planes: Planes, token: CancelToken) -> Planes:
        name = threading.current_thread().name
        if name == "glimpse" and not self.glimpsing.is_set():
            self.glimpsing.set()
            self.go_on.wait(PATIENCE)
        self.told.append(name)
        return super().run(planes, token)


def begun(name, work):
    thread = threading.Thread(target=work, name=name)
    thread.start()
    return thread


def test_a_restoration_stands_back_between_tiles_while_another_photo_is_looked_at():
    session = WatchedSession()
    restorer = Restorer(Catalogue((spec(),)), opener=opener(session))
    glimpse = begun("glimpse", lambda: restorer.glimpse(PHOTO, Mosaics.of_photo(PHOTO), OPTIONS, gaze=EVERYTHING))
    assert session.glimpsing.wait(PATIENCE)
    standing = threading.Event()
    restoration = begun(
        "restoration", lambda: restorer.restore(PHOTO, OPTIONS, progress=lambda _progress: standing.set())
    )
    assert standing.wait(PATIENCE)  # one tile is done, and then it stands back
    session.go_on.set()
    glimpse.join()
    restoration.join()
    first = session.told.index("restoration")
    assert "glimpse" not in session.told[session.told.index("restoration", first + 1) :]
    assert session.told.count("restoration") == 9


def test_one_that_stands_back_can_be_cancelled():
    courtesy, token = Courtesy(), CancelToken()
    with courtesy.urgent():
        timer = threading.Timer(0.01, token.cancel)
        timer.start()
        with pytest.raises(Cancelled):
            courtesy.stand_back(token)
        timer.join()


def test_nothing_stands_back_for_long_for_nothing():
    courtesy = Courtesy()
    with courtesy.urgent(), courtesy.urgent():
        pass
    courtesy.stand_back(CancelToken())
    assert courtesy.waited == 0


def test_a_glimpse_and_a_restoration_of_one_photo_do_not_wait_for_each_other():
    session = WatchedSession()
    restorer = Restorer(Catalogue((spec(),)), opener=opener(session))
    mosaics = Mosaics.of_photo(PHOTO)
    glimpse = begun("glimpse", lambda: restorer.glimpse(PHOTO, mosaics, OPTIONS, gaze=EVERYTHING))
    assert session.glimpsing.wait(PATIENCE)
    restoration = begun("restoration", lambda: restorer.complete(PHOTO, mosaics, OPTIONS))
    session.go_on.set()
    glimpse.join(PATIENCE)
    restoration.join(PATIENCE)
    assert not glimpse.is_alive()
    assert not restoration.is_alive()
    assert len(session.told) == 9


def test_time_that_was_waited_teaches_nothing_about_speed(monkeypatch):
    restorer = Restorer(Catalogue((spec(),)), opener=opener(RepeatSession()))
    learned = []
    monkeypatch.setattr(restorer.timing, "computed", lambda *what: learned.append(what))
    restorer.restore(PHOTO, OPTIONS)
    assert len(learned) == 1
    restorer._courtesy._gate.hold(holding=True)
    timer = threading.Timer(0.02, lambda: restorer._courtesy._gate.hold(holding=False))
    timer.start()
    restorer.restore(PHOTO, replace(OPTIONS, tile=24))
    timer.join()
    assert len(learned) == 1
