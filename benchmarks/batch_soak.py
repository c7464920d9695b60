"""A night's batch in small: thousands of photos, some large, some hostile; nothing lost, memory over time as a picture.

    python benchmarks/batch_soak.py [--small 2000] [--large 50] [--megapixels 24] [--hostile 0.05] [--kills 3]
                                    [--model espcn] [--folder DIR] [--report docs/soak.md]

Makes the photos, runs `srdesk batch` on them, kills it as often as asked after some of the photos, each time just
behind a line of the journal, before that photo's result has its name if it can, and lets it go on. Then it checks
that every good photo has one readable result of the right size, every hostile one a reason, that nothing was done
twice (each restoration that comes to its end has a line in the journal: two for one source, as it was then, are the
work done twice), and that memory does not grow with the number of photos: the slope of the processes' own memory over
small photos and over large ones, each in one process and without the first half of them, in which memory fills. The
network is the smallest there is, so that everything around it counts most. Ends with code 1 if a photo is lost or
done twice, a result left over or a hostile one without a reason. By default it takes some ten minutes and three
gigabytes of disk.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from marked import put
from PIL import Image, ImageDraw

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "astronaut.jpg"
SMALL = (320, 240)
# So many different numbers of photos say something about growth.
_TELLING = 15


class Point(NamedTuple):
    """Memory that no file backs, in MB, at seconds since the beginning: of which life, with so many photos through."""

    second: float
    megabytes: float
    life: int
    photos: int


@dataclass
class Watcher:
    """Looks at the memory of one process after the other."""

    began: float = field(default_factory=time.monotonic)
    points: list[Point] = field(default_factory=list)
    photos: int = 0
    life: int = 0

    def watch(self, process: "subprocess.Popen[str]", over: threading.Event) -> None:
        self.life += 1
        while not over.wait(0.2):
            megabytes = anonymous(process.pid)
            if megabytes:
                self.points.append(Point(time.monotonic() - self.began, megabytes, self.life, self.photos))

    def slope(self, first: int, last: int) -> float | None:
        """MB for each photo of a phase, in the life that did most of it, in its second half; ``None``: unknown.

        What comes behind the last photo, the report, is no photo.
        """
        lives: dict[int, list[Point]] = {}
        for point in self.points:
            if first <= point.photos < last:
                lives.setdefault(point.life, []).append(point)
        longest = max(lives.values(), key=lambda life: life[-1].photos - life[0].photos, default=[])
        middle = (longest[0].photos + longest[-1].photos) / 2 if longest else 0
        steady = [(point.photos, point.megabytes) for point in longest if middle <= point.photos < longest[-1].photos]
        if len({photos for photos, _ in steady}) < _TELLING:
            return None
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
    noises = {size: random.normal(0, 2, (size[1], size[0], 1)).astype(np.float32) for size in set(sizes)}
    for index, (width, height) in enumerate(sizes):
        name = f"{index // 500:02}/{index:05}.jpg"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        tiled = np.tile(sample, (-(-height // 384), -(-width // 384), 1))[:height, :width]
        noise = np.roll(noises[width, height], index, axis=1)
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
    """One run, killed once so many more photos are in the journal, or to its end; returns the last event."""
    command = [sys.executable, "-m", "srdesk", "batch", str(folder), str(output), "--no-settings", "--json", *words]
    over = threading.Event()
    event: dict[str, Any] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        threads = [threading.Thread(target=watcher.watch, args=(process, over))]
        if kill_after is not None:
            threads.append(threading.Thread(target=kill_behind_line, args=(process, output, kill_after, over)))
        for thread in threads:
            thread.start()
        assert process.stdout
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] in ("done", "failed"):
                watcher.photos += 1
        over.set()
        for thread in threads:
            thread.join()
    return event


def kill_behind_line(process: "subprocess.Popen[str]", output: Path, number: int, over: threading.Event) -> None:
    """Kill as soon as so many more photos are in the journal."""
    journal = journal_of(output)
    read = journal.stat().st_size if journal.exists() else 0
    while number > 0 and not over.wait(0.0001):
        if journal.exists():
            with journal.open("rb") as file:
                file.seek(read)
                lines = file.read().rpartition(b"\n")[0].splitlines(keepends=True)
            read += sum(map(len, lines)) + bool(lines)
            number -= sum(line.startswith((b'{"event": "done"', b'{"event": "failed"')) for line in lines)
    if not over.is_set():
        process.kill()


def done_twice(records: list[dict[str, Any]]) -> int:
    """How many photos were restored again, with the same settings and from the same content, that were done."""
    times = Counter(
        (record["source"], record["source_mark"]["sha256"], record["settings"])
        for record in records
        if record["event"] == "done"
    )
    return times.total() - len(times)


def unnamed(output: Path) -> int:
    """How many photos are in the journal whose results have not got their names."""
    return sum(not (output / record["target"]).exists() for record in records_in(output) if record["event"] == "done")


def journal_of(output: Path) -> Path:
    return output / "srdesk-journal.jsonl"


def records_in(output: Path) -> list[dict[str, Any]]:
    """Those of whole lines."""
    lines = journal_of(output).read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def check(folder: Path, output: Path, good: set[str], hostile: set[str]) -> list[str]:
    """What does not hold."""
    wrong = []
    records = records_in(output)
    failed = {record["source"]: record for record in records if record["event"] == "failed"}
    for name in sorted(good):
        target = output / Path(name).with_stem(Path(name).stem + "_x2")
        try:
            with Image.open(target) as made, Image.open(folder / name) as source:
                if made.size != (source.width * 2, source.height * 2):
                    wrong.append(f"{target} is {made.size}")
                made.draft("RGB", (made.width // 8, made.height // 8))  # reads all of the file, and faster
                made.load()
        except OSError as error:
            wrong.append(f"{target}: {error}")
    for name in sorted(hostile):
        record = failed.get(str(folder / name))
        if record is None or not (record["message"] and record["hint"]):
            wrong.append(f"{name} has no reason")
    extra = set(output.rglob("*.jpg")) - {output / Path(name).with_stem(Path(name).stem + "_x2") for name in good}
    wrong += [f"{path} should not be there" for path in extra]
    wrong += [f"{path} was left" for path in output.rglob("*.part")]
    return wrong


def picture(watcher: Watcher, kills: list[float], path: Path, *, small: int) -> None:
    """Memory over time, a line at each kill; the time of the large photos has a ground of its own."""
    width, height, margin = 1000, 420, 50
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    seconds = max(point.second for point in watcher.points)
    most = max(point.megabytes for point in watcher.points) * 1.1

    def place(second: float, megabytes: float) -> tuple[float, float]:
        return (
            margin + (width - 2 * margin) * second / seconds,
            height - margin - (height - 2 * margin) * megabytes / most,
        )

    turned = next((point.second for point in watcher.points if point.photos >= small), seconds)
    draw.rectangle([place(turned, most), place(seconds, 0)], fill="#f1f6e8")
    for second in kills:
        draw.line([place(second, 0), place(second, most)], fill="#d33", width=1)
    for share in range(5):
        level = most * share / 4
        draw.line([place(0, level), place(seconds, level)], fill="#ddd")
        draw.text((4, place(0, level)[1] - 6), f"{level:.0f} MB", fill="#555")
    for life in range(1, watcher.life + 1):
        of_life = [place(point.second, point.megabytes) for point in watcher.points if point.life == life]
        draw.line(of_life, fill="#1565c0", width=2)
    said = f"0 to {seconds:.0f} seconds; red: killed; white ground: small photos, green ground: large ones"
    draw.text((margin, height - 30), said, fill="#555")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=2000)
    parser.add_argument("--large", type=int, default=50)
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--hostile", type=float, default=0.05)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--model", default="espcn")
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    parser.add_argument("--report", type=Path, help="the document for the figures, with the picture beside it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        figures, wrong = soak(Path(name), arguments)
    print(json.dumps(figures | {"wrong": wrong[:20]}, indent=2))
    if arguments.report:
        rows = "\n".join(f"| {name} | {value} |" for name, value in figures.items())
        put(f"| | |\n|---|--:|\n{rows}", arguments.report)
    raise SystemExit(bool(wrong))


def soak(folder: Path, arguments: argparse.Namespace) -> tuple[dict[str, object], list[str]]:
    """Everything that is to be said of it, and what does not hold."""
    output = folder / "out"
    good, hostile = photos(folder / "in", arguments)
    total, watcher, kills, between = len(good) + len(hostile), Watcher(), [], 0
    words = ["--model", arguments.model, "--report", "none", "--failures-in-a-row", "0"]
    for _ in range(arguments.kills):
        share = total // (arguments.kills + 1)
        run(folder / "in", output, watcher, kill_after=share, words=words)
        kills.append(time.monotonic() - watcher.began)
        between += unnamed(output)
    ended = run(folder / "in", output, watcher, kill_after=None, words=words)
    seconds = time.monotonic() - watcher.began
    if arguments.report:
        picture(watcher, kills, arguments.report.with_suffix(".png"), small=arguments.small)
    wrong = check(folder / "in", output, good, hostile)
    twice = done_twice(records_in(output))
    wrong += [f"{twice} photos were done twice"] if twice else []
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    figures: dict[str, object] = {
        "photos of 320 x 240": arguments.small,
        f"photos of {arguments.megapixels:g} megapixels": arguments.large,
        "hostile ones among them": len(hostile),
        "network": arguments.model,
        "times killed": len(kills),
        "photos killed between line and name": between,
        "photos lost, results left over, hostile ones without a reason": len(wrong) - bool(twice),
        "photos done twice": twice,
        "seconds": round(seconds),
        "photos a second": round(total / seconds, 2),
        "most memory, MB": round(max(point.megabytes for point in watcher.points)),
        "growth over small photos, kB a photo": kilobytes(watcher.slope(0, arguments.small)),
        "growth over large photos, kB a photo": kilobytes(watcher.slope(arguments.small, total)),
        "engine at work, last run": f"{ended.get('engine_share', 0.0):.0%}",
        "disk, GB": round(disk / 1e9, 2),
    }
    return figures, wrong


def kilobytes(slope: float | None) -> str:
    return "too few photos to say" if slope is None else f"{slope * 1024:.1f}"


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
