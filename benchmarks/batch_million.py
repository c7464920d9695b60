"""Plan and resume a batch of a million photos that do not exist: seconds, and memory for each entry.

    python benchmarks/batch_million.py [--photos 1000000] [--done 0.5] [--looking] [--write docs/batch.md]

A made-up walk gives the files, a thousand to a folder; their heads are not read (on a real disk that is what takes the
time: `--looking` measures it on copies of one small photo). A share of them is in the journal as done. Says how long
the plan takes, how much memory it holds, how long a row takes to make, and the size of the journal.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from marked import put

from srdesk.imaging.identify import Identity, identify
from srdesk.jobs.journal import open_journal, read_journal
from srdesk.jobs.planning import planner
from srdesk.jobs.planning.estimate import summarise
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.planning.walk import Found
from srdesk.jobs.records import DoneRecord, FileMark, line_of
from srdesk.models.catalogue import load
from srdesk.restore import RestoreOptions

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "astronaut.jpg"
_FOLDER = 1000


def walk(root: Path, number: int) -> Iterator[Found]:
    """So many files, a thousand to a folder."""
    for index in range(number):
        below = f"{index // _FOLDER:05}/"
        yield Found(0, f"{root}/{below[:-1]}", below, f"IMG_{index:08}.jpg", 3_000_000 + index, index, (1, index))


def journal_of(output: Path, root: Path, settings: str, number: int) -> int:
    """Journal so many of the files as done, without waiting for the disk; returns its size in bytes."""
    with open_journal(output) as journal:
        path = journal._path
    with path.open("ab") as file:
        for found in walk(root, number):
            mark = FileMark(found.size, found.mtime_ns, "ab" * 32)
            index = int(found.name[4:12])
            record = DoneRecord(
                *("2026-01-01T00:00:00+00:00", found.path, mark, (4000, 3000)),
                *(f"{found.below}{found.name[:-4]}_x2.jpg", mark, (8000, 6000), settings, index + 1, "JPEG"),
                *("fsrcnn", 2, "fp32", "onnx", 4.2, 4.0, 0.005, 41, 41, ()),
            )
            file.write(line_of(record))
    return path.stat().st_size


def memory() -> int:
    """Most bytes of memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def present() -> int:
    """Bytes of memory this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=1_000_000)
    parser.add_argument("--done", type=float, default=0.5)
    parser.add_argument("--looking", action="store_true", help="measure reading heads of real files, too")
    parser.add_argument("--write", type=Path, help="the document to put the figures into")
    arguments = parser.parse_args()
    specs = load().specs
    figures: dict[str, float] = {"photos": arguments.photos}
    with tempfile.TemporaryDirectory() as name:
        root, output = Path(name, "in"), Path(name, "out")
        root.mkdir()
        spec = BatchSpec((root,), output, RestoreOptions())
        done = round(arguments.photos * arguments.done)
        figures["journal, MB"] = journal_of(output, root, spec.settings_hash(specs), done) / 1e6
        before = present()
        began = time.process_time()
        with read_journal(output) as journal:  # type: ignore[union-attr]
            figures["journal read, seconds"] = time.process_time() - began
            figures["journal's index, bytes a photo in it"] = (present() - before) / max(done, 1)
            before = present()
            began = time.process_time()
            with (
                patch.object(planner, "identify", lambda _path: Identity("JPEG", (4000, 3000))),
                patch.object(planner, "same_target", lambda _path, _mark: True),
            ):
                plan = plan_batch(spec, specs, journal=journal, files=walk(root, arguments.photos))
        figures["plan, seconds"] = time.process_time() - began
        figures["plan, bytes a photo"] = (present() - before) / arguments.photos
        assert plan.counts[Verdict.DONE] == done
        began = time.process_time()
        summarise(plan)
        figures["summary, seconds"] = time.process_time() - began
        began = time.process_time()
        for index in range(0, arguments.photos, max(1, arguments.photos // 10_000)):
            plan.rows[index]
        figures["a row of the list, microseconds"] = (time.process_time() - began) * 100
        figures["most memory of the process, MB"] = memory() / 1e6
        if arguments.looking:
            figures["looking at the head of a file, microseconds"] = looked(root)
    print(json.dumps({key: round(value, 2) for key, value in figures.items()}, indent=2))
    if arguments.write:
        rows = [f"| {key} | {value:,.{0 if value > 100 else 1}f} |" for key, value in figures.items()]
        put("\n".join(["| | |", "|---|--:|", *rows]), arguments.write, name="million")


def looked(folder: Path, number: int = 2000) -> float:
    """Microseconds to identify a small JPEG that is in the cache of the system."""
    content = SAMPLE.read_bytes()
    paths = [folder / f"{index}.jpg" for index in range(number)]
    for path in paths:
        path.write_bytes(content)
    began = time.process_time()
    for path in paths:
        identify(path)
    return (time.process_time() - began) / number * 1e6


if __name__ == "__main__":
    main()
