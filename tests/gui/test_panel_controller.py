"""What is set in the panel takes effect, is remembered, and gives way to nothing but the user."""

import json
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtWidgets import QInputDialog

from srdesk.gui import measuring, studio
from srdesk.imaging.options import EncodeOptions, MetadataPolicy
from srdesk.paths import settings_file
from srdesk.restore import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.settings import Preset
from tests.gui.conftest import OPTIONS
from tests.gui.fakes import GatedSession
from tests.gui.test_main_window import opened, restored, saved


@pytest.fixture(autouse=True)
def no_delay(monkeypatch):
    monkeypatch.setattr(measuring, "QUIET_MS", 1)
    monkeypatch.setattr(studio, "crowded", lambda: False)


def measured(qtbot, window, *, asked=False):
    with qtbot.waitSignal(window.studio.measuring.advised):
        if asked:
            window.panel.measuring_asked.emit()
        else:
            window.studio.measure()
    qtbot.waitUntil(lambda: not window.studio.busy)


def texts(window):
    return [message.text for message in window.studio.notices.messages]


def test_results_are_saved_as_it_is_set(qtbot, open_window, family):
    window = open_window(encoding=EncodeOptions("WEBP", 50, metadata=MetadataPolicy.STRIP_ALL))
    opened(qtbot, window, family)
    restored(qtbot, window)
    path = saved(qtbot, window)
    assert path.name == "family_x2.webp"
    with Image.open(path) as image:
        assert image.format == "WEBP"


def test_a_size_is_reached_in_the_window_too_and_names_the_file(qtbot, open_window, family):
    window = open_window(options=replace(OPTIONS, size=TargetSize.parse("70w")))
    opened(qtbot, window, family)
    assert restored(qtbot, window).photo.size == (70, 53)
    assert saved(qtbot, window).stem == "family_70w"


def test_everything_is_remembered(qtbot, open_window):
    window = open_window()
    window.panel.take(replace(OPTIONS, dpi=240.0))
    window.panel.settings_changed.emit({"encoding": EncodeOptions("PNG"), "presets": (Preset("Web"),)})
    window.close()
    table = json.loads(settings_file().read_text(encoding="utf-8"))
    assert table["options"]["dpi"] == 240
    assert table["encoding"]["format"] == "PNG"
    assert [preset["name"] for preset in table["presets"]] == ["Web"]


def test_threads_take_effect_while_a_photo_is_restored(qtbot, open_window, family):
    session = GatedSession()
    window = open_window(session)
    opened(qtbot, window, family)
    with qtbot.waitSignal(window.workbench.restored):
        window.commands["restore"].trigger()
        window.panel.take(replace(window.panel.options, threads=1))
        assert window.workbench.restorer.threads == 1
        session.gate.release(100)
    loaded = {key.threads for key in window.workbench.restorer.cache._held}
    assert 1 in loaded


def test_the_first_time_settings_are_chosen_for_the_computer(qtbot, open_window, family, monkeypatch):
    window = open_window(options=RestoreOptions())
    monkeypatch.setattr("srdesk.restore.benchmark.advised", lambda _restorer, options: replace(options, threads=1))
    opened(qtbot, window, family)
    measured(qtbot, window)
    assert window.panel.options.threads == 1
    assert window.studio.settings.measured
    assert "chosen for the speed" in " ".join(texts(window))
    window.studio.measure()
    assert not window.studio.measuring.waiting, "once is enough"


def test_what_the_user_has_set_stays(qtbot, open_window, family, monkeypatch):
    window = open_window()
    monkeypatch.setattr("srdesk.restore.benchmark.advised", lambda _restorer, options: replace(options, threads=1))
    opened(qtbot, window, family)
    measured(qtbot, window)
    assert window.panel.options == OPTIONS
    assert window.studio.settings.measured
    assert texts(window) == []
    measured(qtbot, window, asked=True)
    assert window.panel.options == replace(OPTIONS, threads=1), "unless it was asked for"


def test_nothing_is_measured_before_there_is_a_photo(qtbot, open_window):
    window = open_window()
    window.studio.measure()
    qtbot.wait(30)
    assert window.studio.measuring.waiting
    assert not window.studio.measuring.running


def test_nothing_is_measured_while_other_programs_keep_the_computer_busy(qtbot, open_window, family, monkeypatch):
    monkeypatch.setattr(studio, "crowded", lambda: True)
    window = open_window()
    opened(qtbot, window, family)
    window.studio.measure()
    qtbot.wait(30)
    assert window.studio.measuring.waiting
    assert not window.studio.measuring.running
    measured(qtbot, window, asked=True)


def test_what_was_measured_is_shown(qtbot, open_window, family):
    window = open_window()
    opened(qtbot, window, family)
    measured(qtbot, window)
    assert window.panel._facts.paces
    assert window.panel._facts.duration


def test_the_menu_resets_keeps_and_measures(qtbot, open_window):
    window = open_window(options=replace(OPTIONS, tile=64), encoding=EncodeOptions("PNG"))
    window.commands["keep_preset"].trigger()
    dialog = window.findChild(QInputDialog)
    dialog.setTextValue("Mine")
    dialog.accept()
    assert [preset.name for preset in window.studio.settings.presets] == ["Mine"]
    window.commands["defaults"].trigger()
    assert window.studio.settings.options == replace(RestoreOptions(), model="fake")
    assert window.studio.settings.encoding == EncodeOptions()
    assert len(window.studio.settings.presets) == 1
    with qtbot.waitSignal(window.studio.measuring.advised):
        window.commands["measure"].trigger()
    assert "This computer is measured" in " ".join(texts(window))


def test_where_the_model_chosen_last_is_gone_panel_and_preview_take_the_same_other(open_window):
    window = open_window(options=RestoreOptions(model="gone"))
    assert window.panel.options.model == "fake"
    assert window.studio.lab.variants.current == window.panel.options == window.studio.settings.options
