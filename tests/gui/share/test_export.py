"""Copying and exporting: what is asked for is on the clipboard or in a file, and said."""

import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QRadioButton

from srdesk.comparison import Baseline
from srdesk.errors import UsageError
from srdesk.gui import handouts
from srdesk.gui.badges import qt_badge
from srdesk.gui.exports import Exports
from srdesk.gui.share.export_dialog import ExportDialog
from srdesk.imaging.comparison.request import LONGEST, ComparisonFile, Crop, Kind, Words
from srdesk.progress import Cancelled, CancelToken
from tests.gui.fakes import HeldBackground, photo, result
from tests.gui.test_main_window import dialog, messages, opened, restored

PART = ComparisonFile(crop=Crop(10, 10, 1500, 900), method="lanczos")


@pytest.fixture
def background():
    return HeldBackground()


@pytest.fixture
def exports(qapp, background):
    return Exports(background)


@pytest.fixture
def window(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    restored(qtbot, window)
    return window


@pytest.fixture
def ask(qtbot):
    """Open the dialog, and return it with what was chosen in it."""
    asked = []

    def make(choice=None, visible=PART, size=(5000, 3000)):
        chosen = []
        asked.append(ExportDialog(None, choice or ComparisonFile(), visible=visible, size=size, chosen=chosen.append))
        qtbot.addWidget(asked[-1])
        return asked[-1], chosen

    return make


def accept(asked):
    next(button for button in asked.findChildren(QPushButton) if "Export" in button.text()).click()


def radio(asked, text):
    return next(button for button in asked.findChildren(QRadioButton) if text in button.text().replace("&", ""))


def sizes(asked):
    return [asked._sizes.itemText(n) for n in range(asked._sizes.count())]


def test_nothing_can_be_shared_before_there_is_something(qtbot, open_window, family):
    window = open_window()
    assert not any(window.commands[name].isEnabled() for name in ("copy_result", "copy_comparison", "export"))
    opened(qtbot, window, family)
    assert window.commands["copy_comparison"].isEnabled()
    assert not any(window.commands[name].isEnabled() for name in ("copy_result", "export"))
    restored(qtbot, window)
    assert all(window.commands[name].isEnabled() for name in ("copy_result", "copy_comparison", "export"))


def test_the_result_is_copied(qtbot, window):
    with qtbot.waitSignal(window.studio.exports.copied):
        window.commands["copy_result"].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    result = window.workbench.document.result.photo
    with Image.open(io.BytesIO(mime.data("image/png").data())) as png:
        assert (np.asarray(png.convert("RGB")) == result.pixels).all()
    assert (mime.imageData().width(), mime.imageData().height()) == result.size
    assert "80 × 60" in window.statusBar().currentMessage()


def test_what_is_seen_is_copied(window):
    window.commands["copy_comparison"].trigger()
    copied = QGuiApplication.clipboard().image()
    assert copied.size() == window.view.size() * window.devicePixelRatioF()
    assert copied.convertToFormat(copied.Format.Format_RGB32) == window.view.grab().toImage().convertToFormat(
        copied.Format.Format_RGB32
    )


def test_a_comparison_is_exported_by_way_of_two_dialogs(qtbot, window, family):
    window.commands["export"].trigger()
    asked = dialog(window, ExportDialog)
    radio(asked, "Picture of both").click()
    accept(asked)
    files = dialog(window, QFileDialog)
    assert files.defaultSuffix() == "png"
    with qtbot.waitSignal(window.studio.exports.exported) as told:
        files.fileSelected.emit(str(family.with_name("family_comparison.png")))
    files.close()
    path = told.args[0].path
    with Image.open(path) as image:
        assert image.size[1] == 60
        assert image.size[0] > 160
    assert messages(window)[0].startswith(f"Exported as {path} (")
    assert window.studio.exports.choice.kind is Kind.PNG


def test_the_page_says_what_the_view_says(qtbot, window, tmp_path):
    window.view.set_captions(*window.view.captions)
    with qtbot.waitSignal(window.studio.exports.exported):
        window._sharing.export(ComparisonFile(), tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<title>family.png</title>" in page
    assert "Before · original, 2× bicubic" in page
    assert "After · Fake 2×" in page


def test_an_export_that_fails_is_said(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.studio.exports.failed):
        window._sharing.export(ComparisonFile(), tmp_path / "no folder" / "page.html")
    assert "page.html" in messages(window)[0]
    qtbot.waitUntil(lambda: not window.studio.exports.busy)


def test_the_visible_part_is_what_the_viewport_shows(window):
    window.view.fit()
    assert window._sharing.visible.crop is None
    window.view.set_viewport(window.view.viewport.zoomed(16.0))
    visible = window._sharing.visible
    width, height = window.view.frame_size()
    assert visible.magnified == 16
    assert visible.crop.width == pytest.approx(width / 16, abs=2)
    assert visible.crop.height == pytest.approx(height / 16, abs=2)
    window.studio.comparing.change(baseline=Baseline.NEAREST)
    assert window._sharing.visible.method == "nearest"


def test_the_dialog_begins_with_what_is_seen_and_what_was_chosen_last(ask):
    asked, chosen = ask(ComparisonFile(kind=Kind.GIF, longest=1000))
    assert asked.choice == ComparisonFile(Kind.GIF, PART.crop, 1000, method="lanczos")
    accept(asked)
    assert chosen == [asked.choice]


def test_the_whole_photo_can_be_chosen(ask):
    asked, _ = ask(ComparisonFile(longest=2000))
    assert sizes(asked) == ["At most 1000 pixels a side", "Every pixel (1500 × 900)"]
    assert asked.choice.longest == LONGEST, "2000 is no bound on so small a part"
    radio(asked, "whole photo").click()
    assert asked.choice.crop is None
    assert asked.choice.method == "lanczos"
    assert sizes(asked)[-1] == "Every pixel (5000 × 3000)"
    assert len(sizes(asked)) == 4


def test_without_a_part_there_is_no_choice_of_parts(ask):
    asked, _ = ask(visible=ComparisonFile())
    assert not radio(asked, "visible").isEnabled()
    assert asked.choice.crop is None


def test_of_enormous_results_no_more_than_the_bound_is_offered(ask):
    asked, _ = ask(visible=ComparisonFile(), size=(20_000, 9_000))
    assert sizes(asked)[-1] == f"At most {LONGEST} pixels a side"


def test_what_is_asked_for_meanwhile_is_done_too(exports, background, tmp_path):
    exports.copy(result())
    exports.export(photo(), result(), tmp_path / "a.png", ComparisonFile(Kind.PNG), words=Words())
    background.waiting[0].cancel()
    background.run_one()
    assert exports.busy
    background.run_one()
    assert not exports.busy
    assert (tmp_path / "a.png").exists()


def test_the_original_is_never_replaced(window, family):
    before = family.read_bytes()
    window._sharing.export(ComparisonFile(Kind.PNG), family)
    assert "is the original" in messages(window)[0]
    assert family.read_bytes() == before
    assert not window.studio.exports.busy


def test_too_large_a_result_is_not_copied(monkeypatch):
    monkeypatch.setattr(handouts, "MOST_COPIED", 1000)
    with pytest.raises(UsageError, match="too large for the clipboard"):
        handouts.clip_of(photo(), CancelToken())


def test_copying_can_be_stopped(qapp):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        handouts.clip_of(photo(), token)


def test_transparent_results_are_copied_with_their_transparency(qapp):
    alpha = np.linspace(0, 255, 40).astype(np.uint8)[None].repeat(30, axis=0)
    clip = handouts.clip_of(photo(alpha=alpha), CancelToken())
    with Image.open(io.BytesIO(clip.png)) as png:
        assert (np.asarray(png)[..., 3] == alpha).all()


@pytest.mark.parametrize("text", ["Before", "处理前 · 原图", ""])
def test_badges_are_drawn_in_any_language(qapp, text):
    badge = qt_badge(text, 20)
    assert badge.dtype == np.uint8
    assert badge.shape[0] >= 20
    assert badge.shape[2] == 4
    assert badge[0, 0, 3] == 0, "corners are round"
    assert (badge[..., :3].max(axis=2) > 200).any() == bool(text)
