"""Where results grow: memory for small ones, a file mapped into memory for big ones."""

import errno
import os
import tempfile
from math import prod
from typing import BinaryIO, TypeVar, cast

import numpy as np
from numpy.typing import DTypeLike, NDArray

from srdesk.errors import DiskFullError, OutputError
from srdesk.paths import scratch_folder
from srdesk.texts import Text, refusal

C = TypeVar("C", bound=NDArray[np.generic])

MAPPED_FROM = 192 * 2**20


def allocate(shape: tuple[int, ...], dtype: DTypeLike, *, mapped_from: int = MAPPED_FROM) -> NDArray[np.generic]:
    """Zeros of a shape; from ``mapped_from`` bytes on they live in an unnamed temporary file.

    Raises `OutputError` when the disk has no room for that file.
    """
    size = prod(shape) * np.dtype(dtype).itemsize
    if size < mapped_from:
        return np.zeros(shape, dtype)
    folder = scratch_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, prefix="srdesk-") as file:
            _reserve(file, size)
            return np.memmap(file, dtype=dtype, mode="r+", shape=shape)
    except OSError as error:
        kind = DiskFullError if error.errno == errno.ENOSPC else OutputError
        raise kind(
            Text(
                "There is no room for a working file of {0:.0f} MB in {1}: {2}.", size / 2**20, folder, refusal(error)
            ),
            hint="Free disk space, or set TMPDIR to a folder with more.",
        ) from error


def canvas_like(size: tuple[int, int], *, like: C) -> C:
    """Zeros of ``(width, height)``, of the channels and type of another picture; raises `OutputError` as `allocate`."""
    return cast(C, allocate((size[1], size[0], *like.shape[2:]), like.dtype))


def _reserve(file: BinaryIO, size: int) -> None:
    """Take the blocks now: writing into a mapped file on a full disk would end the process."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, size)
        return
    zeros = bytes(2**20)
    for start in range(0, size, len(zeros)):
        file.write(zeros[: size - start])
    file.flush()
