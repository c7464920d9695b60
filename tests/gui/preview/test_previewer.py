"""Previews: what is seen, the quick network first, the current variant first, and nothing twice."""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from srdesk.errors import EngineError
from srdesk.gui.exposures.exposure import KEPT
from srdesk.gui.preview.previewer import Looking
from srdesk.rect import Rect
from srdesk.restore import Restorer
from tests.fakes import FailingSession, RepeatSession, catalogue, opener
from tests.gui.fakes import HeldBackground, photo_file
from tests.gui.preview.conftest import QUICK, SLOW


def areas(bench):
    return [area for _, area in bench.grown]


def test_nothing_is_done_before_anybody_looks(bench):
    lab = bench()
    assert not lab.lane.waiting
    assert lab.previewer.preview is None


def test_what_is_seen_comes_from_the_quick_network_first(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_one()
    assert lab.restorer.runs() == {"Slow": 0, "Quick": 1}
    assert Rect(0, 0, 32, 32) in areas(lab)
    preview = lab.previewer.preview
    assert (preview.spec.title, preview.awaited.title, preview.coming) == ("Quick", "Slow", True)
    lab.lane.run_one()
    assert lab.restorer.runs()["Slow"] == 1
    preview = lab.previewer.preview
    assert (preview.spec.title, preview.awaited) == ("Slow", None)
    assert not lab.lane.waiting
    assert not lab.previewer.busy


def test_seen_from_afar_the_slow_network_is_not_asked(bench):
    lab = bench()
    lab.look(0, 0, 64, 48, zoom=0.5)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 0
    assert not lab.previewer.preview.coming
    lab.look(0, 0, 32, 24, zoom=1.0)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 4
    assert lab.previewer.preview.awaited is None


def test_a_quick_network_needs_no_other_and_is_asked_from_afar_too(bench):
    lab = bench(QUICK)
    lab.look(0, 0, 64, 48, zoom=0.1)
    lab.lane.run_all()
    assert lab.restorer.runs() == {"Slow": 0, "Quick": 12}
    assert lab.previewer.preview.spec.title == "Quick"


def test_looking_elsewhere_stops_the_slow_network_and_brings_the_quick_one(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_one()
    (slow,) = lab.lane.waiting
    lab.look(48, 32, 16, 16)
    assert slow.token.cancelled
    lab.lane.run_one()
    quick = lab.restorer.runs()["Quick"]
    lab.lane.run_one()
    assert lab.restorer.runs()["Quick"] > quick
    assert lab.restorer.runs()["Slow"] == 0
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 1
    assert Rect(96, 64, 32, 32) in areas(lab)
    assert Rect(0, 0, 32, 32) in areas(lab)


def test_a_quick_step_follows_the_eye_instead(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    (quick,) = lab.lane.waiting
    lab.look(48, 32, 16, 16)
    assert not quick.token.cancelled
    lab.lane.run_one()
    assert all(area.x >= 48 for area in areas(lab))


def test_what_was_seen_before_is_not_computed_again(bench):
    lab = bench()
    for x in (0, 32, 0):
        lab.look(x, 0, 16, 16)
        lab.lane.run_all()
    runs = lab.restorer.runs()
    lab.look(0, 0, 48, 16)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 3
    assert runs["Slow"] == 2


@pytest.mark.parametrize("change", [{"tile": 8}, {"overlap": 5}, {"model": "fsrcnn"}])
def test_other_settings_compute_only_what_is_seen(bench, change):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_all()
    before = sum(lab.restorer.runs().values())
    lab.lab.change(replace(SLOW, **change))
    lab.lane.run_all()
    new = sum(lab.restorer.runs().values()) - before
    everything = len(lab.work.plan(lab.lab.variants.current).layout.tiles)
    assert new < everything
    assert lab.previewer.preview.awaited is None


@pytest.mark.parametrize("change", [{"strength": 0.5}, {"grain": 0.5}])
def test_strength_and_grain_compute_nothing(bench, change):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_one()
    (slow,) = lab.lane.waiting
    lab.lab.change(replace(SLOW, **change))
    assert not slow.token.cancelled
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 1


def test_a_restoration_takes_the_preview_over_and_changes_no_byte(bench):
    lab = bench(replace(SLOW, strength=0.7, grain=0.2))
    lab.look(10, 10, 20, 20)
    lab.lane.run_all()
    previewed = lab.restorer.runs()["Slow"]
    assert previewed == 4
    lab.work.restore(lab.lab.variants.current)
    lab.inference.run_all()
    assert lab.restorer.runs()["Slow"] == 12, "each tile once"
    alone = RepeatSession()
    undisturbed = Restorer(catalogue(), opener=opener(alone)).restore(
        lab.work.document.photo, replace(lab.lab.variants.current, model="fake")
    )
    assert alone.runs == 12
    assert lab.work.document.result.photo.pixels.tobytes() == undisturbed.photo.pixels.tobytes()


def test_a_restoration_does_the_previews_work(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_one()
    (slow,) = lab.lane.waiting
    lab.work.restore(SLOW)
    assert slow.token.cancelled
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 0
    lab.inference.run_all()
    assert not lab.lane.waiting
    assert lab.previewer.preview.awaited is None


def test_after_a_stopped_restoration_there_is_a_preview_again(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_one()
    lab.work.restore(SLOW)
    lab.work.cancel()
    lab.inference.run_all()
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 1


def test_other_variants_come_after_the_current_one_and_only_seen_closely(bench):
    lab = bench()
    lab.lab.add()
    lab.lab.change(QUICK)
    lab.look(0, 0, 16, 16, zoom=0.5)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 0
    lab.look(0, 0, 16, 16, zoom=1.0)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 1
    lab.lab.choose(0)
    assert not lab.lane.waiting, "it is there at once"
    assert lab.previewer.preview.spec.title == "Slow"


def test_previews_can_be_done_without(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.previewer.enable(enabled=False)
    lab.lane.run_all()
    assert lab.restorer.runs() == {"Slow": 0, "Quick": 0}
    lab.previewer.enable(enabled=True)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 1


def test_a_preview_that_fails_is_told_once_and_not_tried_again(bench):
    lab = bench(sessions={"Quick": FailingSession(at=0)})
    lab.look(0, 0, 16, 16)
    lab.lane.run_all()
    (failure,) = lab.failures
    assert isinstance(failure.error, EngineError)
    assert lab.restorer.runs()["Slow"] == 1, "the chosen one may still work"
    lab.look(16, 16, 16, 16)
    lab.lane.run_all()
    assert len(lab.failures) == 1


def test_another_photo_has_previews_of_its_own(bench, tmp_path):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_all()
    lab.open(photo_file(tmp_path, "other.png", (64, 48)))
    assert lab.previewer.preview is None
    lab.look(0, 0, 16, 16)
    lab.lane.run_all()
    assert lab.restorer.runs()["Slow"] == 2


def test_a_model_that_is_not_there_has_no_preview(bench):
    lab = bench(replace(SLOW, scale=4))
    lab.look(0, 0, 16, 16)
    assert lab.exposure is None
    assert lab.previewer.preview is None
    assert not lab.lane.waiting


@pytest.mark.parametrize(("zoom", "close"), [(0.99, False), (1.0, True), (3.0, True)])
def test_looking_closely_is_a_pixel_of_the_photo_on_one_of_the_screen(zoom, close):
    assert Looking(Rect(0, 0, 1, 1), zoom).close is close


def test_pixels_of_a_preview_are_those_of_the_network(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_all()
    shown = lab.exposure.mosaic.canvas[:32, :32]
    np.testing.assert_array_equal(shown, lab.work.document.photo.pixels[:16, :16].repeat(2, 0).repeat(2, 1))
    assert isinstance(lab.lane, HeldBackground)


def test_what_no_variant_shows_is_not_held_on_to(bench):
    lab = bench()
    lab.look(0, 0, 16, 16)
    lab.lane.run_all()
    exposures = lab.work.exposures
    first = weakref.ref(lab.exposure)
    for overlap in range(KEPT + 1):
        lab.lab.change(replace(SLOW, overlap=overlap))
        lab.lane.run_all()
    lab.grown.clear()
    gc.collect()
    assert first() is None
    assert len(exposures._kept) == KEPT
