"""Longest stall of the window while a photo is opened, restored, looked at, cancelled and saved.

    python benchmarks/gui_stall.py [--model NAME] [--scale N] [--megapixels 12] [--trace MS]

A 5 ms timer ticks in the window's event loop; a stall is the time between two ticks. Beside it stands the longest time
that an idle process of its own had to wait for a processor in the same phase: what the machine itself adds; and the
most that the window's thread had to compute at a turn of its loop, which says the same on a busy machine. With
`--trace` the GUI thread's stack is printed whenever a stall lasts that long. Needs a display (a virtual one will do);
keep the machine quiet.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from restore import photo

if TYPE_CHECKING:
    from srdesk.gui.main_window import MainWindow

TICK = 0.005
PATIENCE = 600.0


class Ticker(QObject):
    """Knows when the event loop last turned, and the longest time it did not."""

    def __init__(self) -> None:
        super().__init__()
        self.last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=round(TICK * 1000))
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self.last)
        self.last = now


def tick_idly(longest: "Synchronized[float]") -> None:
    """Do nothing but wake up, and note how late."""
    while True:
        before = time.perf_counter()
        time.sleep(TICK)
        longest.value = max(longest.value, time.perf_counter() - before)


def trace(ticker: Ticker, limit: float, over: threading.Event) -> None:
    """Print the GUI thread's stack once for every stall over a limit (seconds)."""
    seen = 0.0
    while not over.wait(0.002):
        if ticker.last != seen and time.perf_counter() - ticker.last > limit:
            seen = ticker.last
            # Not kept in a variable: a frame keeps its painter alive, which Qt does not forgive.
            stack = traceback.format_stack(sys._current_frames()[threading.main_thread().ident or 0])
            print(f"--- {limit * 1000:.0f} ms\n", *stack[-4:], sep="", file=sys.stderr)


@dataclass
class Phases:
    """Runs the event loop through one phase after the other and prints what each was like."""

    ticker: Ticker
    idle: "Synchronized[float]"

    def run(
        self,
        name: str,
        start: Callable[[], object],
        until: Callable[[], bool],
        *,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        began = time.perf_counter()
        self.ticker.longest = self.idle.value = work = 0.0
        start()
        while not until():
            before = time.thread_time()
            QCoreApplication.processEvents()
            meanwhile()
            work = max(work, time.thread_time() - before)
            time.sleep(0.0005)
            if time.perf_counter() - began > PATIENCE:
                raise SystemExit(f"{name}: no end after {PATIENCE:.0f} s")
        took = time.perf_counter() - began
        figures = (
            f"{took:7.2f} s {self.ticker.longest * 1000:8.1f} ms {self.idle.value * 1000:8.1f} ms {work * 1000:8.1f} ms"
        )
        print(f"{name:28}{figures}", flush=True)

    def rest(self, name: str, seconds: float, start: Callable[[], object] = lambda: None, **options: object) -> None:
        end = time.perf_counter() + seconds
        self.run(name, start, lambda: time.perf_counter() > end, **options)  # type: ignore[arg-type]


def make_window(model: str, scale: int) -> "MainWindow":
    from srdesk.gui.app import make_application
    from srdesk.gui.main_window import MainWindow
    from srdesk.gui.studio import Studio
    from srdesk.restore import RestoreOptions, Restorer
    from srdesk.settings import Settings

    make_application()
    restorer = Restorer()
    return MainWindow(
        Studio(restorer.specs, lambda: restorer, Settings(options=RestoreOptions(model, scale), measured=True))
    )


def try_previews(window: "MainWindow", phases: Phases, look_around: Callable[[], None]) -> None:
    """Look at previews, at variants and at what was invented, before anything is restored."""
    studio, panel = window.studio, window.panel
    turned = [0.0]

    def in_turn(seconds: float, do: Callable[[int], object]) -> None:
        """Do something with a number that counts up, so often."""
        now = time.perf_counter()
        if now - turned[0] > seconds:
            turned[0] = now
            do(int(now / seconds))

    def move_strength() -> None:
        in_turn(1 / 25, lambda n: panel.take(replace(panel.options, strength=0.5 + 0.01 * (n % 50))))

    def swap() -> None:
        in_turn(1 / 5, lambda n: studio.lab.choose(n % 2))

    phases.run("previewing", lambda: None, lambda: not studio.previewer.busy)
    phases.rest("previewing, panning at 100%", 6, lambda: window.view.zoom_to(1.0), meanwhile=look_around)
    phases.rest("moving the strength slider", 3, meanwhile=move_strength)
    studio.lab.add()
    phases.rest("swapping variants", 3, lambda: panel.take(replace(panel.options, overlap=20)), meanwhile=swap)
    phases.rest("colouring inventions", 3, lambda: studio.inventions.want(wanted=True), meanwhile=look_around)
    studio.inventions.want(wanted=False)
    panel.take(replace(panel.options, strength=1.0, overlap=None))
    window.view.fit()


def measure(source: Path, target: Path, arguments: argparse.Namespace, idle: "Synchronized[float]") -> None:
    window = make_window(arguments.model, arguments.scale)
    window.show()
    work, view = window.workbench, window.view
    ticker, over = Ticker(), threading.Event()
    if arguments.trace:
        threading.Thread(target=trace, args=(ticker, arguments.trace / 1000, over), daemon=True).start()
    phases = Phases(ticker, idle)

    looked = [0.0]

    def look_around() -> None:
        """Move about as a hand would, 60 times a second."""
        now = time.perf_counter()
        if now - looked[0] > 1 / 60:
            looked[0] = now
            view.pan(3 if int(now / 2) % 2 else -3, 2 if int(now / 1.4) % 2 else -2)
            view.divider.setValue(200 + int(now * 350) % 600)

    def restore_anew(tile: int) -> None:
        """Restore at 100 % with other tiles, so that nothing has been computed before."""
        view.zoom_to(1.0)
        window.panel.take(replace(window.panel.options, tile=tile))
        window.restore()

    def finished() -> bool:
        return not work.restoring

    fractions: list[float] = []
    work.progressed.connect(lambda progress: fractions.append(progress.fraction))
    phases.rest("window alone", 2)
    phases.run("opening", lambda: window.open([source]), lambda: work.document is not None)
    phases.rest("first look", 1)
    try_previews(window, phases, look_around)
    phases.run("restoring", window.restore, finished)
    phases.run("restoring, panning at 100%", lambda: restore_anew(200), finished, meanwhile=look_around)
    for zoom in (0.3, 0.6, 3.0):
        phases.rest(f"panning at {zoom:.0%}", 2, lambda zoom=zoom: view.zoom_to(zoom), meanwhile=look_around)  # type: ignore[misc]
    phases.run("saving", lambda: work.save(target, overwrite=True), lambda: not work.saving)
    fractions.clear()
    phases.run("restoring halfway", lambda: restore_anew(216), lambda: bool(fractions) and fractions[-1] > 0.5)
    phases.run("cancelling", window.cancel, finished)
    over.set()
    ticker.stop()
    window.close_at_once()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="fsrcnn")
    parser.add_argument("--scale", type=int, default=2)
    parser.add_argument("--megapixels", type=float, default=12)
    parser.add_argument("--trace", type=float, metavar="MS")
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    idle = context.Value("d", 0.0)
    idler = context.Process(target=tick_idly, args=(idle,), daemon=True)
    idler.start()
    print(f"{'phase':28}{'time':>9} {'stall':>11} {'machine':>11} {'work':>11}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SRDESK_HOME"] = folder
        measure(photo(Path(folder), arguments.megapixels), Path(folder) / "result.jpg", arguments, idle)
    idler.terminate()


if __name__ == "__main__":
    main()
