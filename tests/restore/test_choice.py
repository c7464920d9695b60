"""Which network ``auto`` stands for."""

from dataclasses import replace

import pytest

from srdesk.errors import ModelError
from srdesk.imaging.condition import UNKNOWN, Condition
from srdesk.models.catalogue import Catalogue
from srdesk.restore.choice import CLEAN, WORN, best_model
from tests.fakes import spec

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
