"""About: what srdesk is, and everything that it stands on."""

import re
import tomllib

import pytest
from PySide6.QtWidgets import QLabel, QMainWindow

from srdesk.gui.help import about
from srdesk.paths import bundled


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_about_names_what_is_stood_on(window):
    dialog = about.AboutDialog(window)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for name in ("Qt", "ONNX Runtime", "LGPL", "libheif", "without the network"):
        assert name in texts


def test_every_dependency_is_named_in_about():
    project = tomllib.loads((bundled("pyproject.toml")).read_text(encoding="utf-8"))["project"]
    depended = {re.match(r"[\w-]+", line).group().lower() for line in project["dependencies"]}
    assert depended == {package.lower() for _, package, _ in about.LICENCES}
