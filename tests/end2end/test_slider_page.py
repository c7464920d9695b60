"""The page with a divider in a browser: mouse, finger and keyboard move it, and nothing is loaded or sent."""

import io

import numpy as np
import pytest
from PIL import Image

from srdesk.imaging.comparison.pair import Pair
from srdesk.imaging.comparison.request import Words
from srdesk.imaging.comparison.slider import page_of
from tests.chromium import PROGRAM, chromium

pytestmark = [pytest.mark.end2end, pytest.mark.skipif(PROGRAM is None, reason="needs Chromium")]

DARK, LIGHT = (40, 60, 80), (200, 180, 160)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Before is dark, after is light."""
    sides = [np.full((600, 900, 3), colour, np.uint8) for colour in (DARK, LIGHT)]
    path = tmp_path_factory.mktemp("page") / "comparison.html"
    words = Words(title="Grandmother <1952>", before="Before · original, 2× bicubic", after="After · EDSR 2×")
    path.write_text(page_of(Pair(*sides), words), encoding="utf-8")
    return path


def place(browser):
    box = browser.value("document.querySelector('.stage').getBoundingClientRect().toJSON()")
    return [float(box[side]) for side in ("x", "y", "width", "height")]


def share(browser):
    return int(browser.value("document.querySelector('input').value"))


def seen_share(browser):
    """How much of the picture's width is dark, in percent, a little below its middle and away from the labels."""
    x, y, width, height = (round(value) for value in place(browser))
    with Image.open(io.BytesIO(browser.picture())) as picture:
        row = np.asarray(picture.convert("RGB"))[y + height * 3 // 4, x : x + width].astype(int)
    return 100 * (np.abs(row - DARK).sum(axis=1) < 60).mean()


def troubles(browser):
    kinds = ("Log.entryAdded", "Runtime.exceptionThrown", "Network.loadingFailed")
    return [event for event in browser.events if event.get("method") in kinds]


def test_it_begins_in_the_middle_and_loads_nothing(browser, file):
    browser.open(file)
    assert share(browser) == 50
    assert seen_share(browser) == pytest.approx(50, abs=1)
    asked = [e["params"]["request"]["url"] for e in browser.events if e.get("method") == "Network.requestWillBeSent"]
    assert asked[0] == file.as_uri()
    assert all(address.startswith("data:") for address in asked[1:])
    assert troubles(browser) == []


def test_the_mouse_drags_it(browser, file):
    browser.open(file)
    x, y, width, height = place(browser)
    browser.drag((x + width / 2, y + height / 2), (x + width * 0.8, y + height / 3))
    assert share(browser) == 80
    assert seen_share(browser) == pytest.approx(80, abs=1)
    browser.drag((x + width * 0.2, y + height / 2), (x + width * 0.2, y + height / 2))
    assert share(browser) == 20


def test_a_finger_drags_it_beyond_the_edge(browser, file):
    browser.open(file, width=390, height=844, phone=True)
    x, y, width, height = place(browser)
    middle = y + height / 2
    browser.swipe((x + width / 2, middle), (x + width * 0.4, middle), (x + width * 0.25, middle))
    assert share(browser) == 25
    assert seen_share(browser) == pytest.approx(25, abs=2)
    browser.swipe((x + width / 2, middle), (x + width * 0.8, middle), (x + width + 9, middle))
    assert share(browser) == 100


def test_keys_move_it(browser, file):
    browser.open(file)
    browser.press("Tab", 9)
    browser.press("ArrowRight", 39)
    assert share(browser) == 51
    browser.press("Home", 36)
    assert (share(browser), round(seen_share(browser))) == (0, 0)
    browser.press("End", 35)
    assert share(browser) == 100


def test_a_screen_reader_has_words_for_it(browser, file):
    browser.open(file)
    nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
    (slider,) = [node for node in nodes if node["role"]["value"] == "slider"]
    assert slider["name"]["value"] == "Divider between before and after"
    assert browser.value("document.querySelector('input').getAttribute('aria-valuetext')") == "50% before"
    pictures = {node["name"]["value"] for node in nodes if node["role"]["value"] in ("image", "img")}
    assert pictures == {"Grandmother <1952>: Before · original, 2× bicubic", "Grandmother <1952>: After · EDSR 2×"}


@pytest.mark.parametrize(
    ("width", "height"), [(320, 568), (390, 844), (844, 390), (1024, 700), (1920, 1080), (3840, 2160)]
)
def test_it_fits_every_screen(browser, file, width, height):
    browser.open(file, width=width, height=height)
    assert browser.value("document.documentElement.scrollWidth") <= width
    _, y, stage, stage_height = place(browser)
    assert stage >= min(280, width - 40)
    assert stage / stage_height == pytest.approx(1.5, abs=0.01)
    assert stage_height <= height
    assert y + stage_height <= height or height < 560


def test_it_may_not_talk_to_anybody(browser, file):
    browser.open(file)
    tried = "fetch('https://localhost/x').then(() => 'sent', () => 'refused')"
    assert browser.value(tried) == "refused"
    assert (
        browser.value(
            "new Promise(done => { const i = new Image(); i.onload = () => done('loaded');"
            " i.onerror = () => done('refused'); i.src = 'file:///etc/hostname.png'; })"
        )
        == "refused"
    )


def test_without_scripts_both_sides_are_there(browser, file):
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(file)
        with Image.open(io.BytesIO(browser.picture())) as picture:
            pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3).astype(int)
        shares = [(np.abs(pixels - colour).sum(axis=1) < 30).mean() for colour in (DARK, LIGHT)]
        assert min(shares) > 0.1
        assert shares[0] == pytest.approx(shares[1], rel=0.1)
    finally:
        browser.ask("Emulation.setScriptExecutionDisabled", value=False)
