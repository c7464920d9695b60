"""What is dropped and pasted: files, pictures without a file, or an explanation."""

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from srdesk.gui.drops import dropped, may_drop


def mime(*urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def picture():
    image = QImage(7, 5, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def png():
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture().save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.mark.parametrize("name", ["a.jpg", "Grüße & 50 % 😀.png", "mit leer.tif"])
def test_a_file_is_taken_whatever_its_name(name):
    path = Path("/photos") / name
    drop = dropped(mime(QUrl.fromLocalFile(str(path))))
    assert (drop.paths, drop.picture, drop.message) == ((path,), None, None)


def test_several_files_are_taken_in_their_order():
    drop = dropped(mime("file:///photos/b.jpg", "file:///photos/a.jpg"))
    assert drop.paths == (Path("/photos/b.jpg"), Path("/photos/a.jpg"))


def test_an_address_is_explained_not_fetched():
    drop = dropped(mime("https://example.org/photo.jpg"))
    assert (drop.paths, drop.picture) == ((), None)
    assert "network" in drop.message.hint


def test_files_among_addresses_are_taken():
    assert dropped(mime("https://example.org/x", "file:///a.jpg")).paths == (Path("/a.jpg"),)


def test_a_browser_gives_the_picture_along_with_its_address():
    data = mime("https://example.org/photo.png")
    data.setData("image/png", png())
    assert dropped(data).picture == png()


def test_a_picture_that_is_no_png_is_taken_decoded():
    data = QMimeData()
    data.setImageData(picture())
    assert dropped(data).picture.size() == picture().size()


def test_files_come_before_pictures_of_them():
    data = mime("file:///a.jpg")
    data.setImageData(picture())
    assert dropped(data).picture is None


def test_a_picture_inside_an_address_is_taken():
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    assert dropped(mime(address)).picture == png()
    data = QMimeData()
    data.setHtml(f'<img src="{address}">')
    assert dropped(data).picture == png()


def test_an_address_with_a_broken_picture_is_explained():
    assert dropped(mime("data:image/png;base64,A")).message is not None


def test_nothing_to_paste_is_said():
    data = QMimeData()
    data.setText("hello")
    assert "clipboard" in dropped(data).message.text


def test_text_is_not_worth_dropping():
    data = QMimeData()
    data.setText("hello")
    assert not may_drop(data)
    assert may_drop(mime("file:///a.jpg"))
    data.setImageData(picture())
    assert may_drop(data)
