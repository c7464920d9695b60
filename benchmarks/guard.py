"""What it costs that networks run in a process of their own: the same photo with and without, turn by turn.

    python benchmarks/guard.py [--model NAME]... [--megapixels 1] [--turns 7]

The ratio is that of the medians, and "pairs" the median of the ratios of each two runs that followed each other, which
is the better one on a busy computer. Memory is what the other process takes at the end, in megabytes.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from restore import photo

from srdesk import RestoreOptions, Restorer, decode
from srdesk.imaging.photo import Photo


def seconds(restorer: Restorer, picture: Photo, options: RestoreOptions) -> float:
    began = time.perf_counter()
    restorer.restore(picture, options)
    return time.perf_counter() - began


def measure(model: str, picture: Photo, turns: int) -> None:
    """Print one line of figures."""
    options = RestoreOptions(model=model, scale=2, precision="fp32")
    here, there = Restorer(), Restorer(guarded=True)
    pair = here, there
    for restorer in pair:
        restorer.restore(picture, options)  # networks are loaded, and memory is there
    times: dict[Restorer, list[float]] = {here: [], there: []}
    for turn in range(turns):
        for restorer in pair if turn % 2 else pair[::-1]:
            times[restorer].append(seconds(restorer, picture, options))
    own, other = (statistics.median(times[restorer]) for restorer in pair)
    pairs = statistics.median(b / a for a, b in zip(times[here], times[there], strict=True))
    memory = max(resident(overseer.pid) for overseer in there._guard.idle) if there._guard else 0
    print(f"{model:10}{own:9.2f} s{other:9.2f} s{other / own:9.3f}{pairs:9.3f}{memory:9.0f}", flush=True)
    for restorer in pair:
        restorer.close()


def resident(pid: int) -> float:
    """Megabytes of memory that a process has, 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", action="append")
    parser.add_argument("--megapixels", type=float, default=1)
    parser.add_argument("--turns", type=int, default=7)
    arguments = parser.parse_args()
    print(f"{'model':10}{'without':>11}{'with':>11}{'ratio':>9}{'pairs':>9}{'memory':>9}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        picture = decode(photo(Path(folder), arguments.megapixels))
        for model in arguments.model or ("fsrcnn", "edsr"):
            measure(model, picture, arguments.turns)


if __name__ == "__main__":
    main()
