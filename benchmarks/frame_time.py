"""Time to paint a frame of the comparison, in every mode, while a photo is restored.

    python benchmarks/frame_time.py [--megapixels 12 100] [--model NAME] [--seconds 2] [--size 1920x1080]

Results of so many megapixels are made at twice the size of their photo. Sixty times a second the photo is panned, and
the divider, the opacity or the side is changed as a hand would; each time the view is repainted at once and that is
timed. A frame is in time if it takes less than the 16.7 ms that a screen shows one for. The work is processor time of
the window's thread. Needs a display (a virtual one will do); keep the machine quiet.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from restore import photo

FRAME = 1 / 60
PATIENCE = 600.0
SCALE = 2
COLUMNS = ("median", "95 %", "longest", "most work")


def run_until(condition: Callable[[], bool]) -> None:
    """Turn the event loop until something is so."""
    end = time.perf_counter() + PATIENCE
    while not condition():
        QCoreApplication.processEvents()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise SystemExit(f"no end after {PATIENCE:.0f} s")


class Bench:
    """A window with a photo, and a hand that moves it."""

    def __init__(self, source: Path, model: str, size: tuple[int, int]) -> None:
        from srdesk.gui.main_window import MainWindow
        from srdesk.gui.studio import Studio
        from srdesk.restore import RestoreOptions, Restorer
        from srdesk.settings import Settings

        restorer = Restorer()
        options = RestoreOptions(model=model, scale=SCALE)
        self.window = MainWindow(Studio(restorer.specs, lambda: restorer, Settings(options=options)))
        self.window.resize(*size)
        self.window.show()
        self.window.open([source])
        run_until(lambda: self.window.workbench.document is not None)

    def frames(self, seconds: float) -> Iterator[tuple[float, float]]:
        """Move as a hand would while restoring goes on; yield how long each frame took, and how much work it was.

        Both are in milliseconds, the work as processor time of this thread, which other programs do not prolong.
        """
        view, work = self.window.view, self.window.workbench
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            if not work.restoring:
                self.window.restore()
            self._move(now)
            before, worked = time.perf_counter(), time.thread_time()
            view.repaint()
            yield 1000 * (time.perf_counter() - before), 1000 * (time.thread_time() - worked)
            while time.perf_counter() < now + FRAME:
                QCoreApplication.processEvents()
                time.sleep(0.0005)

    def _move(self, now: float) -> None:
        """Pan to and fro, and change what the mode has to change."""
        view = self.window.view
        view.pan(3 if int(now / 2) % 2 else -3, 2 if int(now / 1.4) % 2 else -2)
        swing = abs(now * 0.4 % 2 - 1)
        view.comparing.change(position=round(swing, 3), opacity=round(swing, 2))
        if view.showing_original != (int(now * 2) % 8 == 0):
            view.toggle_original()

    def stop(self) -> None:
        """Restore no longer."""
        self.window.cancel()
        run_until(lambda: not self.window.workbench.restoring)

    def close(self) -> None:
        self.window.close_at_once()


def measure(bench: Bench, seconds: float) -> None:
    """Print the figures of every mode: all of the photo in view, and pixel by pixel."""
    from srdesk.comparison import Mode

    for mode in Mode:
        for zoom in ("fit", "100%"):
            bench.window.view.comparing.change(mode=mode)
            if zoom == "fit":
                bench.window.view.fit()
            else:
                bench.window.view.zoom_to(1.0)
            taken, worked = (sorted(times) for times in zip(*bench.frames(seconds), strict=True))
            late = sum(time > 1000 * FRAME for time in taken)
            figures = statistics.median(taken), taken[int(0.95 * len(taken))], taken[-1], worked[-1]
            print(f"{mode.value:14}{zoom:6}{len(taken):8}{late:6}" + "".join(f"{figure:9.1f} ms" for figure in figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megapixels", type=float, nargs="+", default=[12, 100], help="of the result")
    parser.add_argument("--model", default="fsrcnn")
    parser.add_argument("--seconds", type=float, default=2.0, help="for each line")
    parser.add_argument("--size", default="1920x1080", help="of the window")
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SRDESK_HOME"] = folder
        from srdesk.gui.app import make_application

        make_application()
        for megapixels in arguments.megapixels:
            bench = Bench(photo(Path(folder), megapixels / SCALE**2), arguments.model, (width, height))
            print(f"\n{megapixels:g} megapixels, window of {arguments.size}")
            print(f"{'mode':14}{'zoom':6}{'frames':>8}{'late':>6}" + "".join(f"{name:>12}" for name in COLUMNS))
            measure(bench, arguments.seconds)
            bench.stop()
            bench.close()


if __name__ == "__main__":
    main()
