"""What titles, captions and buttons say in every situation."""

from pathlib import Path

import pytest

from srdesk.gui.document import Document, Result
from srdesk.gui.situation import VIEWING, Situation
from srdesk.restore import RestoreOptions
from tests.fakes import spec
from tests.gui.fakes import photo

OPTIONS = RestoreOptions(model="fake")
SPECS = (spec(),)


def document(*, result=False, saved=None, options=OPTIONS):
    made = Result(photo(), options, report=None, saved=saved) if result else None
    return Document(Path("/photos/family.jpg"), photo(), made)


def situation(**changes):
    return Situation(**{"specs": SPECS, "options": OPTIONS, "scale": 2} | changes)


def possible(found):
    return {name for name, enabled in found.actions.items() if enabled}


LOOK = set(VIEWING)
SHARE = {"copy_result", "export"}


@pytest.mark.parametrize(
    ("changes", "title", "actions"),
    [
        ({}, "srdesk", set()),
        ({"document": document()}, "family.jpg[*] — srdesk", LOOK | {"restore"}),
        (
            {"document": document(), "restoring": OPTIONS, "fraction": 0.42},
            "42% · family.jpg[*] — srdesk",
            LOOK | {"cancel", "centre", "original"},
        ),
        (
            {"document": document(result=True)},
            "family.jpg[*] — srdesk",
            LOOK | SHARE | {"restore", "save", "save_as", "centre", "original"},
        ),
        (
            {"document": document(result=True), "saving": True},
            "family.jpg[*] — srdesk",
            LOOK | SHARE | {"restore", "centre", "original"},
        ),
        (
            {"document": document(result=True, saved=Path("out.jpg"))},
            "family.jpg[*] — srdesk",
            LOOK | SHARE | {"restore", "save_as", "centre", "original"},
        ),
        (
            {"document": document(result=True), "restoring": OPTIONS},
            "0% · family.jpg[*] — srdesk",
            LOOK | {"cancel", "centre", "original"},
        ),
    ],
    ids=["nothing", "open", "restoring", "restored", "saving", "saved", "again"],
)
def test_titles_and_actions(changes, title, actions):
    found = situation(**changes)
    assert found.title == title
    assert possible(found) == actions


def test_only_a_result_that_can_be_saved_counts_as_unsaved():
    assert situation(document=document(result=True)).unsaved
    assert not situation(document=document()).unsaved
    assert not situation(document=document(result=True, saved=Path("x"))).unsaved
    assert not situation(document=document(result=True), restoring=OPTIONS).unsaved


def test_captions():
    assert [side.text for side in situation().captions] == ["", ""]
    before, after = situation(document=document(), scale=3).captions
    assert (before.text, after.text) == ("Before · original, 3×", "")
    growing = situation(document=document(result=True), restoring=OPTIONS, fraction=0.5)
    assert growing.captions[1].text == "After · Fake 2×, 50%"
    assert situation(document=document(result=True)).captions[1].text == "After · Fake 2×"


def test_a_result_of_other_settings_is_marked():
    found = situation(document=document(result=True), options=RestoreOptions(model="fake", tile=32))
    assert found.captions[1].text == "After · Fake 2×, earlier settings"
    assert "Fake 2×" in found.note
    assert situation(document=document(result=True)).note == ""
    assert situation(document=document()).note == ""


def test_a_model_that_is_gone_is_called_by_its_name():
    gone = RestoreOptions(model="gone")
    assert situation(document=document(result=True, options=gone)).captions[1].text.startswith("After · gone 2×")


def test_activity():
    assert situation().activity == ""
    assert situation(opening=Path("/photos/a.jpg")).activity == "Opening a.jpg …"
    assert situation(saving=True).activity == "Saving …"
