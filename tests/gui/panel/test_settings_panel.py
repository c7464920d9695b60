"""The settings panel: every option, what it does, and what it comes to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QInputDialog,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
)

from srdesk.gui.panel.facts import Facts
from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.imaging.options import EncodeOptions, MetadataPolicy, ProfilePolicy
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.size import TargetSize
from srdesk.settings import Preset, Settings
from tests.fakes import spec


def named(name, scale, *precisions):
    halo = {"fast": 3, "best": 20}[name]
    made = spec(scale=scale, halo=halo, precisions=(Precision.FP32, *precisions))
    return replace(made, name=name, title=name.title(), sentence=f"{name} sentence")


SPECS = (named("fast", 2, Precision.FP16), named("fast", 3), named("best", 2))


@pytest.fixture
def panel(qtbot):
    panel = SettingsPanel(SPECS, Settings(RestoreOptions(model="fast"), unfolded=("saving", "details")))
    panel.changes, panel.told = [], []
    panel.options_changed.connect(panel.changes.append)
    panel.settings_changed.connect(panel.told.append)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def control(panel, name, kind):
    return next(widget for widget in panel.findChildren(kind) if widget.accessibleName() == name)


def button(panel, text):
    return next(button for button in panel.findChildren(QPushButton) if button.text() == text)


def texts(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def choose(box, data):
    index = box.findData(data)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_every_option_has_a_sentence_that_a_screen_reader_knows_too(panel):
    for name, kind in {
        "Model": QComboBox,
        "Strength": QSlider,
        "Precision": QComboBox,
        "Tile size": QSpinBox,
        "Overlap": QSlider,
        "Threads": QSpinBox,
        "Device": QComboBox,
        "Format": QComboBox,
        "Quality": QSpinBox,
        "Metadata": QComboBox,
        "Colours": QComboBox,
        "Print resolution": QComboBox,
    }.items():
        description = control(panel, name, kind).accessibleDescription()
        assert len(description) > 10, name
        assert description in texts(panel)


def test_options_that_do_not_exist_become_possible(qtbot):
    panel = SettingsPanel(SPECS, Settings(RestoreOptions(model="gone", scale=4, precision="int8")))
    qtbot.addWidget(panel)
    assert panel.options == RestoreOptions(model="fast", scale=3, precision="auto")


def test_choosing_a_model_takes_the_scale_along(panel):
    button(panel, "3×").click()
    choose(control(panel, "Model", QComboBox), "best")
    assert panel.changes == [RestoreOptions(model="fast", scale=3), RestoreOptions(model="best", scale=2)]
    assert not button(panel, "3×").isEnabled()
    assert "Best" in button(panel, "3×").toolTip()
    assert button(panel, "2×").isChecked()
    assert any(text.startswith("best sentence") for text in texts(panel))


def test_precisions_are_those_of_the_network(panel):
    box = control(panel, "Precision", QComboBox)
    assert [box.itemData(index) for index in range(box.count())] == ["auto", "fp32", "fp16"]
    choose(box, "fp16")
    assert panel.options.precision == "fp16"
    button(panel, "3×").click()
    assert panel.options.precision == "auto"
    assert [box.itemData(index) for index in range(box.count())] == ["auto", "fp32"]


def test_grain_is_shown_as_a_percentage(panel):
    assert "0%" in texts(panel)
    control(panel, "Grain", QSlider).setValue(15)
    assert panel.options.grain == 0.15
    assert "15%" in texts(panel)


def test_strength_is_shown_as_a_percentage(panel):
    slider = control(panel, "Strength", QSlider)
    slider.setValue(40)
    assert panel.options.strength == 0.4
    assert "40%" in texts(panel)


def test_tiles_are_automatic_or_a_number(panel):
    box = control(panel, "Tile size", QSpinBox)
    assert box.text() == "Automatic"
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert panel.options.tile == 32
    box.setValue(5)
    assert panel.options.tile == 8, "smaller ones make no sense"
    assert box.value() == 8
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert panel.options.tile is None


def test_a_typed_number_counts_when_it_is_complete(panel):
    box = control(panel, "Tile size", QSpinBox)
    box.selectAll()
    QTest.keyClicks(box, "128")
    assert panel.changes == []
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert panel.options.tile == 128


def test_the_exact_overlap_is_marked_and_less_is_warned_about(panel):
    slider = control(panel, "Overlap", QSlider)
    assert (slider.value(), panel.cautions) == (3, ())
    assert "3 px, exact" in texts(panel)
    slider.setValue(1)
    assert panel.options.overlap == 1
    assert "3 is exact" in panel.cautions[0]
    assert panel.cautions[0] in texts(panel)
    slider.setValue(3)
    assert (panel.options.overlap, panel.cautions) == (None, ()), "on the mark it is automatic"
    slider.setValue(5)
    assert (panel.options.overlap, panel.cautions) == (5, ())
    choose(control(panel, "Model", QComboBox), "best")
    assert "20 is exact" in panel.cautions[0]


def test_a_plan_says_what_the_options_come_to(panel):
    restorer = Restorer(Catalogue(SPECS))
    panel.show_plan(restorer.plan((300, 200), replace(panel.options, strength=0.5)))
    assert any("300 × 200 pixels become 600 × 400" in text for text in texts(panel))
    assert "px)" in control(panel, "Tile size", QSpinBox).text()


def test_nothing_is_told_when_nothing_changed(panel):
    button(panel, "2×").click()
    choose(control(panel, "Model", QComboBox), "fast")
    assert panel.changes == []


@pytest.mark.parametrize(("name", "kind"), [("Model", QComboBox), ("Strength", QSlider), ("Overlap", QSlider)])
def test_scrolling_over_a_control_does_not_change_it(panel, name, kind):
    at = QPointF(5, 5)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), QPoint(0, -120), *none, False)
    QApplication.sendEvent(control(panel, name, kind), event)
    assert panel.changes == []


def plan(panel, size=(300, 200)):
    return Restorer(Catalogue(SPECS)).plan(size, panel.options)


def test_automatic_is_a_model_with_every_scale(panel):
    choose(control(panel, "Model", QComboBox), "auto")
    assert panel.options.model == "auto"
    assert button(panel, "3×").isEnabled()
    assert not button(panel, "4×").isEnabled()


def test_another_size_brings_out_what_it_is_measured_in(panel):
    assert not control(panel, "Measured by", QComboBox).isVisibleTo(panel)
    button(panel, "Size…").click()
    assert panel.options.size == TargetSize.parse("2.5x")
    choose(control(panel, "Measured by", QComboBox), "width")
    assert panel.options.size == TargetSize.parse("3840w")
    assert not control(panel, "Other side", QDoubleSpinBox).isVisibleTo(panel)
    control(panel, "Size", QDoubleSpinBox).setValue(700)
    assert panel.options.size == TargetSize.parse("700w")
    button(panel, "3×").click()
    assert (panel.options.scale, panel.options.size) == (3, None)
    assert not control(panel, "Measured by", QComboBox).isVisibleTo(panel)
    button(panel, "Size…").click()
    assert panel.options.size == TargetSize.parse("700w"), "the size is remembered"


@pytest.mark.parametrize(
    ("measure", "text", "shown"),
    [
        ("factor", "2.5x", ("2.50 ×",)),
        ("height", "2160h", ("2160 px",)),
        ("long", "4000long", ("4000 px",)),
        ("short", "2000short", ("2000 px",)),
        ("box", "3840x2160", ("3840 px", "2160 px")),
        ("megapixels", "24mp", ("24.0 MP",)),
        ("print", "30x20cm@300", ("30.0 cm", "20.0 cm", "300 DPI")),
    ],
)
def test_every_measure_has_its_controls(panel, measure, text, shown):
    button(panel, "Size…").click()
    choose(control(panel, "Measured by", QComboBox), measure)
    assert str(panel.options.size) == text
    boxes = [box for box in panel.findChildren(QDoubleSpinBox) if box.isVisibleTo(panel)]
    assert tuple(box.text() for box in boxes) == shown


def test_paper_stays_as_large_in_another_unit(panel):
    button(panel, "Size…").click()
    choose(control(panel, "Measured by", QComboBox), "print")
    choose(control(panel, "Unit", QComboBox), "in")
    assert panel.options.size == TargetSize.parse("11.8x7.9in@300")


def test_a_plan_says_by_which_network_a_size_is_reached_and_what_cannot_be(panel):
    panel.take(replace(panel.options, size=TargetSize.parse("750w")))
    panel.show_plan(plan(panel))
    assert any("300 × 200 pixels become 750 × 500" in text for text in texts(panel))
    assert panel.cautions == ()
    panel.take(replace(panel.options, size=TargetSize.parse("5x")))
    panel.show_plan(plan(panel))
    assert "3× at most" in panel.cautions[0]
    panel.take(replace(panel.options, size=TargetSize.parse("100w")))
    panel.show_plan(plan(panel))
    assert "never becomes smaller" in panel.cautions[0]


def test_speed_time_and_paper_are_said_where_they_are_known(panel):
    paces = {("fast", 2, Precision.FP32): 2e-6, ("fast", 2, Precision.FP16): 1e-6}
    facts = Facts(paces, {("fast", 2): Precision.FP16}, expected=130.0, dpi=(300.0, 300.0))
    panel.show_plan(plan(panel), facts)
    shown = " | ".join(texts(panel))
    assert "1.0 MP/s on this computer" in shown
    assert "about 2.2 min" in shown
    assert "5.1 × 3.4 cm at 300 DPI" in shown
    box = control(panel, "Precision", QComboBox)
    assert [box.itemText(index) for index in range(box.count())] == [
        "Automatic: FP16",
        "Full (FP32) · 0.5 MP/s",
        "Half (FP16) · 1.0 MP/s",
    ]


def test_threads_and_devices(panel, monkeypatch):
    box = control(panel, "Threads", QSpinBox)
    assert box.text().startswith("All ")
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert panel.options.threads == 1
    panel.show_plan(plan(panel), Facts(devices=(("onnx", "cpu"), ("onnx", "NVIDIA GPU (CUDA)"), ("opencv", "cpu"))))
    devices = control(panel, "Device", QComboBox)
    titles = [devices.itemText(index) for index in range(devices.count())]
    assert titles == ["Automatic", "Processor, by ONNX Runtime", "NVIDIA GPU (CUDA)", "Processor, by OpenCV"]
    choose(devices, "opencv cpu")
    assert (panel.options.engine, panel.options.device) == ("opencv", "cpu")


def test_a_print_resolution_can_be_set(panel):
    rule, number = control(panel, "Print resolution", QComboBox), control(panel, "DPI of the result", QDoubleSpinBox)
    assert not number.isVisibleTo(panel)
    choose(rule, "set")
    assert panel.options.dpi == 300
    number.setValue(240)
    assert panel.options.dpi == 240
    choose(rule, "keep")
    assert panel.options.dpi == "keep"
    assert not number.isVisibleTo(panel)


def test_how_results_are_written(panel):
    choose(control(panel, "Format", QComboBox), "WEBP")
    control(panel, "Quality", QSpinBox).setValue(80)
    choose(control(panel, "Metadata", QComboBox), "strip-location")
    choose(control(panel, "Colours", QComboBox), "srgb")
    wanted = EncodeOptions("WEBP", 80, metadata=MetadataPolicy.STRIP_LOCATION, profile=ProfilePolicy.SRGB)
    assert panel.told[-1] == {"encoding": wanted}
    choose(control(panel, "Format", QComboBox), "PNG")
    assert not control(panel, "Quality", QSpinBox).isEnabled()
    choose(control(panel, "Format", QComboBox), "")
    assert panel.told[-1]["encoding"].format is None


def test_parts_fold_say_what_is_set_in_them_and_that_is_remembered(panel):
    fold = next(one for one in panel.findChildren(QToolButton) if one.text() == "Saving")
    choose(control(panel, "Metadata", QComboBox), "strip-all")
    assert control(panel, "Format", QComboBox).isVisibleTo(panel)
    fold.click()
    assert not control(panel, "Format", QComboBox).isVisibleTo(panel)
    assert "Like the photo · None" in texts(panel)
    assert panel.told[-1] == {"unfolded": ("details",)}


def test_details_sum_up_what_is_not_automatic(qtbot):
    options = RestoreOptions(model="fast", precision="fp16", tile=64, overlap=1, threads=2, engine="opencv")
    panel = SettingsPanel(SPECS, Settings(options))
    qtbot.addWidget(panel)
    line = "Half (FP16) · tiles of 64 px · overlap 1 px · Automatic, by OpenCV · 2 threads"
    assert line in [label.text() for label in panel.findChildren(QLabel)]


def menu(panel):
    """What the menu beside the presets offers, by its texts."""
    more = next(one for one in panel.findChildren(QToolButton) if one.text() == "⋯")
    more.menu().aboutToShow.emit()
    return {action.text(): action for action in more.menu().actions() if action.text()}


def test_presets_are_kept_used_and_deleted(panel):
    choose(control(panel, "Colours", QComboBox), "srgb")
    button(panel, "3×").click()
    menu(panel)["Keep as a preset…"].trigger()
    dialog = panel.findChild(QInputDialog)
    dialog.setTextValue("  Web  ")
    dialog.accept()
    kept = Preset("Web", RestoreOptions(model="fast", scale=3), EncodeOptions(profile=ProfilePolicy.SRGB))
    assert panel.told[-1] == {"presets": (kept,)}
    box = control(panel, "Preset", QComboBox)
    assert box.currentText() == "Web"
    menu(panel)["Reset everything to defaults"].trigger()
    assert (panel.options, panel.told[-1]) == (RestoreOptions(model="fast"), {"encoding": EncodeOptions()})
    assert box.currentText() == "Own settings"
    choose(box, "Web")
    assert (panel.options, panel.told[-1]) == (kept.options, {"encoding": kept.encoding})
    menu(panel)["Delete “Web”"].trigger()
    assert panel.told[-1] == {"presets": ()}
    assert "Delete “Web”" not in menu(panel)


def test_a_preset_of_the_same_name_is_replaced(qtbot):
    panel = SettingsPanel(
        SPECS, Settings(RestoreOptions(model="fast", scale=3), presets=(Preset("web"), Preset("Print")))
    )
    qtbot.addWidget(panel)
    told = []
    panel.settings_changed.connect(told.append)
    panel._bar.kept.emit("Web")
    assert [one.name for one in told[-1]["presets"]] == ["Print", "Web"]


def test_measuring_can_be_asked_for(panel, qtbot):
    with qtbot.waitSignal(panel.measuring_asked):
        menu(panel)["Choose settings for this computer"].trigger()
