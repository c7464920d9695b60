"""A lab without a window and without threads, and networks that can be told apart."""

from dataclasses import replace

import pytest

from srdesk.gui.preview.lab import Lab
from srdesk.gui.preview.previewer import Looking, Previewer
from srdesk.gui.workbench import Workbench
from srdesk.models.catalogue import Catalogue
from srdesk.rect import Rect
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import RepeatSession, spec
from tests.gui.fakes import HeldBackground, photo_file

SLOW = RestoreOptions(model="slow", tile=16)
QUICK = RestoreOptions(model="fsrcnn", tile=16)


class CountingRestorer(Restorer):
    """Counts the runs of each network, by its title."""

    def __init__(self, sessions=None):
        slow = replace(spec(), name="slow", title="Slow", files=_files("slow", 100.0))
        quick = replace(spec(halo=0), name="fsrcnn", title="Quick", files=_files("quick", 1.0))
        sessions = sessions or {}
        self.sessions = {title: sessions.get(title) or RepeatSession() for title in ("Slow", "Quick")}
        super().__init__(Catalogue((slow, quick)), opener=lambda request: self.sessions[request.spec.title])

    def runs(self):
        return {title: session.runs for title, session in self.sessions.items()}


def _files(name, cost):
    """Weight files of a network that takes so long, and is best run on tiles of 16 pixels."""
    changes = {"sha256": name, "costs": ((16, cost),)}
    return {precision: replace(file, **changes) for precision, file in spec().files.items()}


class Bench:
    """A lab, and everything in the background held until the test says so."""

    def __init__(self, options, sessions):
        self.inference, self.files, self.lane = HeldBackground(), HeldBackground(), HeldBackground()
        self.restorer = CountingRestorer(sessions)
        self.work = Workbench(lambda: self.restorer, inference=self.inference, files=self.files)
        self.previewer = Previewer(self.restorer.specs, self.work, self.lane)
        self.lab = Lab(self.work, self.previewer, options)
        self.grown, self.failures = [], []
        self.previewer.grown.connect(lambda exposure, areas: self.grown.extend((exposure, area) for area in areas))
        self.previewer.failed.connect(self.failures.append)

    def open(self, path):
        self.work.open(path)
        self.files.run_all()

    def look(self, x, y, width, height, *, zoom=1.0):
        self.previewer.look(Looking(Rect(x, y, width, height), zoom))

    @property
    def exposure(self):
        return self.previewer.exposure_of(self.lab.variants.current)


@pytest.fixture
def bench(qtbot, tmp_path):
    def make(options=SLOW, *, sessions=None, size=(64, 48)):
        made = Bench(options, sessions)
        made.open(photo_file(tmp_path, size=size))
        return made

    return make
