"""The survey: every engine and precision of networks, tile by tile in turn, so that all meet the same disturbances."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from srdesk import __version__
from srdesk.engines import NAMES, InferenceSession, SessionRequest, devices, open_session
from srdesk.errors import SrdeskError
from srdesk.feasibility.findings import HELD_SIDE, Findings, Machine, Pace, Spread, Subject, Trial
from srdesk.jobs.running.computer import give_memory_back
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken, Progress, ProgressSink, ignore
from srdesk.restore.size import Size

SIDES = (64, 96, 128, 192, 256)
ROUNDS = 5
LOADS = 3
PATIENCE = 20.0
"""Seconds from which on a tile is taken to be too large for a network to be measured with."""

# Of this size a product is computed by one thread, and well.
_MATRIX = 64
_MATRICES = 500
_PEAKS = 15

Clock = Callable[[], float]
Opener = Callable[[SessionRequest], InferenceSession]
Memory = Callable[[], int | None]


@dataclass(frozen=True)
class Instruments:
    """What a survey measures with: how networks are opened, a clock, this process's memory, and the peak of one core.

    ``threads`` are those that networks run on, 0 for one on each core. Processor time is the clock for a busy computer:
    it counts what this process works, not what it waits for others; what several threads wait for each other counts as
    well, so that there should be one.
    """

    opener: Opener = open_session
    clock: Clock = time.perf_counter
    threads: int = 0
    memory: Memory = field(default=lambda: anonymous_bytes())
    peak: Callable[[], Spread] = field(default=lambda: core_peak())


BUSY = Instruments(clock=time.process_time, threads=1)


def survey(
    specs: Sequence[ModelSpec],
    *,
    engines: Sequence[str] = NAMES,
    sides: Sequence[int] = SIDES,
    rounds: int = ROUNDS,
    token: CancelToken | None = None,
    progress: ProgressSink = ignore,
    instruments: Instruments | None = None,
) -> Findings:
    """Measure networks in every precision by every engine on square tiles of so many source pixels a side.

    What an engine cannot load or run is a finding, not an error. Raises `Cancelled`.
    """
    tools, token = instruments or Instruments(), token or CancelToken()
    threads, busy = devices.thread_count(tools.threads), tools.clock is time.process_time
    machine = Machine(devices.processor(), threads, tools.peak(), __version__, processor_time=busy)
    subjects, began = [], tools.clock()
    for count, spec in enumerate(specs):
        subjects.append(_subject(spec, engines, sides, rounds, token, tools))
        gc.collect()
        progress(Progress(count + 1, len(specs), tools.clock() - began))
    reached = max((subject.rate for subject in subjects), default=0.0)
    return Findings(replace(machine, reached=reached), tuple(subjects))


def _subject(
    spec: ModelSpec, engines: Sequence[str], sides: Sequence[int], rounds: int, token: CancelToken, tools: Instruments
) -> Subject:
    candidates = [_prepared(request, token, tools) for request in _requests(spec, engines, tools.threads)]
    for size in dict.fromkeys(_fitting(spec, side) for side in sides):
        _take_turns(candidates, size, rounds, token, tools)
    trials = tuple(candidate.trial for candidate in candidates)
    return Subject(spec.name, spec.title, spec.scale, spec.parameters, spec.operations, spec.halo, trials)


def _fitting(spec: ModelSpec, side: int) -> Size:
    """``(width, height)`` of a square tile as far as the network takes that: fixed, or a multiple of its step."""
    width, height = (fixed or spec.lattice.ceiled(side) for fixed in spec.lattice.fixed)
    return width, height


@dataclass
class _Candidate:
    """A trial under way."""

    trial: Trial
    spec: ModelSpec
    session: InferenceSession | None = None

    def give_up(self, error: SrdeskError) -> None:
        self.session = None
        self.trial = replace(self.trial, problem=self.trial.problem or f"{error} {error.hint}".strip())


def _requests(spec: ModelSpec, engines: Sequence[str], threads: int) -> Iterator[SessionRequest]:
    """Every engine with every weight file; a file that serves two precisions once."""
    for engine in engines:
        seen = set()
        for precision, file in spec.files.items():
            if file.sha256 not in seen:
                seen.add(file.sha256)
                yield SessionRequest(spec, precision, engine, devices.CPU, threads)


def _prepared(request: SessionRequest, token: CancelToken, tools: Instruments) -> _Candidate:
    """Loaded a few times, and run once so that it has set aside what it needs; a first time does not count."""
    file = request.spec.files[request.precision]
    trial = Trial(request.engine, devices.runtime_version(request.engine), request.precision, file.size, loss=file.loss)
    candidate = _Candidate(trial, request.spec)
    try:
        candidate.session = tools.opener(request)
        _run(candidate, _fitting(request.spec, SIDES[0]), token, tools)
        candidate.session = None
        give_memory_back()
        before, seconds = tools.memory(), []
        for _ in range(LOADS):
            candidate.session = None  # or there would be two of them for a moment
            began = tools.clock()
            candidate.session = tools.opener(request)
            seconds.append(tools.clock() - began)
        _run(candidate, _fitting(request.spec, HELD_SIDE), token, tools)
        after = tools.memory()
        held = None if before is None or after is None else max(0, after - before)
        candidate.trial = replace(trial, load=Spread.of(1e3 * one for one in seconds), held=held)
    except SrdeskError as error:
        candidate.give_up(error)
    return candidate


def _take_turns(
    candidates: Sequence[_Candidate], size: Size, rounds: int, token: CancelToken, tools: Instruments
) -> None:
    """Run all of them on a tile of that size, one after the other, a few times."""
    times: dict[int, list[float]] = {}
    for _ in range(rounds):
        for number, candidate in enumerate(candidates):
            if candidate.session is None or _too_slow(candidate.trial, size):
                continue
            try:
                times.setdefault(number, []).append(1e3 * _run(candidate, size, token, tools))
            except SrdeskError as error:
                candidate.give_up(error)
                times.pop(number, None)
    for number, found in times.items():
        trial = candidates[number].trial
        candidates[number].trial = replace(trial, paces=(*trial.paces, Pace(*size, Spread.of(found))))


def _too_slow(trial: Trial, size: Size) -> bool:
    """Whether a tile of that size would take longer than anybody waits, by the last one."""
    if not trial.paces:
        return False
    last = trial.paces[-1]
    return last.ms.best * (size[0] * size[1]) / (last.width * last.height) > 1e3 * PATIENCE


def _run(candidate: _Candidate, size: Size, token: CancelToken, tools: Instruments) -> float:
    assert candidate.session is not None
    planes = np.full((candidate.spec.channels, size[1], size[0]), 0.5, np.float32)
    began = tools.clock()
    candidate.session.run(planes, token)
    return tools.clock() - began


def core_peak() -> Spread:
    """Multiplications a second of one core in float32, in processor time: small matrix products, which use no other."""
    left = np.random.default_rng(0).random((_MATRICES, _MATRIX, _MATRIX), dtype=np.float32)
    product = np.empty_like(left)
    rates = []
    for _ in range(_PEAKS):
        began = time.process_time()
        np.matmul(left, left, out=product)
        rates.append(_MATRICES * _MATRIX**3 / max(time.process_time() - began, 1e-9))
    return Spread.of(rates, largest_is_best=True)


def anonymous_bytes() -> int | None:
    """Memory of this process that no file backs, ``None`` where the system does not tell so."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon")), None)
