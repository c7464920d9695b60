"""Memory of the window while many photos come and go: does it grow, and what is left behind?

    python benchmarks/soak_window.py [--photos 200] [--side 400] [--rounds 8]

Each round drops a share of the photos, has the queue restore them, looks at each with its result, restores one by
hand, and empties the queue. Printed are the memory of the process after every round, its slope over the later rounds,
and the objects of the window's own classes that are left at the end but were not there after the first round. Works
without a display (QT_QPA_PLATFORM=offscreen).
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

PATIENCE = 600.0
MEGABYTE = 2**20
OURS = ("srdesk.", "PySide6.")


def memory() -> float:
    """Megabytes that the process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def living() -> Counter[str]:
    """How many objects there are of the window's classes and of Qt's."""
    gc.collect()
    kinds = (type(thing) for thing in gc.get_objects())
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in kinds if kind is not type)
    return Counter(name for name in names if name.startswith(OURS))


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, 52)  # what is to be deleted later, now
        if time.monotonic() > end:
            raise SystemExit("no end in sight")
        time.sleep(0.001)


def make_photos(folder: Path, number: int, side: int) -> list[Path]:
    """Photos of noise, which no cache can make smaller."""
    noise = np.random.default_rng(7)
    photos = []
    for n in range(number):
        photos.append(folder / f"{n:04}.jpg")
        Image.fromarray(noise.integers(0, 256, (side, side, 3), dtype=np.uint8)).save(photos[-1])
    return photos


def drop(window: object, photos: list[Path]) -> None:
    """Drop files as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo)) for photo in photos])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), action, mime, button, keys))  # type: ignore[arg-type]
    QCoreApplication.sendEvent(window, QDropEvent(QPointF(400, 300), action, mime, button, keys))  # type: ignore[arg-type]


def use(window: object, photos: list[Path]) -> None:
    """One round with some photos."""
    desk, work, commands = window.studio.queue.desk, window.workbench, window.commands  # type: ignore[attr-defined]
    known = len(desk.queue)
    drop(window, photos)
    wait_for(lambda: len(desk.queue) >= known + len(photos))
    commands["start_queue"].trigger()
    wait_for(lambda: not desk.running)
    for entry in desk.queue:
        window.look_at(entry.source, entry.made)  # type: ignore[attr-defined]
        wait_for(lambda entry=entry: work.document is not None and work.document.source == entry.source)
    commands["restore"].trigger()
    wait_for(lambda: not work.restoring)
    work.discard()
    commands["clear_queue"].trigger()
    for entry in list(desk.queue):
        print("left in the queue:", entry, file=sys.stderr)
    wait_for(lambda: not window.studio.busy)  # type: ignore[attr-defined]


def slope(values: list[float]) -> float:
    """Growth by step, by least squares."""
    return float(np.polyfit(range(len(values)), values, 1)[0]) if len(values) > 1 else 0.0


def soak(photos: list[Path], rounds: int) -> None:
    from srdesk.gui.app import make_application
    from srdesk.gui.main_window import MainWindow
    from srdesk.gui.studio import Studio
    from srdesk.restore import RestoreOptions, Restorer
    from srdesk.settings import Settings

    make_application()
    restorer = Restorer()
    options = RestoreOptions(model="espcn", precision="fp32")
    studio = Studio(restorer.specs, lambda: restorer, Settings(options=options))
    window = MainWindow(studio)
    window.show()
    share = len(photos) // rounds
    measured, before = [], Counter[str]()
    print(f"{'round':>5} {'photos':>7} {'MB':>8} {'s':>7}")
    for n in range(rounds):
        began = time.monotonic()
        use(window, photos[n * share : (n + 1) * share])
        before = before or living()
        measured.append(memory())
        print(f"{n + 1:5} {(n + 1) * share:7} {measured[-1]:8.1f} {time.monotonic() - began:7.1f}", flush=True)
    after = living() - before
    print(f"slope after the first round: {slope(measured[1:]) / share * 1000:+.1f} KB a photo")
    print("left behind:", ", ".join(f"{name} +{more}" for name, more in after.most_common(12)) or "nothing")
    window.close_at_once()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--side", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SRDESK_HOME"] = folder
        album = Path(folder, "album")
        album.mkdir()
        soak(make_photos(album, arguments.photos, arguments.side), arguments.rounds)


if __name__ == "__main__":
    main()
