"""How large a picture may be before it is decoded."""

import ctypes
import os
from pathlib import Path

from PIL import Image

from srdesk.texts import Text

MAX_PIXELS = 1_000_000_000
"""The largest picture srdesk decodes: a gigapixel. A file that claims more is damaged or means harm."""

FETCH_AGAIN = Text("Fetch the file again from where it came.")
"""The hint for a file that is not what it should be."""

DEFLATE_MOST = 1100
"""The most bytes that one byte of deflated data can become, and some."""

# Pillow's own limit warns first and refuses later, at sizes that ordinary results have. `check_size` is stricter where
# it matters, and comes before any picture is decoded.
Image.MAX_IMAGE_PIXELS = None

# Decoders hold a picture once as they decode it and once as they hand it over.
_COPIES = 2.5


class Unreadable(Exception):  # noqa: N818 - becomes an InputError where the file's name is known
    """A picture cannot be read; ``str()`` continues a sentence that begins with its name.

    A ``message`` that is no `Text` is a literal, and becomes one: it stands within a sentence of another language.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message if isinstance(message, Text) else Text.remade(message, ()))
        self.hint = hint


def check_size(width: int, height: int, sample_bytes: int) -> None:
    """Refuse a picture of ``sample_bytes`` per pixel that is absurdly large or does not fit into memory.

    Raises `Unreadable`.
    """
    pixels = width * height
    if pixels <= 0:
        raise Unreadable("has no pixels.", hint=FETCH_AGAIN)
    if pixels > MAX_PIXELS:
        raise Unreadable(
            Text(
                "claims to have {0} x {1} pixels, more than the {2:.0f} megapixels srdesk reads.",
                width,
                height,
                MAX_PIXELS / 1e6,
            ),
            hint="If that is its true size, cut it into parts first; if not, the file is damaged.",
        )
    needed, free = pixels * sample_bytes * _COPIES, available_memory()
    if free is not None and needed > free:
        raise Unreadable(
            Text(
                "takes {0:.1f} GB of memory ({1} x {2} pixels), but {3:.1f} are free.",
                needed / 2**30,
                width,
                height,
                free / 2**30,
            ),
            hint="Close other programs, or make the picture smaller first.",
        )


def check_amount(needed: int, given: int, most: int) -> None:
    """Refuse a picture whose ``needed`` bytes cannot come from the ``given`` ones, if each makes ``most`` at best.

    Raises `Unreadable`.
    """
    if needed > given * most:
        raise Unreadable("is cut off.", hint=FETCH_AGAIN)


def available_memory() -> int | None:
    """Bytes of memory that a program can still get, ``None`` where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, IndexError, StopIteration):
        return _windows_memory() if os.name == "nt" else _physical_memory()


def _physical_memory() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


class _MemoryStatus(ctypes.Structure):
    """What ``GlobalMemoryStatusEx`` of Windows fills in."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("available", ctypes.c_uint64),
        ("rest", ctypes.c_uint64 * 5),
    )


def _windows_memory() -> int | None:
    kernel = getattr(getattr(ctypes, "windll", None), "kernel32", None)
    status = _MemoryStatus(size=ctypes.sizeof(_MemoryStatus))
    if kernel is None or not kernel.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.available)
