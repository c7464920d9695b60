"""Photos are handed out a few at a time, come back from workers that are gone, and are never with two at once."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from srdesk.jobs.cluster.crew import Crew

PHOTOS = 12


def handed_out(crew: Crew, tickets: Iterator[int]) -> list[int]:
    given_now = []
    for mate, index in crew.choose():
        crew.given(mate, next(tickets), index)
        given_now.append(index)
    return given_now


def test_a_million_photos_are_not_with_workers_at_once() -> None:
    drawn = []
    photos = (drawn.append(index) or index for index in range(10**6))
    crew = Crew(photos)
    crew.join("a", 4)
    crew.join("b", 1)
    assert len(handed_out(crew, iter(range(100)))) == 6 + 2
    assert len(drawn) <= 9


def test_each_worker_gets_its_share_first() -> None:
    crew = Crew(iter(range(4)))
    crew.join("a", 4)
    crew.join("b", 4)
    handed_out(crew, iter(range(100)))
    assert [len(mate.photos) for mate in crew.mates.values()] == [2, 2]


def test_a_suspect_is_tried_alone() -> None:
    tickets = iter(range(100))
    crew = Crew(iter(range(20)))
    crew.join("a", 2)
    handed_out(crew, tickets)
    gone = crew.leave("a")
    lost = list(gone.photos.values())
    assert all(crew.suspect(gone, index) for index in lost)
    crew.join("b", 2)
    crew.mates["b"].proven = True
    assert handed_out(crew, tickets) == [lost[0]]
    (ticket,) = crew.under_way
    crew.back(ticket)
    assert handed_out(crew, tickets) == [lost[1]]


def test_a_worker_at_work_is_emptied_for_a_suspect() -> None:
    tickets = iter(range(100))
    crew = Crew(iter(range(20)))
    crew.join("a", 1)
    crew.join("b", 1)
    handed_out(crew, tickets)
    gone = crew.leave("a")
    first = next(iter(gone.photos.values()))
    crew.suspect(gone, first)
    crew.mates["b"].proven = True
    for ticket in list(crew.under_way):
        assert handed_out(crew, tickets) == []
        crew.back(ticket)
    assert handed_out(crew, tickets) == [first]


def lost_over(crew: Crew, *, proven: bool) -> bool:
    """A worker comes, gets what there is for it, and ends."""
    crew.join("w", 1)
    crew.mates["w"].proven = proven
    handed_out(crew, iter(range(100)))
    gone = crew.leave("w")
    return all(crew.suspect(gone, index) for index in list(gone.photos.values()))


def test_enough_is_enough() -> None:
    crew = Crew(iter([7]))
    assert [lost_over(crew, proven=True) for _ in range(3)] == [True, True, False]
    assert crew.losses(7) == 3


def test_workers_that_never_did_a_photo_say_less_against_one() -> None:
    crew = Crew(iter([7]))
    assert [lost_over(crew, proven=False) for _ in range(5)] == [True] * 4 + [False]


def test_a_worker_proves_itself_on_another_photo_first() -> None:
    tickets = iter(range(100))
    crew = Crew(iter(range(3)))
    assert lost_over(crew, proven=False)  # 0 and 1
    crew.join("b", 1)
    assert handed_out(crew, tickets) == [2]
    (ticket,) = crew.under_way
    crew.back(ticket)
    assert handed_out(crew, tickets) == [0]


@given(steps=st.lists(st.tuples(st.sampled_from(["join", "leave", "dismiss", "back", "disband"]), st.integers(0, 5))))
def test_whatever_becomes_of_workers_every_photo_is_done_once(steps: list[tuple[str, int]]) -> None:
    crew, tickets, through = Crew(iter(range(PHOTOS))), iter(range(10**6)), []

    def step(kind: str, number: int) -> None:
        name = f"w{number}"
        if kind == "join" and name not in crew.mates:
            crew.join(name, number % 3 + 1)
        elif kind == "leave" and name in crew.mates:
            gone = crew.leave(name)
            through.extend(index for index in gone.photos.values() if not crew.suspect(gone, index))
        elif kind == "dismiss" and name in crew.mates:
            crew.dismiss(name)
        elif kind == "disband":
            crew.disband()
        elif kind == "back" and crew.under_way:
            found = crew.back(crew.under_way[number % len(crew.under_way)])
            assert found is not None
            through.append(found[1])
        handed_out(crew, tickets)
        with_workers = [index for mate in crew.mates.values() for index in mate.photos.values()]
        assert len(with_workers) == len(set(with_workers))
        assert not set(with_workers) & set(through)
        assert all(len(mate.photos) <= mate.room for mate in crew.mates.values())

    for kind, number in steps:
        step(kind, number)
    step("join", 5)
    while crew.under_way or crew.waiting:
        step("back", 0)
    assert sorted(through) == list(range(PHOTOS))
