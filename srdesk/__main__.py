"""The window without arguments, the command line with some."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from srdesk import cli
from srdesk.errors import UsageError
from srdesk.paths import EXAMINE_MODEL, RUN_NETWORKS


def main() -> int:
    """The ``srdesk`` program."""
    if sys.argv[1:2] in ([RUN_NETWORKS], [EXAMINE_MODEL]):
        return _serve()
    return cli.main(sys.argv[1:] or ["gui"], window=open_window)


def gui() -> int:
    """The windowed program: every argument is a photo."""
    if sys.argv[1:2] in ([RUN_NETWORKS], [EXAMINE_MODEL]):
        return _serve()
    return cli.main(["gui", "--", *sys.argv[1:]], window=open_window)


def open_window(files: Sequence[Path]) -> int:
    """Open the window; raises `UsageError` where there is no display to open it on."""
    if not _has_display():
        raise UsageError(
            "There is no display to open a window on.", hint="srdesk restore PHOTO does the same without one."
        )
    from srdesk.gui.app import run

    return run(files)


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
