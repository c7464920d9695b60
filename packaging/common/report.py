"""Prints what the frozen application weighs, part by part, how fast it starts and what memory it takes.

usage: PYTHON report.py FROZEN   (PYTHON has what srdesk needs, to compare with its source; counts what lies in dist)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from starts import Start, paired
from weights import LARGE, MEGABYTE, WHY, weighed


def main(frozen: Path) -> None:
    """The report, as Markdown."""
    for table in (sizes(frozen), given_away(Path("dist")), starts(frozen)):
        print("\n".join(table), end="\n\n", flush=True)


def sizes(frozen: Path) -> Iterator[str]:
    """Each part by its size in the folder, and packed by itself, in MB of a million bytes."""
    parts = weighed(frozen)
    yield from ("| part | MB | packed | why |", "|---|---:|---:|---|")
    yield f"| all | {sum(one.size for one in parts):.1f} | {sum(one.packed for one in parts):.1f} | |"
    for one in parts:
        why = WHY.get(one.name, "") if one.size > LARGE else ""
        yield f"| {one.name} | {one.size:.1f} | {one.packed:.1f} | {why} |"


def given_away(folder: Path) -> Iterator[str]:
    """The packages that were made."""
    yield from ("| given away | MB |", "|---|---:|")
    for path in sorted(folder.glob("srdesk*")):
        yield f"| {path.name} | {path.stat().st_size / MEGABYTE:.1f} |"


def starts(frozen: Path) -> Iterator[str]:
    """Starts of the frozen application and of the source in turn, and what the frozen one takes."""
    yield "| start | first, s | second, s | source, second, s | ratio | memory, MB |"
    yield "|---|---:|---:|---:|---:|---:|"
    for start in Start.all(frozen):
        times = paired(start, frozen)
        yield (
            f"| {start.name} | {times.first:.2f} | {times.second:.2f} | {times.source:.2f} | {times.ratio:.2f} "
            f"| {times.memory:.0f} |"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
