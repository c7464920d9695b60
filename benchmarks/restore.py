"""Restore a 12-megapixel JPEG with each model: wall time, share of it inside the engine, peak memory.

    python benchmarks/restore.py [--model NAME --scale N]... [--megapixels 12]

The photo is the bundled sample, repeated and mirrored, with a little noise, saved at quality 90. Each restoration is a
process of its own, from start to exit. Keep the machine quiet.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "resources" / "sample" / "astronaut.jpg"


def photo(folder: Path, megapixels: float) -> Path:
    """A JPEG of so many megapixels, 4:3."""
    height = round((megapixels * 1e6 * 3 / 4) ** 0.5)
    width = height * 4 // 3
    with Image.open(SAMPLE) as image:
        sample = np.asarray(image.convert("RGB"))
    mirrored = np.concatenate([sample, sample[:, ::-1]], axis=1)
    block = np.concatenate([mirrored, mirrored[::-1]], axis=0)
    repeats = (-(-height // block.shape[0]), -(-width // block.shape[1]), 1)
    noise = np.random.default_rng(0).normal(0, 2, (height, width, 1))
    pixels = (np.tile(block, repeats)[:height, :width] + noise).clip(0, 255).astype(np.uint8)
    path = folder / "photo.jpg"
    Image.fromarray(pixels).save(path, quality=90)
    return path


def anonymous_kilobytes(process: int) -> int:
    """Memory of a process that no file backs."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")), 0)


def restore(source: Path, arguments: list[str]) -> dict[str, float]:
    """Seconds in all and in the engine, and the peak of anonymous memory in MB."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "srdesk", "restore", str(source), "--json", "--overwrite", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"SRDESK_HOME": str(source.parent)}
    )
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            peak[0] = max(peak[0], anonymous_kilobytes(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    over.set()
    watcher.join()
    done = json.loads(output.splitlines()[-1])
    if done["event"] != "done":
        raise SystemExit(str(done))
    wall = time.perf_counter() - began
    return {
        "wall": wall,
        "engine": done["engine_seconds"],
        "share": done["engine_seconds"] / wall,
        "peak": peak[0] / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", action="append")
    parser.add_argument("--scale", type=int, action="append")
    parser.add_argument("--megapixels", type=float, default=12)
    parser.add_argument("--precision", default="auto")
    arguments = parser.parse_args()
    print("model   scale   wall s  engine s  share  peak MB")
    with tempfile.TemporaryDirectory() as folder:
        source = photo(Path(folder), arguments.megapixels)
        for model in arguments.model or ("espcn", "fsrcnn", "edsr"):
            for scale in arguments.scale or (2,):
                options = ["--model", model, "--scale", str(scale), "--precision", arguments.precision]
                row = restore(source, options)
                figures = f"{row['wall']:10.1f} {row['engine']:9.1f} {row['share']:6.0%} {row['peak']:8.0f}"
                print(f"{model:7} x{scale}", figures, flush=True)


if __name__ == "__main__":
    main()
