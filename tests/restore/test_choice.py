"""Which network ``auto`` stands for."""

import gc
from dataclasses import replace

import numpy as np
import pytest

from srdesk.errors import ModelError
from srdesk.imaging.condition import UNKNOWN, Condition
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue
from srdesk.restore import RestoreOptions, Restorer, choice
from srdesk.restore.choice import CLEAN, WORN, best_model
from tests.fakes import RepeatSession, opener, spec

BOTH = Catalogue((replace(spec(), name=CLEAN), replace(spec(), name=WORN)))
OTHER = Catalogue((spec(),))


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        (UNKNOWN, CLEAN),
        (Condition(0.5, 98), CLEAN),
        (Condition(0.5, 60), WORN),
        (Condition(12.0, 100), WORN),
        (Condition(12.0, 40), WORN),
    ],
)
def test_condition_decides(condition, name):
    assert best_model(condition, 2, BOTH) == name


def test_what_is_there_is_taken_where_the_better_one_is_missing():
    only_clean = Catalogue((replace(spec(), name=CLEAN),))
    assert best_model(Condition(12.0, 40), 2, only_clean) == CLEAN
    assert best_model(Condition(12.0, 40), 2, OTHER) == "fake"


def test_no_network_at_a_scale_is_an_error():
    with pytest.raises(ModelError, match="no scale 3"):
        best_model(UNKNOWN, 3, BOTH)


def test_a_photo_is_looked_at_once_and_planned_by_what_was_seen(monkeypatch):
    looks = []
    monkeypatch.setattr(choice, "condition_of", lambda photo: looks.append(photo) or Condition(12.0, 40))
    restorer = Restorer(BOTH, opener=opener(RepeatSession()))
    photo, options = Photo(np.full((20, 20), 90, np.uint8)), RestoreOptions(model="auto")
    assert restorer.plan_of(photo, options).spec.name == CLEAN, "nobody has looked yet"
    assert not looks
    for _ in range(2):
        assert restorer.restore(photo, options).report.plan.spec.name == WORN
    assert restorer.plan_of(photo, options).spec.name == WORN
    assert looks == [photo]


def test_a_photo_that_is_gone_is_forgotten():
    conditions = choice.Conditions()
    photo = Photo(np.full((20, 20), 90, np.uint8))
    conditions.of(photo)
    assert conditions.known(photo)
    del photo
    gc.collect()
    assert not len(conditions._known)
