"""Results among the files for the queue: left out with a word, and made again from their originals on demand."""

from dataclasses import replace

import pytest

from srdesk.imaging.codec import EncodeOptions, decode, encode
from srdesk.jobs.queue import State
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import photo_file

MADE_WITH = replace(OPTIONS, strength=0.75, overlap=5)


def made(source, *, provenance=True):
    """A result beside its original."""
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    target = source.with_name(f"{source.stem}_x2.png")
    encode(restorer.restore(decode(source), MADE_WITH).photo, target, EncodeOptions(provenance=provenance))
    return target


@pytest.fixture
def photos(family):
    return [
        family,
        *(photo_file(family.parent, name, size) for name, size in (("b.png", (32, 32)), ("c.png", (24, 40)))),
    ]


def given(qtbot, window, *paths):
    """Give files to the queue; returns what is said about results among them."""
    with qtbot.waitSignal(window.studio.notices.added):
        window.open(list(paths))
    return window.studio.notices.messages[0]


def take(qtbot, window, message, text):
    """Take up an offer, and wait for what is said then."""
    (offer,) = (offer for offer in message.offers if offer.text == text)
    with qtbot.waitSignal(window.studio.notices.added):
        offer.do()
    return window.studio.notices.messages[0]


def waiting(window):
    return [entry.source.name for entry in window.studio.queue.desk.queue]


def test_results_are_left_out_with_a_word(qtbot, open_window, photos):
    window = open_window()
    message = given(qtbot, window, *photos, made(photos[0]), made(photos[1]))
    assert message.text == "2 files are results of srdesk and were left out."
    assert [offer.text for offer in message.offers] == ["Redo from the originals", "Add all the same"]
    assert waiting(window) == ["family.png", "b.png", "c.png"]


def test_a_name_alone_makes_no_result(qtbot, open_window, photos):
    window = open_window()
    silent = made(photos[0], provenance=False)
    with qtbot.waitSignal(window.studio.queue.arrived):
        window.open([photos[1], silent])
    assert waiting(window) == ["b.png", "family_x2.png"]
    assert window.studio.notices.messages == ()


def test_they_are_added_if_that_is_wanted(qtbot, open_window, photos):
    window = open_window()
    message = given(qtbot, window, *photos[1:], made(photos[0]))
    with qtbot.waitSignal(window.studio.queue.arrived):
        message.offers[1].do()
    assert waiting(window) == ["b.png", "c.png", "family_x2.png"]


def test_their_originals_are_queued_with_the_settings_of_the_results(qtbot, open_window, photos):
    window = open_window()
    results = [made(photos[0]), made(photos[1])]
    message = given(qtbot, window, *results)
    assert waiting(window) == []
    said = take(qtbot, window, message, "Redo from the originals")
    assert (said.text, said.hint) == ("2 originals are in the queue, with the settings of their results.", "")
    queue = window.studio.queue.desk.queue
    assert waiting(window) == ["family.png", "b.png"]
    assert [queue.recipe_for(entry).options.strength for entry in queue] == [0.75, 0.75]
    assert window._queue.strip.isVisible()
    results[0].unlink()
    with qtbot.waitSignal(window.studio.queue.desk.ended):
        window.commands["start_queue"].trigger()
    assert [entry.state for entry in queue] == [State.DONE, State.DONE]
    assert decode(results[0]).provenance.option("strength") == "0.75"


def test_originals_that_are_gone_or_changed_are_told_of(qtbot, open_window, photos):
    window = open_window()
    results = [made(photo) for photo in photos[:2]]
    photos[0].unlink()
    said = take(qtbot, window, given(qtbot, window, *results), "Redo from the originals")
    assert (said.text, said.hint) == (
        "1 original is in the queue, with the settings of its result.",
        "Not found unchanged, beside their results or in the folder above: 1.",
    )
    photos[1].write_bytes(b"another")
    window.studio.queue.desk.remove(window.studio.queue.desk.queue.order)
    said = take(qtbot, window, given(qtbot, window, *results), "Redo from the originals")
    assert said.text == "None of the originals is beside its result or in the folder above."
    assert waiting(window) == []
