"""In what colours photos are shown, and that it is said."""

import pytest
from PySide6.QtGui import QColorSpace, QSurfaceFormat

from srdesk.gui.compare.colours import colour_note, declare_colours
from tests.imaging.profiles import SPACES, gray_profile

SRGB = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile())


@pytest.mark.parametrize(
    ("icc", "note"),
    [
        (None, "sRGB (no profile)"),
        (SPACES["Display P3"], "Display P3, shown in sRGB"),
        (SRGB, "sRGB"),
    ],
)
def test_the_profile_of_a_photo_is_named(icc, note):
    assert colour_note(icc) == note


def test_a_profile_that_qt_cannot_use_is_named_all_the_same():
    assert colour_note(gray_profile()).endswith(", shown in sRGB")


def test_the_window_system_is_told(qapp):
    declare_colours()
    assert QSurfaceFormat.defaultFormat().colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
