"""In what colours photos are shown, and that it is said."""

import pytest
from PySide6.QtGui import QColorSpace, QSurfaceFormat

from srdesk.gui.compare.colours import colour_note, declare_colours
from tests.imaging.profiles import SPACES, gray_profile

SRGB = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile())


P3 = SPACES["Display P3"]


@pytest.mark.parametrize(
    ("icc", "screen", "note"),
    [
        (None, None, "sRGB (no profile)"),
        (P3, None, "Display P3, shown in sRGB"),
        (SRGB, None, "sRGB"),
        (None, P3, "sRGB (no profile), shown in Display P3"),
        (P3, P3, "Display P3"),
    ],
)
def test_the_profiles_of_photo_and_screen_are_named(icc, screen, note):
    assert colour_note(icc, screen) == note


def test_a_profile_that_qt_cannot_use_is_named_all_the_same():
    assert colour_note(gray_profile()).endswith(", shown in sRGB")


def test_the_window_system_is_told(qapp):
    declare_colours()
    assert QSurfaceFormat.defaultFormat().colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
