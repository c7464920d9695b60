"""A recycle bin of the test's own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def recycle_bin(folder: Path) -> Iterator[Path]:
    """While the block lasts, what is thrown away goes into a folder."""
    folder.mkdir()

    def throw(path: Path) -> None:
        os.rename(path, folder / path.name)  # noqa: PTH104 - as bare as can be

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("send2trash.send2trash", throw)
        yield folder
