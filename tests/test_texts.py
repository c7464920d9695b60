"""Texts: strings that remember how they were made."""

import errno
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import InputError, OutputError
from srdesk.texts import Text, put_together, refusal, said, taken_apart


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


def made_of(text):
    """What a text is made of, all the way down."""
    return text.template, [made_of(one) if isinstance(one, Text) else one for one in text.arguments]


TEXTS = st.recursive(
    st.builds(Text, st.just("{0} of {1:.1f}"), st.text(), st.floats(allow_nan=False)),
    lambda inner: st.builds(Text, st.just("{0}: {1}, {2}"), inner, st.text(), st.integers()),
    max_leaves=5,
)


@given(TEXTS)
def test_a_text_survives_a_file(text):
    again = put_together(json.loads(json.dumps(taken_apart(text))), str(text))
    assert isinstance(again, Text)
    assert made_of(again) == made_of(text)


def test_what_is_neither_text_nor_number_is_kept_as_it_was_said():
    text = Text("{0} is gone: {1}.", Path("a"), OSError("no"))
    assert taken_apart(text) == ["{0} is gone: {1}.", "a", "no"]
    assert taken_apart("plain") is None


@pytest.mark.parametrize(
    "parts",
    [None, 3, "x", [], {}, [3], ["{0}"], ["{"], ["{0.secret}", 1], ["{0:q}", 1], ["another"], ["{0}", ["{1}"]]],
)
def test_parts_that_say_something_else_are_not_believed(parts):
    assert put_together(parts, "It broke.") == "It broke."
    assert not isinstance(put_together(parts, "It broke."), Text)
