"""Time from opening a 12-megapixel JPEG to the first restored pixels under the eye, by model and zoom.

    python benchmarks/first_look.py [--model NAME]... [--megapixels 12]

Each figure is of a window of its own, as after a start: nothing is loaded yet. "read" is until the photo is shown,
"first" until restored pixels are, "quick" until all that is seen is restored by the network shown first, "chosen" by
the chosen one. The view shows all of the photo (fit), or its middle at 100 % of the result. Needs a display (a virtual
one will do); keep the machine quiet.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from restore import photo

PATIENCE = 300.0


def measure(source: Path, model: str, zoom: str) -> None:
    """Print one line of figures."""
    from PySide6.QtCore import QCoreApplication

    from srdesk.gui.app import make_application
    from srdesk.gui.main_window import MainWindow
    from srdesk.gui.studio import Studio
    from srdesk.models.catalogue import load
    from srdesk.restore import RestoreOptions
    from srdesk.settings import Settings

    def make_restorer() -> object:
        from srdesk.restore import Restorer

        return Restorer(catalogue, guarded=True)

    make_application()
    catalogue = load()
    settings = Settings(options=RestoreOptions(model=model, scale=2), measured=True)
    studio = Studio(catalogue.specs, make_restorer, settings)  # type: ignore[arg-type]
    window = MainWindow(studio)
    window.resize(1600, 1000)
    window.show()
    wait(lambda: window.isVisible(), QCoreApplication.processEvents)
    began, times = time.perf_counter(), {}

    def note(name: str) -> None:
        times.setdefault(name, time.perf_counter() - began)

    def look_closer(*_opened: object) -> None:
        note("read")
        if zoom != "fit":
            window.view.zoom_to(1.0)

    def look_at_steps() -> None:
        preview = studio.previewer.preview
        if preview is not None and not studio.previewer.busy:
            note("chosen" if preview.awaited is None else "quick")

    studio.workbench.opened.connect(look_closer)
    studio.previewer.grown.connect(lambda *_grown: note("first"))
    studio.previewer.changed.connect(look_at_steps)
    studio.workbench.open(source)
    slow = model not in ("fsrcnn", "espcn")
    last = "quick" if slow and zoom == "fit" else "chosen"
    wait(lambda: last in times, QCoreApplication.processEvents)
    window.close_at_once()
    figures = "".join(
        f"{times[name]:9.2f} s" if name in times else f"{'-':>11}" for name in ("read", "first", "quick", "chosen")
    )
    print(f"{model:10}{zoom:>6}{figures}", flush=True)


def wait(until: Callable[[], bool], turn: Callable[[], None]) -> None:
    end = time.perf_counter() + PATIENCE
    while not until():
        turn()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise SystemExit(f"no end after {PATIENCE:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", action="append")
    parser.add_argument("--megapixels", type=float, default=12)
    parser.add_argument("--one", nargs=2, metavar=("PHOTO", "ZOOM"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure(Path(arguments.one[0]), arguments.model[0], arguments.one[1])
        return
    print(f"{'model':10}{'zoom':>6}{'read':>11}{'first':>11}{'quick':>11}{'chosen':>11}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        source = photo(Path(folder), arguments.megapixels)
        for model in arguments.model or ("espcn", "fsrcnn", "edsr"):
            for zoom in ("fit", "100%"):
                command = [sys.executable, __file__, "--model", model, "--one", str(source), zoom]
                subprocess.run(command, env=os.environ | {"SRDESK_HOME": folder}, check=True)


if __name__ == "__main__":
    main()
