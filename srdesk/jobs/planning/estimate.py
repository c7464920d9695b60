"""What a plan comes to: numbers, names, pixels, disk, time, as one frozen value to show before the start."""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from srdesk.errors import SrdeskError
from srdesk.imaging.codec import decode, encode
from srdesk.imaging.photo import Photo
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.table import Verdict
from srdesk.paths import scratch_folder
from srdesk.progress import CancelToken
from srdesk.restore import Restorer

UNREADABLE = "unreadable"
FAILED_BEFORE = "failed before"
_NAMES = 5
_SIDE = 512
_WARM_SIDE = 32
# What an estimate from one photo may be off by, down and up.
_LEAST, _MOST = 0.7, 1.5
# Bytes of a result's pixel where none was measured: about those of a JPEG of quality 95.
_BYTES_PER_PIXEL = 0.8


@dataclass(frozen=True)
class Trial:
    """What a piece of one photo of the plan took: seconds of work for a source pixel by stage, and bytes of the result
    for a pixel of that.
    """

    source: Path
    reading: float
    restoring: float
    writing: float
    bytes_per_pixel: float

    def seconds(self, pixels: float, *, cores: int) -> float:
        """How long so many source pixels take if the stages share the cores."""
        return pixels * (self.reading + self.restoring + self.writing) / cores


@dataclass(frozen=True)
class PlanSummary:
    """What a plan comes to.

    ``counts`` are photos by verdict, ``formats`` those to be done by format (`UNREADABLE` for files that do not look
    like pictures and will be tried all the same), ``skipped`` what is left out and why, ``examples`` a few names each.
    ``names`` are sources with their targets, ``bytes_needed`` an estimate, ``eta`` the least and the most seconds it
    may take by a ``trial`` on this computer (``None`` without one).
    """

    counts: Mapping[Verdict, int]
    formats: Mapping[str, int]
    skipped: Mapping[str, int]
    examples: Mapping[str, tuple[str, ...]]
    names: tuple[tuple[Path, Path], ...]
    pixels: float
    output_pixels: float
    bytes_needed: float
    bytes_free: int
    trial: Trial | None
    eta: tuple[float, float] | None


def summarise(plan: BatchPlan, trial: Trial | None = None, *, cores: int = 1) -> PlanSummary:
    """Count a plan up; nothing is read but how much room there is."""
    todo = list(plan.todo())
    table = plan.table
    formats = Counter(table.kinds.texts[table.kind[index]] or UNREADABLE for index in todo)
    pixels, output_pixels = _pixels(plan, todo)
    seconds = None if trial is None else trial.seconds(pixels, cores=cores)
    skipped, examples = _skipped(plan)
    return PlanSummary(
        counts=plan.counts,
        formats=dict(formats.most_common()),
        skipped=skipped,
        examples=examples,
        names=tuple((plan.source(index), plan.target(index)) for index in _spread(todo)),
        pixels=pixels,
        output_pixels=output_pixels,
        bytes_needed=output_pixels * (trial.bytes_per_pixel if trial else _BYTES_PER_PIXEL),
        bytes_free=free_space(plan.spec.output),
        trial=trial,
        eta=None if seconds is None else (seconds * _LEAST, seconds * _MOST),
    )


def try_out(plan: BatchPlan, restorer: Restorer, *, token: CancelToken | None = None) -> Trial | None:
    """Restore a piece of a photo of middling size, on one thread, and time it; ``None`` if no photo can be read."""
    for index in _middling(plan):
        try:
            return _trial(plan, index, restorer, token or CancelToken())
        except SrdeskError:
            continue
    return None


def free_space(folder: Path) -> int:
    """Free bytes where a folder is or will be."""
    existing = next((path for path in (folder, *folder.absolute().parents) if path.exists()), Path.cwd())
    return shutil.disk_usage(existing).free


def _trial(plan: BatchPlan, index: int, restorer: Restorer, token: CancelToken) -> Trial:
    job = plan.job(index)
    options = replace(restorer.settled(job.options, token=token), threads=1, size=None)
    began = time.perf_counter()
    photo = decode(job.source)
    reading = (time.perf_counter() - began) / (photo.size[0] * photo.size[1])
    restorer.restore(_piece(photo, _WARM_SIDE), options, token=token)
    piece = _piece(photo, _SIDE)
    began = time.perf_counter()
    restored = restorer.restore(piece, options, token=token)
    restoring = time.perf_counter() - began
    scratch_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch_folder(), prefix="srdesk-") as folder:
        began = time.perf_counter()
        written = encode(restored.photo, Path(folder, plan.target(index).name), replace(job.encoding, overwrite=True))
        writing = time.perf_counter() - began
    pixels = piece.size[0] * piece.size[1]
    made = restored.photo.size[0] * restored.photo.size[1]
    return Trial(job.source, reading, restoring / pixels, writing / pixels, written.size_bytes / made)


def _piece(photo: Photo, side: int) -> Photo:
    """The middle of a photo, without its metadata."""
    width, height = photo.size
    left, top = max(0, (width - side) // 2), max(0, (height - side) // 2)
    area = slice(top, top + side), slice(left, left + side)
    return Photo(photo.pixels[area], None if photo.alpha is None else photo.alpha[area], origin=photo.origin)


def _middling(plan: BatchPlan) -> list[int]:
    """A few photos to be done, those of middling size first."""
    known = [index for index in plan.todo() if plan.table.width[index]]
    known.sort(key=lambda index: plan.table.width[index] * plan.table.height[index])
    middle = len(known) // 2
    return known[middle : middle + _NAMES]


def _pixels(plan: BatchPlan, todo: list[int]) -> tuple[float, float]:
    """Source and result pixels; photos of unknown size count nothing."""
    pixels = output = 0.0
    for index in todo:
        size, made = plan.table.size(index), plan.result_size(index)
        pixels += size[0] * size[1] if size else 0
        output += made[0] * made[1] if made else 0
    return pixels, output


def _skipped(plan: BatchPlan) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """How many are left out, by reason, with a few names."""
    counts: Counter[str] = Counter({str(reason): count for reason, count in plan.passed.counts.items()})
    examples = {str(reason): list(names) for reason, names in plan.passed.examples.items()}
    table = plan.table
    for verdict in (Verdict.SKIPPED, Verdict.FAILED, Verdict.CLASH):
        for index in table.having(verdict):
            reason = FAILED_BEFORE if verdict is Verdict.FAILED else table.reasons.texts[table.reason[index]]
            counts[reason] += 1
            names = examples.setdefault(reason, [])
            if len(names) < _NAMES:
                names.append(str(plan.source(index)))
    return dict(counts.most_common()), {reason: tuple(names) for reason, names in examples.items()}


def _spread(todo: list[int]) -> list[int]:
    """Five, or as many as there are, from the first to the last."""
    if len(todo) <= _NAMES:
        return todo
    return [todo[round(place * (len(todo) - 1) / (_NAMES - 1))] for place in range(_NAMES)]
