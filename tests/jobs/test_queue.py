"""The queue: transitions, order, and counts that agree with the entries whatever is done to them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from srdesk.jobs.queue import ACTIVE, ENDED, Made, Queue, Reason, Recipe, State
from srdesk.restore.options import RestoreOptions

EDSR = Recipe(RestoreOptions(model="edsr"))
WAY = (State.READING, State.LOADING, State.RUNNING, State.ENCODING)


def paths(*names):
    return [Path("photos") / name for name in names]


def queue_of(*names):
    queue = Queue()
    queue.add(paths(*names))
    return queue


def names(queue):
    return [entry.source.name for entry in queue]


def done(queue, key):
    for state in WAY:
        queue.change(key, state)
    made = Made(Path("result.png"), RestoreOptions())
    return queue.change(key, State.DONE, made=made)


def test_photos_wait_in_the_order_they_came():
    queue = queue_of("a", "b", "c")
    assert names(queue) == ["a", "b", "c"]
    assert {entry.state for entry in queue} == {State.QUEUED}
    assert queue.next is queue[0]
    assert queue.active is None


def test_a_source_is_in_the_queue_once():
    queue = queue_of("a", "b")
    done(queue, queue[0].key)
    added = queue.add(paths("b", "c", "c", "a"))
    assert [entry.source.name for entry in added] == ["c"]
    assert names(queue) == ["a", "b", "c"]
    assert queue[0].state is State.DONE


def test_the_way_of_a_photo():
    queue = queue_of("a", "b")
    key = queue[0].key
    for state in WAY:
        assert queue.change(key, state).state is state
        assert queue.active is queue[0]
        assert queue.next is queue[1]
    entry = queue.change(key, State.DONE, made=Made(Path("a_x2"), RestoreOptions()))
    assert (entry.made.target, entry.fraction) == (Path("a_x2"), 1.0)
    assert queue.active is None


ALLOWED = {
    (State.QUEUED, State.READING),
    (State.QUEUED, State.CANCELLED),
    (State.QUEUED, State.DONE),
    (State.READING, State.LOADING),
    (State.READING, State.RUNNING),
    (State.LOADING, State.RUNNING),
    (State.RUNNING, State.ENCODING),
    (State.ENCODING, State.DONE),
    *((state, end) for state in WAY for end in (State.FAILED, State.CANCELLED, State.QUEUED)),
    *((state, State.QUEUED) for state in ENDED),
}


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("end", State)
def test_only_states_that_follow_can_follow(start, end):
    queue = queue_of("a")
    key = queue[0].key
    ways = {State.QUEUED: (), State.DONE: (*WAY, State.DONE), State.FAILED: (*WAY, State.FAILED)}
    ways |= {state: WAY[: n + 1] for n, state in enumerate(WAY)} | {State.CANCELLED: (State.CANCELLED,)}
    for state in ways[start]:
        queue.change(key, state)
    if (start, end) in ALLOWED:
        assert queue.change(key, end).state is end
    else:
        with pytest.raises(ValueError, match="cannot go"):
            queue.change(key, end)
        assert queue[0].state is start


def test_trying_again_forgets_what_went_wrong():
    queue = queue_of("a")
    key = queue[0].key
    queue.change(key, State.READING)
    assert queue.change(key, State.FAILED, reason=Reason("broken", "mend")).reason.text == "broken"
    entry = queue.change(key, State.QUEUED)
    assert (entry.reason, entry.fraction, entry.made) == (None, 0.0, None)


def test_what_is_worked_on_cannot_be_removed():
    queue = queue_of("a", "b", "c")
    queue.change(queue[1].key, State.READING)
    assert [entry.key for entry in queue.remove(queue.order)] == [1, 3]
    assert names(queue) == ["b"]
    assert queue.find(Path("photos/a")) is None
    assert queue.add(paths("a"))[0].key == 4


@given(st.integers(1, 8), st.sets(st.integers(1, 8)), st.integers(0, 8))
def test_moving_keeps_everything_and_the_order_of_what_is_moved(size, keys, before):
    queue = queue_of(*"abcdefgh"[:size])
    keys, before = {key for key in keys if key <= size}, min(before, size)
    stays = [key for key in queue.order if key not in keys]
    in_front = len([key for key in queue.order[:before] if key not in keys])
    queue.move(keys, before)
    assert [key for key in queue.order if key not in keys] == stays
    assert list(queue.order[in_front : in_front + len(keys)]) == sorted(keys)
    assert [queue.row(key) for key in queue.order] == list(range(size))


def test_a_photo_goes_by_the_queues_recipe_or_its_own():
    queue = queue_of("a", "b")
    queue.give_recipe(queue[1].key, EDSR)
    queue.recipe = Recipe(RestoreOptions(scale=3))
    assert [queue.recipe_for(entry) for entry in queue] == [queue.recipe, EDSR]
    queue.give_recipe(queue[1].key, None)
    assert queue.recipe_for(queue[1]) == queue.recipe


def test_photos_not_measured_count_as_the_average():
    queue = queue_of("a", "b", "c")
    assert queue.pixels(State.QUEUED) == 3
    queue.measure(queue[0].key, (10, 20))
    queue.measure(queue[1].key, (10, 40))
    assert queue.pixels(State.QUEUED) == 200 + 400 + 300
    queue.give_recipe(queue[1].key, EDSR)
    assert queue.waiting() == {Recipe(): 500, EDSR: 400}


class AnyUse(RuleBasedStateMachine):
    """Whatever is done, the counts are those of the entries."""

    keys = Bundle("keys")

    def __init__(self):
        super().__init__()
        self.queue = Queue()
        self.serial = 0

    @rule(target=keys, number=st.integers(1, 3))
    def add(self, number):
        self.serial += number
        return multiple(*(e.key for e in self.queue.add(paths(*(f"{self.serial - n}" for n in range(number))))))

    @rule(key=keys, state=st.sampled_from(State))
    def change(self, key, state):
        if key in self.queue:
            before = self.queue.entry(key)
            try:
                self.queue.change(key, state)
            except ValueError:
                assert self.queue.entry(key) is before

    @rule(key=keys, side=st.integers(1, 50))
    def measure(self, key, side):
        if key in self.queue:
            self.queue.measure(key, (side, 2))

    @rule(key=keys, recipe=st.sampled_from([None, EDSR]))
    def give(self, key, recipe):
        if key in self.queue:
            self.queue.give_recipe(key, recipe)

    @rule(key=consumes(keys))
    def remove(self, key):
        self.queue.remove({key})

    @rule(key=keys, row=st.integers(0, 20))
    def move(self, key, row):
        self.queue.move({key}, row)

    @invariant()
    def counted(self):
        for state in State:
            there = [entry for entry in self.queue if entry.state is state]
            assert self.queue.number(state) == len(there)
        sizes = [entry.pixels for entry in self.queue if entry.size]
        average = sum(sizes) / len(sizes) if sizes else 1
        waiting = [entry for entry in self.queue if entry.state is State.QUEUED]
        expected = sum(entry.pixels if entry.size else average for entry in waiting)
        assert self.queue.pixels(State.QUEUED) == pytest.approx(expected)
        assert sum(self.queue.waiting().values()) == pytest.approx(expected)
        assert all(self.queue.row(entry.key) == row for row, entry in enumerate(self.queue))
        assert all(self.queue.find(entry.source) is entry for entry in self.queue)
        active = [entry for entry in self.queue if entry.state in ACTIVE]
        assert self.queue.active in (active or [None])


TestAnyUse = AnyUse.TestCase
