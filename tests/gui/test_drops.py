"""What is dropped: the first photo, an explanation, or both."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from srdesk.gui.drops import dropped, first_of, may_drop


def mime(*urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


@pytest.mark.parametrize("name", ["a.jpg", "Grüße & 50 % 😀.png", "mit leer.tif"])
def test_a_file_is_taken_whatever_its_name(name):
    path = Path("/photos") / name
    drop = dropped(mime(QUrl.fromLocalFile(str(path))))
    assert drop.photo == path
    assert drop.message is None


def test_of_several_files_the_first_is_taken_and_said():
    drop = dropped(mime("file:///photos/b.jpg", "file:///photos/a.jpg", "file:///photos/c.jpg"))
    assert drop.photo == Path("/photos/b.jpg")
    assert "3" in drop.message.text
    assert "b.jpg" in drop.message.text


def test_an_address_is_explained_not_fetched():
    drop = dropped(mime("https://example.org/photo.jpg"))
    assert drop.photo is None
    assert "network" in drop.message.hint


def test_files_among_addresses_are_taken():
    assert dropped(mime("https://example.org/x", "file:///a.jpg")).photo == Path("/a.jpg")


def test_text_is_not_worth_dropping():
    data = QMimeData()
    data.setText("hello")
    assert not may_drop(data)
    assert may_drop(mime("file:///a.jpg"))


def test_nothing_is_nothing():
    assert first_of([]).photo is None
    assert first_of([Path("a.jpg")]).message is None
