"""Messages: shown, copied, dismissed."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QToolButton, QWidget

from srdesk.gui.message_bar import MessageBar, MessageItem
from srdesk.gui.notices import MOST, Notices
from srdesk.gui.wording import Message, Offer, Severity


@pytest.fixture
def bar(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    yield MessageBar(Notices(), window)


def message(text="It broke.", **values):
    return Message(text, **{"hint": "Mend it.", "severity": Severity.ERROR} | values)


def button(bar, tip):
    return next(button for button in bar.findChildren(QToolButton) if button.toolTip() == tip)


def test_it_takes_no_room_while_there_is_nothing_to_say(bar):
    assert bar.isHidden()
    bar.notices.show(message())
    assert not bar.isHidden()
    bar.notices.clear()
    assert bar.isHidden()


def test_a_message_shows_what_happened_and_what_to_do(bar):
    bar.notices.show(message())
    assert {"It broke.", "Mend it."} <= {label.text() for label in bar.findChildren(QLabel)}
    assert button(bar, "Details").isHidden()


def test_details_are_unfolded(bar):
    bar.notices.show(message(details="Traceback: line 3"))
    details = bar.findChild(QPlainTextEdit)
    assert details.isHidden()
    button(bar, "Details").click()
    assert not details.isHidden()
    assert details.toPlainText() == "Traceback: line 3"


def test_everything_is_copied(bar):
    bar.notices.show(message(details="Traceback: line 3"))
    button(bar, "Copy").click()
    assert QGuiApplication.clipboard().text() == "It broke.\nMend it.\nTraceback: line 3"


def test_a_message_is_dismissed(bar):
    bar.notices.show(message("one"))
    bar.notices.show(message("two"))
    button(bar, "Dismiss").click()
    assert [shown.text for shown in bar.messages] == ["two"]


def test_the_newest_stands_first_and_old_ones_make_room(bar):
    for number in range(MOST + 2):
        bar.notices.show(message(str(number)))
    assert [shown.text for shown in bar.messages] == ["4", "3", "2"]


def test_the_same_message_is_not_shown_twice(bar):
    for text in ("one", "two", "one"):
        bar.notices.show(message(text))
    assert [shown.text for shown in bar.messages] == ["one", "two"]


def test_text_is_text(bar):
    bar.notices.show(message("<b>bold.jpg</b> & co"))
    assert any(label.text() == "<b>bold.jpg</b> & co" for label in bar.findChildren(QLabel))


def test_a_bar_shows_what_was_there_before_it(qtbot):
    notices = Notices()
    notices.show(message("one"))
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar(notices, window)
    assert [shown.text for shown in bar.messages] == ["one"]
    assert not bar.isHidden()


def test_what_was_unfolded_stays_when_another_message_comes(bar):
    bar.notices.show(message(details="Traceback: line 3"))
    details = bar.findChild(QPlainTextEdit)
    button(bar, "Details").click()
    bar.notices.show(message("two"))
    assert not details.isHidden()


def test_an_offer_is_taken_and_the_message_goes(bar):
    taken = []
    bar.notices.show(message(offers=(Offer("Undo", lambda: taken.append(1)), Offer("Redo", lambda: taken.append(2)))))
    buttons = {button.text(): button for button in bar.findChildren(QPushButton)}
    buttons["Redo"].click()
    assert taken == [2]
    assert bar.messages == ()


def test_of_a_topic_the_newest_is_all_there_is(bar):
    for text in ("one", "two"):
        bar.notices.show(message(text, topic="saved"))
    bar.notices.show(message("other"))
    assert [shown.text for shown in bar.messages] == ["other", "two"]
    bar.notices.settle("saved")
    assert [shown.text for shown in bar.messages] == ["other"]


@pytest.mark.parametrize(("width", "below"), [(1000, False), (426, True)])
def test_words_keep_room_beside_buttons(qtbot, width, below):
    item = MessageItem(Message("Saved as family_x2.jpg", "In a folder", offers=(Offer("Undo", lambda: None),)))
    qtbot.addWidget(item)
    item.resize(width, 200)
    item.show()
    item.layout().activate()
    undo = next(button for button in item.findChildren(QPushButton))
    words = next(label for label in item.findChildren(QLabel) if label.text() == "In a folder")
    assert (undo.geometry().top() > words.geometry().bottom()) == below
    assert words.width() >= 250
    item.resize(1426 - width, 200)
    item.layout().activate()
    assert (undo.geometry().top() > words.geometry().bottom()) != below
