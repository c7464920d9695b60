"""Canvases: memory for small results, a mapped file for big ones, a clear error without room."""

import errno
import os

import numpy as np
import pytest

from srdesk.errors import OutputError
from srdesk.restore import canvas
from srdesk.restore.canvas import allocate


def test_small_results_live_in_memory():
    assert not isinstance(allocate((10, 10, 3), np.uint8), np.memmap)


def test_big_results_live_in_a_file_that_nobody_sees(srdesk_home, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    mapped = allocate((100, 100, 3), np.uint16, mapped_from=1000)
    assert isinstance(mapped, np.memmap)
    assert (mapped == 0).all()
    mapped[50] = 7
    assert (mapped[50] == 7).all()
    assert not [path for path in srdesk_home.rglob("*") if path.is_file()] or os.name == "nt"


def test_a_scratch_folder_that_is_a_file_is_an_output_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "file"))
    with pytest.raises(OutputError):
        allocate((100, 100), np.uint8, mapped_from=1)


def test_no_room_is_an_output_error(monkeypatch):
    def full(_file, _size):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(canvas, "_reserve", full)
    with pytest.raises(OutputError, match="No space") as caught:
        allocate((100, 100), np.uint8, mapped_from=1)
    assert "TMPDIR" in caught.value.hint
