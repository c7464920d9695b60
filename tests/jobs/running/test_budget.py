"""What photos under way may take together."""

from srdesk.jobs.running.budget import MemoryBudget


def test_a_photo_that_never_fits_is_let_in_alone():
    room = MemoryBudget(100)
    assert room.take(1000)
    assert not room.take(1, patience=0)
    room.give_back(1000)
    assert room.take(1, patience=0)
