"""A result of srdesk is opened: it says how it was made, and can be made again from its original."""

from dataclasses import replace

from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from srdesk.gui.wording import Offer
from srdesk.imaging.codec import EncodeOptions, decode, encode
from srdesk.restore import Restorer
from tests.fakes import RepeatSession, catalogue, opener
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import photo_file
from tests.gui.test_main_window import answer, dialog, messages, opened, restored, saved

MADE_WITH = replace(OPTIONS, strength=0.75, overlap=5)


def made(family, name="family_x2.png", **changes):
    """A result beside its original, made as the library makes it, with changes of what it says."""
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    result = restorer.restore(decode(family), MADE_WITH).photo
    provenance = replace(result.provenance, **changes)
    encode(replace(result, provenance=provenance), family.with_name(name))
    return family.with_name(name)


def told(qtbot, window, path):
    """Open a result and wait for what there is to say of it."""
    with qtbot.waitSignal(window.studio.originals.found):
        window.look_at(path)
    return window.studio.notices.messages[0]


def press(window, text):
    buttons = window.shell.messages.findChildren(QPushButton)
    next(button for button in buttons if button.text() == text).click()


def offers(message):
    return [offer.text for offer in message.offers]


def test_it_says_how_it_was_made_and_that_the_original_is_there(qtbot, open_window, family):
    message = told(qtbot, open_window(), made(family))
    assert message.text == "family_x2.png was made by srdesk from family.png: Fake 2×."
    assert message.hint == "Its original is there unchanged."
    assert offers(message) == ["Redo from the original"]


def test_redoing_makes_the_very_same_file(qtbot, open_window, family):
    window = open_window(options=replace(OPTIONS, tile=None, threads=2))
    result = made(family)
    told(qtbot, window, result)
    with qtbot.waitSignal(window.studio.originals.reached):
        press(window, "Redo from the original")
    assert window.workbench.document.source == family
    assert messages(window) == ["The settings are those of family_x2.png."]
    assert window.panel.options == replace(MADE_WITH, precision="fp32", dpi="scale", threads=2)
    assert window.studio.settings.options == window.panel.options
    before = result.read_bytes()
    result.unlink()
    restored(qtbot, window)
    assert saved(qtbot, window) == result
    assert result.read_bytes() == before


def test_an_original_with_another_name_is_found(qtbot, open_window, family):
    result = made(family)
    family.rename(family.with_name("grandmother.png"))
    message = told(qtbot, open_window(), result)
    assert message.hint == "Its original is there unchanged, as grandmother.png."


def test_an_original_that_has_changed_is_said_to_have(qtbot, open_window, family):
    result = made(family)
    photo_file(family.parent, family.name, (30, 40))
    window = open_window()
    message = told(qtbot, window, result)
    assert "family.png has other content" in message.hint
    assert offers(message) == ["Open it with these settings", "Find the original…"]
    with qtbot.waitSignal(window.studio.originals.reached):
        press(window, "Open it with these settings")
    assert window.workbench.document.source == family
    assert window.panel.options.strength == 0.75


def test_an_original_that_is_gone_can_be_shown(qtbot, open_window, family, tmp_path):
    result = made(family)
    away = tmp_path / "far" / "away"
    away.mkdir(parents=True)
    moved, other = family.rename(away / "moved.png"), photo_file(away, "other.png", (9, 9))
    window = open_window()
    message = told(qtbot, window, result)
    assert message.hint == "Its original is neither beside it nor in the folder above."
    assert offers(message) == ["Find the original…"]
    for chosen, said in ((other, "other.png has other content"), (moved, "unchanged, as moved.png")):
        press(window, "Find the original…")
        files = dialog(window, QFileDialog)
        assert files.windowTitle() == "Find family.png"
        with qtbot.waitSignal(window.studio.originals.found):
            files.fileSelected.emit(str(chosen))
        files.close()
        files.deleteLater()
        assert said in window.studio.notices.messages[0].hint
    with qtbot.waitSignal(window.studio.originals.reached):
        press(window, "Redo from the original")
    assert window.workbench.document.source == moved


def test_what_keeps_it_from_being_the_same_is_said(qtbot, open_window, family):
    told_of = decode(made(family)).provenance
    window = open_window()
    others = made(family, name="a.png", weights="ab" * 32)
    assert "This srdesk has another Fake: the result may differ." in told(qtbot, window, others).hint
    later = made(family, name="b.png", options=told_of.with_options({"sparkle": "7"}).options)
    assert "It does not know these settings: sparkle." in told(qtbot, window, later).hint
    foreign = made(family, name="c.png", options=told_of.with_options({"model": "swin"}).options)
    message = told(qtbot, window, foreign)
    assert message.text == "c.png was made by srdesk from family.png: swin 2×."
    assert "This srdesk has no network swin for 2×." in message.hint


def test_a_photo_says_nothing_of_itself(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    assert messages(window) == []


def test_results_without_a_record_say_nothing(qtbot, open_window, family):
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    result = restorer.restore(decode(family), OPTIONS).photo
    encode(result, family.with_name("silent.png"), EncodeOptions(provenance=False))
    window = open_window()
    opened(qtbot, window, family.with_name("silent.png"))
    assert messages(window) == []


def test_an_unsaved_result_is_asked_about_first(qtbot, open_window, family, tmp_path):
    result = made(family)
    window = open_window()
    told(qtbot, window, result)
    restored(qtbot, window)
    press(window, "Redo from the original")
    with qtbot.waitSignal(window.studio.originals.reached):
        answer(window, QMessageBox.StandardButton.Discard)
    assert window.workbench.document.source == family


def test_offers_compare_by_their_words():
    assert Offer("Undo", print) == Offer("Undo", repr)
