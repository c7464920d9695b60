"""Help pages: there in every language, linked to what there is, and true about names in the window."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from srdesk.gui.help.about import LICENCES, AboutDialog
from srdesk.gui.help.pages import PAGES, HelpPages, page_file, title_of
from srdesk.gui.languages import LANGUAGES
from srdesk.models.catalogue import load
from srdesk.paths import bundled

CODES = [language.code for language in LANGUAGES]


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_there_in_every_language(code, name):
    file = page_file(name, code)
    text = file.read_text(encoding="utf-8")
    assert file.parent.name == code
    assert text.startswith("# ")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert {link.removesuffix(".md") for link in links} <= set(PAGES)
    assert "http" not in text


def test_pages_are_about_the_same_in_every_language():
    for name in PAGES:
        outlines = {_outline(page_file(name, code).read_text(encoding="utf-8")) for code in CODES}
        assert len(outlines) == 1, name


def _outline(text):
    """How many headings, list items and rows of tables there are."""
    return tuple(len(re.findall(pattern, text, re.MULTILINE)) for pattern in (r"^#", r"^(- |\d\.)", r"^\|"))


def test_there_are_no_pages_that_nobody_reads():
    for code in CODES:
        assert {file.stem for file in bundled("resources", "help", code).iterdir()} == set(PAGES)


@pytest.mark.parametrize("code", CODES)
def test_every_model_is_advised_on(code):
    text = page_file("models", code).read_text(encoding="utf-8")
    assert all(f"**{spec.title}**" in text for spec in load().specs)


@pytest.mark.parametrize("code", CODES)
def test_every_licence_is_named(code):
    text = page_file("licences", code).read_text(encoding="utf-8")
    assert all(title.partition(" with ")[0].partition(" and ")[0] in text for title, _, _ in LICENCES)


def test_pages_are_chosen_from_the_list_and_by_links(window):
    pages = HelpPages(window)
    assert pages.page == "first-steps"
    assert "no graphics card" in pages.browser.toPlainText()
    pages.browser.anchorClicked.emit(QUrl("models.md"))
    assert pages.page == "models"
    assert pages.browser.accessibleName() == "Which model for what"
    pages.browser.anchorClicked.emit(QUrl("https://example.org/models"))
    pages.list.setCurrentRow(2)
    assert pages.page == "comparing"


def test_pages_stay_open_and_there_is_one_window_of_them(open_window):
    window = open_window()
    window.commands["pages"].trigger()
    window.commands["pages"].trigger()
    (pages,) = window.findChildren(HelpPages)
    assert not pages.isModal()
    pages.close()


def test_about_leads_to_the_licences(open_window):
    window = open_window()
    window.commands["about"].trigger()
    (about,) = window.findChildren(AboutDialog)
    about.licences_wanted.emit()
    (pages,) = window.findChildren(HelpPages)
    assert pages.page == "licences"
    about.reject()
    pages.close()


def test_a_title_is_the_heading():
    assert title_of("# One thing\n\nand more") == "One thing"
