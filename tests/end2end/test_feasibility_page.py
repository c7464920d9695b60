"""The report on feasibility in a browser: nothing sticks out on a phone, and colours follow the system."""

import pytest

from srdesk.feasibility.page import page
from tests.chromium import PROGRAM, chromium
from tests.feasibility.examples import QUALITY, findings, subject, trial

pytestmark = [pytest.mark.end2end, pytest.mark.skipif(PROGRAM is None, reason="needs Chromium")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    subjects = (subject(trial(), trial("int8", ms=4), quality=(QUALITY,)), subject(trial(ms=9e5), name="edsr"))
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text("".join(page(findings(*subjects))), encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "phone"), [(1280, False), (360, True)])
def test_nothing_sticks_out(browser, file, width, phone):
    browser.open(file, width=width, height=800, phone=phone)
    assert browser.value("document.documentElement.scrollWidth") <= width
    wide = (
        "[...document.querySelectorAll('svg, .wide, td')].filter(one => one.getBoundingClientRect().right > innerWidth)"
    )
    assert browser.value(f"{wide}.map(one => one.textContent)") == []
    assert browser.value("[...document.querySelectorAll('.wide')].every(one => one.scrollWidth <= one.clientWidth)")


def test_nothing_is_refused_or_asked_for(browser, file):
    browser.open(file)
    assert [event for event in browser.events if event["method"].startswith("Log.")] == []
    asked = [event for event in browser.events if event["method"] == "Network.requestWillBeSent"]
    assert {event["params"]["request"]["url"] for event in asked} == {file.as_uri()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_light_and_dark(browser, file, scheme):
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(file)
    ink = browser.value("getComputedStyle(document.querySelector('svg text')).fill")
    body = browser.value("getComputedStyle(document.body).color")
    assert ink == body == {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}[scheme]
