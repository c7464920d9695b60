"""The workbench: what is open, what is being done, what is told, without a window and without threads."""

import gc
import weakref
from functools import partial

import numpy as np
import pytest

from srdesk.errors import EngineError, InputError, OutputError
from srdesk.gui.workbench import Workbench
from srdesk.imaging.codec import decode
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import FailingSession, RepeatSession, catalogue, opener
from tests.gui.fakes import HeldBackground, photo_file

OPTIONS = RestoreOptions(model="fake", tile=16)
SIGNALS = ("opened", "started", "grown", "progressed", "restored", "reverted", "saved", "failed")


class Bench:
    """A workbench and everything it said."""

    def __init__(self, session):
        self.inference, self.files = HeldBackground(), HeldBackground()
        restorer = Restorer(catalogue(), opener=opener(session))
        self.work = Workbench(lambda: restorer, inference=self.inference, files=self.files)
        self.said = []
        for name in SIGNALS:
            getattr(self.work, name).connect(partial(self._note, name))
        self.refused = []
        self.work.saves.refused.connect(self.refused.append)

    def _note(self, name, *values):
        self.said.append((name, values))

    def names(self):
        return [name for name, _ in self.said if name not in ("grown", "progressed")]

    def last(self, name):
        return [values for said, values in self.said if said == name][-1]

    def open(self, path):
        self.work.open(path)
        self.files.run_all()
        return self.work.document

    def restore(self, options=OPTIONS):
        self.work.restore(options)
        self.inference.run_all()
        return self.work.document.result


@pytest.fixture
def bench(qtbot):
    return Bench(RepeatSession())


def test_opening_reads_the_photo(bench, family):
    bench.work.open(family)
    assert bench.work.opening == family
    bench.files.run_all()
    assert bench.work.opening is None
    assert bench.names() == ["opened"]
    document, original = bench.last("opened")
    assert document is bench.work.document
    assert original is bench.work.original
    assert (document.source, document.photo.size) == (family, (40, 30))


def test_what_cannot_be_read_changes_nothing(bench, family, tmp_path):
    document = bench.open(family)
    bench.open(tmp_path / "gone.jpg")
    (failure,) = bench.last("failed")
    assert isinstance(failure.error, InputError)
    assert bench.work.document is document
    assert bench.work.opening is None


def test_only_the_last_of_several_openings_counts(bench, family, tmp_path):
    other = photo_file(tmp_path, "other.png", (20, 20))
    bench.work.open(family)
    bench.work.open(other)
    bench.files.run_one(1)
    bench.files.run_all()
    assert bench.names() == ["opened"]
    assert bench.work.document.source == other


def test_restoring_grows_reports_and_ends_with_the_result(bench, family):
    source = bench.open(family).photo
    bench.work.restore(OPTIONS)
    assert bench.work.restoring
    bench.inference.run_all()
    assert bench.names() == ["opened", "started", "restored"]
    assert not bench.work.restoring
    result = bench.work.document.result
    assert np.array_equal(result.photo.pixels, source.pixels.repeat(2, axis=0).repeat(2, axis=1))
    assert result.options == OPTIONS
    assert bench.last("restored") == (result,)
    assert bench.work.exposure(OPTIONS).complete
    progress = [values[0].fraction for name, values in bench.said if name == "progressed"]
    assert progress == sorted(progress)
    assert progress[-1] == 1.0


def test_every_part_of_the_result_is_told_to_have_grown(bench, family):
    bench.open(family)
    bench.restore()
    grown = [area for name, values in bench.said if name == "grown" for area in values[1]]
    assert sum(area.width * area.height for area in grown) == 80 * 60


def test_cancelling_leaves_the_document_as_it_was(bench, family):
    bench.open(family)
    first = bench.restore()
    bench.work.restore(RestoreOptions(model="fake", tile=8))
    bench.work.cancel()
    bench.inference.run_all()
    assert bench.names()[-1] == "reverted"
    assert bench.work.document.results == (first,)
    bench.work.consider(OPTIONS)
    assert bench.work.document.result is first
    assert not bench.work.restoring


def test_failing_leaves_the_document_as_it_was_and_says_why(qtbot, family):
    bench = Bench(FailingSession(at=1))
    bench.open(family)
    bench.restore()
    assert bench.names() == ["opened", "started", "reverted", "failed"]
    assert isinstance(bench.last("failed")[0].error, EngineError)
    assert bench.work.document.result is None


def test_opening_another_photo_stops_restoring(bench, family, tmp_path):
    bench.open(family)
    bench.work.restore(OPTIONS)
    bench.open(photo_file(tmp_path, "other.png"))
    assert bench.inference.waiting[0].token.cancelled
    bench.inference.run_all()
    assert bench.names() == ["opened", "started", "opened"]
    assert bench.work.document.result is None


def test_saving_writes_the_result(bench, family, tmp_path):
    bench.open(family)
    result = bench.restore()
    target = tmp_path / "result.png"
    bench.work.save(target, overwrite=False)
    assert bench.work.saving
    bench.files.run_all()
    assert not bench.work.saving
    assert bench.last("saved")[0].path == target
    assert bench.work.document.result.saved == target
    assert not bench.work.document.unsaved
    assert np.array_equal(decode(target).pixels, result.photo.pixels)


def test_a_save_that_fails_leaves_the_result_unsaved(bench, family, tmp_path):
    bench.open(family)
    bench.restore()
    bench.work.save(tmp_path / "nowhere" / "result.png", overwrite=False)
    bench.files.run_all()
    (refused,) = bench.refused
    assert isinstance(refused.error, OutputError)
    assert bench.work.document.unsaved
    assert not bench.work.saving


def test_a_file_that_appeared_in_the_meantime_is_not_overwritten(bench, family, tmp_path):
    bench.open(family)
    bench.restore()
    target = tmp_path / "result.png"
    bench.work.save(target, overwrite=False)
    target.write_bytes(b"mine")
    bench.files.run_all()
    assert len(bench.refused) == 1
    assert target.read_bytes() == b"mine"


def test_a_save_that_ends_after_another_result_came_does_not_count_for_that(bench, family, tmp_path):
    bench.open(family)
    bench.restore()
    bench.work.save(tmp_path / "first.png", overwrite=False)
    bench.restore(RestoreOptions(model="fake", tile=8))
    bench.files.run_all()
    assert (tmp_path / "first.png").exists()
    assert bench.work.document.unsaved


def test_discarding_lets_go_of_the_result(bench, family):
    bench.open(family)
    bench.restore()
    bench.work.discard()
    assert bench.work.document.result is None


def test_what_was_replaced_is_let_go_of_in_the_background(bench, family, tmp_path):
    bench.open(family)
    mosaic = weakref.ref(bench.restore().computed.mosaic)
    bench.said.clear()
    bench.work.open(photo_file(tmp_path, "other.png"))
    bench.files.run_one()
    assert mosaic() is not None
    bench.files.run_all()
    gc.collect()
    assert mosaic() is None
