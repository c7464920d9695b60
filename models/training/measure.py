"""What weight files cost: time for a source pixel by tile size, memory, and decibels against full precision."""

import json
import multiprocessing
import time
from pathlib import Path

import numpy as np
import onnxruntime

from .product import evaluate_folder, load

SIDES = (32, 48, 64, 96, 128, 160, 192, 256, 320, 384, 512)
THREADS = 2
LONGEST = 6.0
MEMORY_SIDE = 256


def write(files: list[Path], pictures: Path, target: Path, *, losses_only: bool = False) -> None:
    """Update a JSON file of what weight files lose, on a folder of good pictures, and what they cost.

    Losses do not mind how busy the computer is, ``costs`` (as ``[side, nanoseconds]``) and ``bytes_per_pixel`` do.
    """
    known = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    losses = _losses(pictures)
    for file in files:
        own = known.setdefault(file.stem, {})
        own["loss"] = round(losses[file.stem], 4)
        if not losses_only:
            own |= {"costs": _costs(file), "bytes_per_pixel": _alone(_bytes_per_pixel, file)}
    lines = (f"  {json.dumps(name)}: {json.dumps(known[name])}" for name in sorted(known))
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _losses(pictures: Path) -> dict[str, float]:
    """Y-PSNR lost against full precision, in dB, by file stem."""
    losses = {}
    for spec in load().specs:
        scores = {
            precision: next(
                score.psnr
                for score in evaluate_folder(pictures, models=[spec.name], scales=[spec.scale], precision=precision)
                if score.model == spec.name
            )
            for precision in spec.precisions
        }
        losses |= {f"{spec.name}_x{spec.scale}_{p}": scores["fp32"] - psnr for p, psnr in scores.items()}
    return losses


def _session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, side: int) -> float:
    tensor = session.get_inputs()[0]
    planes = np.random.default_rng(0).random((1, tensor.shape[1], side, side), dtype=np.float32)
    began = time.perf_counter()
    session.run(None, {tensor.name: planes})
    return time.perf_counter() - began


def _costs(file: Path) -> list[tuple[int, float]]:
    """The best of several runs for each side, until a single run takes too long to be worth it."""
    session, costs = _session(file), []
    for side in SIDES:
        first = _run(session, side)
        best = min(_run(session, side) for _ in range(max(2, min(20, int(1 / first)))))
        costs.append((side, round(best / side**2 * 1e9, 1)))
        if best > LONGEST / 4:
            break
    return costs


def _bytes_per_pixel(file: Path) -> int:
    session = _session(file)
    _run(session, 16)
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    before = _peak_kilobytes()
    _run(session, MEMORY_SIDE)
    return (_peak_kilobytes() - before) * 1024 // MEMORY_SIDE**2


def _peak_kilobytes() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _alone(work, file: Path) -> int:  # type: ignore[no-untyped-def]
    """The result of ``work(file)`` in a fresh process, whose peak memory nothing else has touched."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (file,))
