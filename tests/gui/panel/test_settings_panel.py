"""The settings panel: every option, what it does, and what it comes to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSlider, QSpinBox

from srdesk.gui.panel.settings_panel import SettingsPanel
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import Precision
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import spec


def named(name, scale, *precisions):
    halo = {"fast": 3, "best": 20}[name]
    made = spec(scale=scale, halo=halo, precisions=(Precision.FP32, *precisions))
    return replace(made, name=name, title=name.title(), sentence=f"{name} sentence")


SPECS = (named("fast", 2, Precision.FP16), named("fast", 3), named("best", 2))


@pytest.fixture
def panel(qtbot):
    panel = SettingsPanel(SPECS, RestoreOptions(model="fast"))
    panel.changes = []
    panel.options_changed.connect(panel.changes.append)
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
        "Overlap": QSpinBox,
    }.items():
        description = control(panel, name, kind).accessibleDescription()
        assert len(description) > 10 or description == "fast sentence"
        assert description in texts(panel)


def test_options_that_do_not_exist_become_possible(qtbot):
    panel = SettingsPanel(SPECS, RestoreOptions(model="gone", scale=4, precision="int8"))
    qtbot.addWidget(panel)
    assert panel.options == RestoreOptions(model="fast", scale=3, precision="auto")


def test_choosing_a_model_takes_the_scale_along(panel):
    button(panel, "3×").click()
    choose(control(panel, "Model", QComboBox), "best")
    assert panel.changes == [RestoreOptions(model="fast", scale=3), RestoreOptions(model="best", scale=2)]
    assert not button(panel, "3×").isEnabled()
    assert "Best" in button(panel, "3×").toolTip()
    assert button(panel, "2×").isChecked()
    assert "best sentence" in texts(panel)


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


def test_the_exact_overlap_is_named_and_less_is_warned_about(panel):
    box = control(panel, "Overlap", QSpinBox)
    assert "3 px, exact" in box.text()
    assert panel.cautions == ()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert panel.options.overlap == 0
    assert "3 is exact" in panel.cautions[0]
    assert panel.cautions[0] in texts(panel)
    box.setValue(3)
    assert panel.cautions == ()
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


@pytest.mark.parametrize(("name", "kind"), [("Model", QComboBox), ("Strength", QSlider), ("Overlap", QSpinBox)])
def test_scrolling_over_a_control_does_not_change_it(panel, name, kind):
    at = QPointF(5, 5)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), QPoint(0, -120), *none, False)
    QApplication.sendEvent(control(panel, name, kind), event)
    assert panel.changes == []
