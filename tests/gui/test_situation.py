"""What titles, captions and buttons say in every situation."""

from dataclasses import replace
from pathlib import Path

import pytest

from srdesk.gui.document import Document
from srdesk.gui.exposures.variants import Variants
from srdesk.gui.preview.blind import BlindTrial
from srdesk.gui.preview.previewer import Preview
from srdesk.gui.situation import VIEWING, Situation
from srdesk.restore import RestoreOptions, TargetSize
from tests.fakes import spec
from tests.gui import fakes
from tests.gui.fakes import photo

OPTIONS = RestoreOptions(model="fake")
SPECS = (spec(),)


def document(*, result=False, saved=None, options=OPTIONS):
    made = (fakes.result(options, saved=saved),) if result else ()
    return Document(Path("/photos/family.jpg"), photo(), options, made)


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


def test_a_preview_says_whose_work_is_seen_and_what_is_to_come():
    chosen, quick = spec(), replace(spec(), title="Quick")

    def said(*preview):
        found = situation(document=document(), preview=Preview(*preview))
        return found.captions[1].text, found.note

    assert said(chosen)[0] == "Preview · Fake 2×"
    assert said(quick, chosen, True)[0] == "Preview · Quick 2×, Fake is coming"
    assert said(quick, chosen)[0] == "Preview · Quick 2×, Fake when you zoom in or restore"
    assert "preview" in said(chosen)[1]


def test_a_preview_can_be_compared_but_not_saved():
    found = situation(document=document(), preview=Preview(spec()))
    assert {"centre", "original", "restore"} <= possible(found)
    assert not {"save", "save_as"} & possible(found)


def test_a_result_is_no_preview():
    found = situation(document=document(result=True), preview=Preview(spec()))
    assert found.captions[1].text == "After · Fake 2×"
    assert found.note == ""


def test_what_is_restored_in_another_way_says_nothing_about_this_one():
    other = RestoreOptions(model="fake", tile=32)
    found = situation(document=document(), restoring=other, fraction=0.5, preview=Preview(spec()))
    assert found.captions[1].text == "Preview · Fake 2×"


def test_activity():
    assert situation().activity == ""
    assert situation(opening=Path("/photos/a.jpg")).activity == "Opening a.jpg …"
    assert situation(saving=True).activity == "Saving …"


def test_several_variants_have_letters_and_none_has_a_name_in_a_blind_test():
    several = Variants((OPTIONS, OPTIONS, OPTIONS), 1)
    shown = {"document": document(), "preview": Preview(spec()), "variants": several}
    assert situation(**shown).captions[1].text == "B · Preview · Fake 2×"
    blind = situation(**shown, trial=BlindTrial((2, 0, 1)))
    assert blind.captions[1].text == "Number 3"
    waiting = situation(**shown | {"preview": Preview(spec(), spec(), True)}, trial=BlindTrial((2, 0, 1)))
    assert waiting.captions[1].text == "Number 3 · not ready yet"


def test_in_a_blind_test_no_action_tells_which_variant_is_restored():
    several = Variants((OPTIONS, replace(OPTIONS, strength=0.5)))
    shown = {"document": document(result=True), "variants": several}
    telling = {"save", "save_as", "copy_result", "export"}
    assert possible(situation(**shown)) >= telling
    assert not possible(situation(**shown, trial=BlindTrial((1, 0)))) & telling


def test_a_size_that_is_not_the_networks_is_said_where_the_network_is_shown():
    options = replace(OPTIONS, size=TargetSize.parse("60w"))
    shown = {"document": document(), "options": options, "preview": Preview(spec())}
    assert situation(**shown).captions[1].text == "Preview · Fake 2×, saved as 60 × 45"
    saved = {"document": document(result=True, options=options), "options": options}
    assert "saved as" not in situation(**saved).captions[1].text, "the result's own size counts"
    assert situation(document=document(), options=options).captions[1].text == ""
