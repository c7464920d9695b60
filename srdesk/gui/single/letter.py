"""A letter: what one srdesk hands to another, as JSON that is believed nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

VERSION = 1

LONGEST = 16 * 2**20
"""Bytes; no command line that makes a letter is longer on any system."""

TAKEN = b"taken"
"""The answer to a letter."""

_LONGEST_TOKEN = 512


@dataclass(frozen=True)
class Letter:
    """Photos and folders to open, none to be seen only.

    ``activation`` is what the desktop gave the sender so that a window may come to the front.
    """

    files: tuple[Path, ...] = ()
    activation: str = ""


def sealed(letter: Letter, key: str) -> bytes:
    """A letter for the window that has this key. Names that are no text survive."""
    table = {
        "srdesk": "open",
        "version": VERSION,
        "key": key,
        "files": [str(file) for file in letter.files],
        "activation": letter.activation,
    }
    return json.dumps(table).encode("ascii")


def opened(content: bytes, key: str) -> Letter:
    """The letter that was sealed with a key; raises `ValueError` for anything else, whatever it is."""
    from hmac import compare_digest

    try:
        table = json.loads(content.decode("ascii"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(table, dict) or table.get("srdesk") != "open":
        raise ValueError("no letter")
    if not compare_digest(_text(table.get("key")).encode(errors="replace"), key.encode()):
        raise ValueError("not from this user")
    files = table.get("files")
    if not isinstance(files, list):
        raise ValueError("no list of files")
    return Letter(tuple(map(_file, files)), _token(table.get("activation", "")))


def to_open(files: Sequence[Path], activation: str = "") -> Letter:
    """A letter about files as they are called where this process is."""
    return Letter(tuple(file.absolute() for file in files), activation)


def _file(name: object) -> Path:
    path = Path(_text(name))
    if not path.is_absolute():
        raise ValueError("a file without its folder")
    return path


def _token(token: object) -> str:
    text = _text(token)
    if len(text) > _LONGEST_TOKEN or not text.isascii() or not (text.isprintable() or not text):
        raise ValueError("no token of a desktop")
    return text


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not a text")
    return value
