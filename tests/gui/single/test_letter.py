"""Letters: every name survives, and nothing else is believed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.gui.single.letter import Letter, opened, sealed, to_open

KEY = "0123abcd"
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=20), max_size=4))
def test_whatever_a_file_is_called_it_arrives(names):
    letter = Letter(tuple(Path("/photos") / name.lstrip("/") for name in names))
    assert opened(sealed(letter, KEY), KEY) == letter


def test_a_name_that_is_no_text_arrives():
    file = Path("/photos") / b"\xff\xfe.jpg".decode(errors="surrogateescape")
    assert opened(sealed(Letter((file,)), KEY), KEY).files == (file,)


def test_relative_names_are_meant_where_the_sender_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert to_open([Path("-a %41.jpg"), Path("/b.jpg")]).files == (tmp_path / "-a %41.jpg", Path("/b.jpg"))


@given(st.binary(max_size=200))
def test_noise_is_no_letter(content):
    with pytest.raises(ValueError):
        opened(content, KEY)


@given(st.dictionaries(st.sampled_from(["srdesk", "version", "key", "files", "activation"]), JSON))
def test_nothing_but_a_letter_is_taken_for_one(table):
    content = json.dumps({"srdesk": "open", "key": KEY} | table).encode()
    try:
        letter = opened(content, KEY)
    except ValueError:
        return
    assert all(file.is_absolute() for file in letter.files)
    assert isinstance(letter.activation, str)


@pytest.mark.parametrize(
    "change",
    [
        {"key": "another"},
        {"key": "\ud800"},
        {"files": ["photo.jpg"]},
        {"files": ["/a\0b"]},
        {"files": "/photo.jpg"},
        {"files": [3]},
        {"activation": "a\nb"},
        {"activation": "x" * 10_000},
        {"srdesk": "close"},
    ],
)
def test_a_letter_with_one_thing_wrong_is_none(change):
    right = json.loads(sealed(Letter((Path("/photo.jpg"),), "token"), KEY))
    with pytest.raises(ValueError):
        opened(json.dumps(right | change).encode(), KEY)


def test_what_is_nested_too_deeply_is_no_letter():
    with pytest.raises(ValueError, match="deeply"):
        opened(b"[" * 200_000, KEY)
