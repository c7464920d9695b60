"""What photos under way may take together, and what goes back to the system after them."""

import pytest

from srdesk.jobs.running import budget
from srdesk.jobs.running.budget import MemoryBudget, needed


@pytest.fixture
def returned(monkeypatch):
    times = []
    monkeypatch.setattr(budget, "give_memory_back", lambda: times.append(1))
    return times


@pytest.mark.parametrize(
    ("size", "photos", "times"),
    [((320, 240), 60, 3), ((6000, 4000), 5, 5)],
    ids=["after twenty small photos", "after each large one"],
)
def test_freed_memory_goes_back_to_the_system(returned, size, photos, times):
    amount, room = needed(size, (2 * size[0], 2 * size[1])), MemoryBudget(10**12)
    for _ in range(photos):
        assert room.take(amount)
        room.give_back(amount)
    assert len(returned) == times


def test_a_photo_that_never_fits_is_let_in_alone(returned):
    room = MemoryBudget(100)
    assert room.take(1000)
    assert not room.take(1, patience=0)
    room.give_back(1000)
    assert room.take(1, patience=0)
