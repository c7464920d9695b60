"""The lab: variants that are kept from photo to photo, and trials that hide which is which."""

from dataclasses import replace

import pytest

from srdesk.gui.exposures.variants import Variants
from srdesk.imaging.codec import encode
from srdesk.jobs.queue import Made
from tests.gui.fakes import photo_file
from tests.gui.preview.conftest import QUICK, SLOW


@pytest.fixture
def lab(bench):
    return bench()


def test_the_workbench_looks_at_the_current_variant(lab):
    assert lab.work.document.options == SLOW
    lab.lab.add()
    lab.lab.change(QUICK)
    assert lab.work.document.options == QUICK
    lab.lab.choose(0)
    assert lab.work.document.options == SLOW


def test_variants_stay_for_the_next_photo(lab, tmp_path):
    lab.lab.add()
    lab.lab.change(QUICK)
    lab.open(photo_file(tmp_path, "next.png"))
    assert lab.lab.variants == Variants((SLOW, QUICK), 1)
    assert lab.work.document.options == QUICK


def test_each_change_is_told_once(lab):
    told = []
    lab.lab.changed.connect(lambda: told.append(lab.lab.variants))
    lab.lab.add()
    lab.lab.choose(0)
    lab.lab.choose(0)
    lab.lab.choose(3)
    lab.lab.remove()
    assert len(told) == 3


def test_a_trial_hides_which_is_which_and_counts_picks(lab):
    lab.lab.add()
    lab.lab.change(QUICK)
    lab.lab.start_trial()
    picked = []
    for _ in range(5):
        lab.lab.choose(1)
        assert lab.lab.variants.index == lab.lab.trial.order[1]
        picked.append(lab.lab.variants.index)
        lab.lab.pick()
        assert lab.lab.variants.index == lab.lab.trial.order[0], "each round begins with the first place"
    trial = lab.lab.end_trial()
    assert dict(trial.tally) == {0: picked.count(0), 1: picked.count(1)}
    assert lab.lab.trial is None
    lab.lab.choose(1)
    assert lab.lab.variants.index == 1


def test_there_is_nothing_at_places_that_a_trial_does_not_have(lab):
    lab.lab.add()
    lab.lab.start_trial()
    before = lab.lab.variants
    lab.lab.choose(2)
    assert lab.lab.variants == before


def test_a_trial_ends_with_its_photo(lab, tmp_path):
    lab.lab.add()
    lab.lab.start_trial()
    lab.open(photo_file(tmp_path, "next.png"))
    assert lab.lab.trial is None


def test_an_opened_result_is_seen_with_what_it_was_made_with_for_as_long_as_it_is_open(lab, tmp_path):
    lab.lab.add()
    lab.lab.change(QUICK)
    own = lab.lab.variants
    source, target = photo_file(tmp_path, "old.png", (64, 48)), tmp_path / "old_x2.png"
    options = replace(SLOW, strength=0.5)
    encode(lab.restorer.restore(lab.work.document.photo, options).photo, target)
    lab.work.open(source, Made(target, options, 1.0, 0.01))
    lab.files.run_all()
    assert lab.lab.visiting
    assert lab.lab.variants == Variants((options,))
    assert lab.work.document.result.saved == target
    assert lab.exposure.begun
    lab.look(0, 0, 16, 16)
    assert not lab.lane.waiting, "all of it is there"
    lab.open(photo_file(tmp_path, "new.png"))
    assert lab.lab.variants == own
    assert not lab.lab.visiting


def test_what_is_changed_about_an_opened_result_is_the_users_choice(lab, tmp_path):
    source, target = photo_file(tmp_path, "old.png", (64, 48)), tmp_path / "old_x2.png"
    encode(lab.restorer.restore(lab.work.document.photo, SLOW).photo, target)
    lab.work.open(source, Made(target, SLOW, 1.0, 0.01))
    lab.files.run_all()
    lab.lab.change(QUICK)
    assert not lab.lab.visiting
    lab.open(photo_file(tmp_path, "new.png"))
    assert lab.lab.variants.current == QUICK
