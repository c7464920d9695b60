"""The window without arguments, the command line with some."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from srdesk import cli
from srdesk.cli.parser import NEW_WINDOW
from srdesk.errors import ExitCode, UsageError
from srdesk.paths import EXAMINE_MODEL, RUN_NETWORKS


def main() -> int:
    """The ``srdesk`` program."""
    if sys.argv[1:2] in ([RUN_NETWORKS], [EXAMINE_MODEL]):
        return _serve()
    return cli.main(sys.argv[1:] or ["gui"], window=open_window)


def gui() -> int:
    """The windowed program: every argument is a photo, but for ``--new-window`` before them."""
    if sys.argv[1:2] in ([RUN_NETWORKS], [EXAMINE_MODEL]):
        return _serve()
    options, photos = [], sys.argv[1:]
    if photos[:1] == [NEW_WINDOW]:
        options.append(photos.pop(0))
    if photos[:1] == ["--"]:
        del photos[0]
    return cli.main(["gui", *options, "--", *photos], window=open_window)


def open_window(files: Sequence[Path], *, new: bool = False) -> int:
    """Open the window, or unless a ``new`` one is wanted hand the photos to the one that is open.

    Raises `UsageError` where there is no display to open it on.
    """
    if not _has_display():
        raise UsageError(
            "There is no display to open a window on.", hint="srdesk restore PHOTO does the same without one."
        )
    from srdesk.gui.single.meeting import Meeting, meet

    meeting = Meeting() if new else meet(files)
    if meeting.handed:
        return int(ExitCode.OK)
    from srdesk.gui.app import run

    return run(files, meeting.seat)


def _serve() -> int:
    """Be a process that works for another srdesk."""
    if sys.argv[1] == EXAMINE_MODEL:
        from srdesk.convert.importing.cell import main as examine

        return examine(*sys.argv[2:5])
    from srdesk.engines.worker import main as run

    return run(sys.argv[2])


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
