"""A night's batch in small: thousands of photos, some large, some hostile; nothing lost, memory over time as a picture.

    python benchmarks/batch_soak.py [--small 2000] [--large 50] [--megapixels 24] [--hostile 0.05] [--kills 3]
                                    [--folder DIR] [--report FILE.png]

Makes the photos, runs `srdesk batch` on them, kills it as often as asked after some of the photos, and lets it go on.
Then it checks that every good photo has one readable result of the right size, every hostile one a reason, that nothing
was done twice, and that memory does not grow with the number of photos: the slope of the processes' own memory over the
photos of one size. Ends with code 1 if any of that does not hold.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "astronaut.jpg"
SMALL = (320, 240)
MEGABYTE = 2**20


@dataclass
class Watcher:
    """Memory of a process that no file backs, in MB, at seconds since the beginning, with the photos done by then."""

    began: float = field(default_factory=time.monotonic)
    points: list[tuple[float, float, int]] = field(default_factory=list)
    photos: int = 0

    def watch(self, process: "subprocess.Popen[str]", over: threading.Event) -> None:
        while not over.wait(0.2):
            megabytes = anonymous(process.pid)
            if megabytes:
                self.points.append((time.monotonic() - self.began, megabytes, self.photos))

    def slope(self, photos: int) -> float:
        """MB for each photo, over the second half of the first ``photos``."""
        steady = [(done, megabytes) for _, megabytes, done in self.points if photos // 2 <= done < photos]
        if len(steady) < 3:
            return 0.0
        return float(np.polyfit(*np.array(steady, float).T, 1)[0])


def anonymous(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


def photos(folder: Path, arguments: argparse.Namespace) -> tuple[set[str], set[str]]:
    """Make everything; returns the names of the good and of the hostile ones."""
    random = np.random.default_rng(0)
    with Image.open(SAMPLE) as image:
        sample = np.asarray(image.convert("RGB"))
    good, hostile = set(), set()
    side = round((arguments.megapixels * 1e6 * 3 / 4) ** 0.5)
    sizes = [SMALL] * arguments.small + [(side * 4 // 3, side)] * arguments.large
    for index, (width, height) in enumerate(sizes):
        name = f"{index // 500:02}/{index:05}.jpg"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        tiled = np.tile(sample, (-(-height // 384), -(-width // 384), 1))[:height, :width]
        noise = random.normal(0, 2, (height, width, 1)).astype(np.float32)
        Image.fromarray((tiled + noise).clip(0, 255).astype(np.uint8)).save(path, quality=88)
        if random.random() < arguments.hostile:
            spoil(path, index)
            hostile.add(name)
        else:
            good.add(name)
    return good, hostile


def spoil(path: Path, index: int) -> None:
    """Make a photo one of the kinds that are found in the wild."""
    content = path.read_bytes()
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\0\0\0\0\0\0\0"
    kinds = (b"", b"just some text", content[: len(content) // 3], bomb, bytes(len(content)))
    path.write_bytes(kinds[index % len(kinds)])


def run(folder: Path, output: Path, watcher: Watcher, *, kill_after: int | None, words: list[str]) -> dict[str, Any]:
    """One run, killed after so many photos or to its end; returns the last event."""
    command = [sys.executable, "-m", "srdesk", "batch", str(folder), str(output), "--no-settings", "--json", *words]
    over = threading.Event()
    event: dict[str, Any] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        thread = threading.Thread(target=watcher.watch, args=(process, over))
        thread.start()
        through = 0
        assert process.stdout
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] in ("done", "failed"):
                through += 1
                watcher.photos += 1
                if through == kill_after:
                    process.kill()
        over.set()
        thread.join()
    return event


def check(folder: Path, output: Path, good: set[str], hostile: set[str]) -> list[str]:
    """What does not hold."""
    wrong = []
    records = [json.loads(line) for line in (output / "srdesk-journal.jsonl").read_text().splitlines()]
    done = [record["source"] for record in records if record["event"] == "done"]
    failed = {record["source"]: record for record in records if record["event"] == "failed"}
    for name in sorted(good):
        target = output / Path(name).with_stem(Path(name).stem + "_x2")
        try:
            with Image.open(target) as made, Image.open(folder / name) as source:
                made.load()
                if made.size != (source.width * 2, source.height * 2):
                    wrong.append(f"{target} is {made.size}")
        except OSError as error:
            wrong.append(f"{target}: {error}")
    for name in sorted(hostile):
        record = failed.get(str(folder / name))
        if record is None or not (record["message"] and record["hint"]):
            wrong.append(f"{name} has no reason")
    extra = set(output.rglob("*.jpg")) - {output / Path(name).with_stem(Path(name).stem + "_x2") for name in good}
    wrong += [f"{path} should not be there" for path in extra]
    wrong += [f"{path} was left" for path in output.rglob("*.part")]
    published = len(done) - len(set(done))
    if published:
        print(f"{published} photos were journalled twice (killed between the line and the name)")
    return wrong


def picture(watcher: Watcher, kills: list[float], path: Path) -> None:
    """Memory over time, a line at each kill."""
    width, height, margin = 1000, 420, 50
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    seconds = max(point[0] for point in watcher.points)
    most = max(point[1] for point in watcher.points) * 1.1

    def place(second: float, megabytes: float) -> tuple[float, float]:
        return (
            margin + (width - 2 * margin) * second / seconds,
            height - margin - (height - 2 * margin) * megabytes / most,
        )

    for second in kills:
        draw.line([place(second, 0), place(second, most)], fill="#d33", width=1)
    for share in range(5):
        level = most * share / 4
        draw.line([place(0, level), place(seconds, level)], fill="#ddd")
        draw.text((4, place(0, level)[1] - 6), f"{level:.0f} MB", fill="#555")
    draw.line([place(second, megabytes) for second, megabytes, _ in watcher.points], fill="#1565c0", width=2)
    draw.text((margin, height - 30), f"0 to {seconds:.0f} seconds; red: killed", fill="#555")
    image.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=2000)
    parser.add_argument("--large", type=int, default=50)
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--hostile", type=float, default=0.05)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--model", default="espcn")
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    parser.add_argument("--report", type=Path, default=Path("soak.png"), help="the picture of memory over time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        soak(Path(name), arguments)


def soak(folder: Path, arguments: argparse.Namespace) -> None:
    good, hostile = photos(folder / "in", arguments)
    total, watcher, kills = len(good) + len(hostile), Watcher(), []
    words = ["--model", arguments.model, "--report", "none", "--failures-in-a-row", "0"]
    share = total // (arguments.kills + 1)
    for _ in range(arguments.kills):
        run(folder / "in", folder / "out", watcher, kill_after=share, words=words)
        kills.append(time.monotonic() - watcher.began)
    ended = run(folder / "in", folder / "out", watcher, kill_after=None, words=words)
    seconds = time.monotonic() - watcher.began
    picture(watcher, kills, arguments.report)
    wrong = check(folder / "in", folder / "out", good, hostile)
    slope = watcher.slope(min(arguments.small, share))
    figures = {
        "photos": total,
        "hostile": len(hostile),
        "killed": len(kills),
        "seconds": round(seconds, 1),
        "photos a second": round(total / seconds, 2),
        "peak MB": round(max(point[1] for point in watcher.points)),
        "slope KB a photo": round(slope * 1024, 2),
        "engine share of the last run": round(ended.get("engine_share", 0.0), 3),
        "wrong": wrong[:20],
    }
    print(json.dumps(figures, indent=2))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
