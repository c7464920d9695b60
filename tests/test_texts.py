"""Texts: strings that remember how they were made."""

import errno
import pickle

import pytest

from srdesk.errors import InputError, OutputError
from srdesk.texts import Text, refusal, said


def test_a_text_is_its_english_sentence():
    text = Text("{0} has {1:.1f} GB.", "disk", 2.25)
    assert text == "disk has 2.2 GB."
    assert isinstance(text, str)
    assert (text.template, text.arguments) == ("{0} has {1:.1f} GB.", ("disk", 2.25))


def test_braces_in_what_is_told_are_left_alone():
    assert Text("There is no file {0}.", "a{b}.png") == "There is no file a{b}.png."


def test_a_text_survives_pickling():
    text = Text("{0} is empty.", Text("The picture"))
    copy = pickle.loads(pickle.dumps(text))
    assert (copy, copy.template, copy.arguments) == (text, text.template, text.arguments)


def test_an_error_says_what_it_was_raised_with():
    text = Text("{0} is empty.", "a.png")
    assert said(InputError(text)) is text
    assert said(ValueError("plain")) == "plain"
    assert said(KeyError()) == ""
    assert said(OSError(errno.EIO, "dead")) == str(OSError(errno.EIO, "dead"))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS])
def test_common_refusals_of_the_system_are_texts(number):
    assert isinstance(refusal(OSError(number, "however the system says it")), Text)


def test_rare_refusals_are_told_as_the_system_tells_them():
    assert refusal(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert refusal(OSError("no number")) == "no number"


def test_the_message_of_an_error_is_its_text():
    error = OutputError(Text("{0} exists already.", "a.png"), hint="Choose another name.")
    assert str(error) == "a.png exists already."
