"""The bytes of model files, which may be anything, but not without end."""

from pathlib import Path

from srdesk.errors import ModelError
from srdesk.texts import Text, refusal

LARGEST = 1024 * 2**20
"""Bytes that a network may have, weights included."""


def content_of(file: Path) -> bytes:
    """The bytes of a model file; raises `ModelError` where that is impossible or there are too many."""
    try:
        if file.stat().st_size > LARGEST:
            raise too_large(file)
        return file.read_bytes()
    except OSError as error:
        raise ModelError(
            Text("{0} cannot be read: {1}.", file, refusal(error)), hint="Check the file and its permissions."
        ) from error


def too_large(file: Path) -> ModelError:
    """What to say of a file that is larger than any network for photos."""
    return ModelError(
        Text("{0} is larger than {1} MB.", file.name, LARGEST // 2**20), hint="Networks for photos are much smaller."
    )
