"""What every mode looks like, compared with pictures of it that were looked at and found good.

`SRDESK_RENEW_SCREENS=1 python -m pytest tests/gui/compare/test_screens.py` makes them anew: look at them again then.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from srdesk.comparison import Channel, Comparison, Mode
from srdesk.gui.compare.compare_view import CompareView
from srdesk.gui.compare.comparing import Comparing
from srdesk.gui.compare.pictures import Original
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples
from tests.gui.fakes import HeldBackground, result_picture

SCREENS = Path(__file__).parent / "screens"
RENEW = os.environ.get("SRDESK_RENEW_SCREENS") == "1"
SIZE = (336, 224)
# Levels: corners of lines are smoothed a little differently from one version of Qt to the next, the rest is not.
MEAN, NEARLY_ALL = 0.7, 40

CASES = {
    "split": (Comparison(mode=Mode.SPLIT), 0.0),
    "split-lying-swapped": (Comparison(mode=Mode.SPLIT, upright=False, swapped=True, position=0.3), 0.0),
    "side-by-side": (Comparison(mode=Mode.SIDE_BY_SIDE), 2.0),
    "onion": (Comparison(mode=Mode.ONION, opacity=0.5), 0.0),
    "difference": (Comparison(mode=Mode.DIFFERENCE, gain=8), 0.0),
    "difference-signed-luma": (Comparison(mode=Mode.DIFFERENCE, gain=8, signed=True, channel=Channel.LUMA), 0.0),
    "single-with-minimap": (Comparison(mode=Mode.SINGLE), 3.0),
    "pixel-grid": (Comparison(mode=Mode.SPLIT, minimap=False), 12.0),
}


def drawing() -> np.ndarray:
    """A photo of 112 x 72 pixels: a sky, a disc and a fence."""
    y, x = np.mgrid[0:72, 0:112].astype(float)
    pixels = np.stack([70 + y, 120 + 0.8 * y, 200 - 0.5 * y], axis=-1)
    pixels[(x - 40) ** 2 + (y - 34) ** 2 < 22**2] = (230, 150, 40)
    pixels[((x + y // 2) % 10 < 3) & (x > 66)] = (40, 60, 50)
    return pixels.round().astype(np.uint8)


def sharpened(pixels: np.ndarray) -> np.ndarray:
    """Twice the size, and each channel sharpened a little more than the last."""
    plain = enlarge_samples(pixels, 2).astype(float)
    soft = (np.roll(plain, 1, 0) + np.roll(plain, -1, 0) + np.roll(plain, 1, 1) + np.roll(plain, -1, 1)) / 4
    return (plain + (plain - soft) * (0.8, 1.0, 1.2)).round().clip(0, 255).astype(np.uint8)


@pytest.fixture
def view(qtbot):
    """The drawing and its result with nothing in words over them."""
    background = HeldBackground()
    view = CompareView(background, Comparing(Comparison(labels=False)))
    view.background = background
    qtbot.addWidget(view)
    view.setMinimumSize(*SIZE)
    view.resize(*SIZE)
    pixels = drawing()
    view.show_before(Original.of(Photo(pixels)).at(2), same_photo=False)
    view.show_after(result_picture(Photo(sharpened(pixels))))
    view.show()
    qtbot.waitExposed(view)
    return view


def seen(view) -> np.ndarray:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


@pytest.mark.parametrize("name", CASES)
def test_it_looks_as_it_did(view, name, tmp_path):
    comparison, zoom = CASES[name]
    view.comparing.take(comparison)
    view.comparing.change(labels=False)
    if zoom:
        view.set_viewport(view.viewport.zoomed(zoom).centred((118.0, 70.0)))
    view.background.run_all()
    found = seen(view)
    if RENEW:
        Image.fromarray(found.astype(np.uint8)).save(SCREENS / f"{name}.png", optimize=True)
    with Image.open(SCREENS / f"{name}.png") as image:
        wanted = np.asarray(image.convert("RGB")).astype(int)
    assert found.shape == wanted.shape
    apart = np.abs(found - wanted)
    if apart.mean() > MEAN or np.quantile(apart, 0.995) > NEARLY_ALL:
        Image.fromarray(found.astype(np.uint8)).save(tmp_path / f"{name}.png")
        pytest.fail(f"{apart.mean():.2f} levels apart in the mean; what was seen is in {tmp_path / name}.png")


def test_no_two_modes_look_the_same():
    pictures = [np.asarray(Image.open(SCREENS / f"{name}.png").convert("RGB")).astype(int) for name in CASES]
    for place, one in enumerate(pictures):
        for other in pictures[place + 1 :]:
            assert np.abs(one - other).mean() > MEAN, "a test could not tell them apart"
