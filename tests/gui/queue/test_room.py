"""What is said when a queue, or a lost result, comes back; and what becomes of pasted pictures."""

import pytest

from srdesk.jobs import queue_file
from srdesk.jobs.queue import QueueEntry, State
from srdesk.jobs.queue_file import Unsaved
from srdesk.paths import pasted_folder, settings_file
from srdesk.restore import RestoreOptions
from tests.gui.fakes import photo_file

OPTIONS = RestoreOptions(model="fake", tile=8)


@pytest.fixture
def file(srdesk_home):
    return settings_file().with_name("queue.jsonl")


def recalled(qtbot, window):
    with qtbot.waitSignal(window.studio.queue._recorder.recalled):
        window.studio.queue.recall()
    return window.studio.notices.messages


def test_the_queue_comes_back_with_a_word(qtbot, open_window, family, file):
    queue_file.rewrite(file, [QueueEntry(1, family)], closed=True)
    window = open_window()
    (message,) = recalled(qtbot, window)
    assert "from last time is here again (1 waiting)" in message.text
    assert message.hint == "Press Restore all to go on."
    assert window._queue.strip.isVisible()


def test_a_crash_is_said(qtbot, open_window, family, file):
    queue_file.rewrite(file, [QueueEntry(1, family, state=State.RUNNING)])
    (message,) = recalled(qtbot, open_window())
    assert "ended unexpectedly" in message.text
    assert "1 failed" in message.text
    assert message.hint == "What was done is saved. Click a photo that failed to see why."


def test_going_on_is_offered_only_where_something_waits(qtbot, open_window, family, file):
    queue_file.rewrite(file, [QueueEntry(1, family, state=State.CANCELLED)], closed=True)
    (message,) = recalled(qtbot, open_window())
    assert message.hint == ""


def test_nothing_to_say_is_not_said(qtbot, open_window, file):
    assert recalled(qtbot, open_window()) == ()


def test_damage_is_said(qtbot, open_window, family, file):
    queue_file.rewrite(file, [QueueEntry(1, family)])
    with file.open("ab") as lines:
        lines.write(b'{"put": [')
    assert any("could not be read" in message.text for message in recalled(qtbot, open_window()))


def test_a_lost_result_is_made_again_when_that_is_wanted(qtbot, open_window, family, file):
    queue_file.rewrite(file, ())
    queue_file.append(file, [queue_file.unsaved(Unsaved(family, OPTIONS))])
    window = open_window()
    (message,) = recalled(qtbot, window)
    assert "family.png was not saved and is lost" in message.text
    (offer,) = message.offers
    with qtbot.waitSignal(window.workbench.restored):
        offer.do()
    assert window.workbench.document.result.options == OPTIONS


def test_a_lost_result_of_a_photo_that_is_gone_leads_nowhere_else(qtbot, open_window, family, tmp_path, file):
    other = photo_file(tmp_path, "other.png")
    queue_file.rewrite(file, ())
    queue_file.append(file, [queue_file.unsaved(Unsaved(family, OPTIONS))])
    family.unlink()
    window = open_window()
    (message,) = recalled(qtbot, window)
    with qtbot.waitSignal(window.workbench.failed):
        message.offers[0].do()
    with qtbot.waitSignal(window.workbench.opened):
        window.open([other])
    assert not window.workbench.restoring


def test_pasted_pictures_go_when_they_are_done_with(qtbot, open_window, file):
    pasted_folder().mkdir(parents=True)
    done, waiting = (photo_file(pasted_folder(), name) for name in ("done.png", "waiting.png"))
    window = open_window()
    recalled(qtbot, window)
    window.studio.queue.add([waiting])
    window.close_at_once()
    assert not done.exists()
    assert waiting.exists()
