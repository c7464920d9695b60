"""What a batch prints: a plan, a bar on a terminal, lines in a pipe, or JSON lines for programs."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from srdesk.jobs.planning.estimate import PlanSummary
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.queue import State
from srdesk.jobs.running.events import (
    BatchEvent,
    BatchOutcome,
    BatchProgress,
    Noticed,
    PhotoChanged,
    PhotoDone,
    PhotoFailed,
    RunAdvanced,
    RunPaused,
    RunStarted,
)

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@dataclass
class BatchConsole:
    """A sink of batch events for people or, with ``as_json``, for programs."""

    as_json: bool = False
    quiet: bool = False
    _bars: "Bars | None" = None
    _bar: "TaskID | None" = None
    _last: dict[str, Any] = field(default_factory=dict)

    @property
    def watched(self) -> bool:
        """Whether somebody sees what is said."""
        return not self.as_json and sys.stderr is not None and sys.stderr.isatty()

    @contextmanager
    def bar(self) -> Iterator[None]:
        """A bar while the block lasts, on a terminal."""
        if not self.watched or self.quiet:
            yield
            return
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[pace]}"),
        )
        with Bars(*columns, console=Terminal(stderr=True), transient=True) as bars:
            self._bars, self._bar = bars, bars.add_task("photos", total=1.0, pace="")
            yield
            self._bars = None

    def __call__(self, event: BatchEvent) -> None:
        """Tell of an event."""
        if self.as_json:
            self._emit(event)
        elif isinstance(event, PhotoDone) and not self.quiet:
            width, height = event.record.target_size
            self._print(f"{event.outcome.target}: {width} x {height}, {event.record.seconds:.1f} s")
        elif isinstance(event, PhotoFailed):
            self._print(f"srdesk: {event.record.source}: {event.record.message}", error=True)
            self._print(f"        {event.record.hint}", error=True)
        elif isinstance(event, RunAdvanced) and self._bars is not None and self._bar is not None:
            progress = event.progress
            self._bars.update(
                self._bar, completed=progress.fraction, description=_counts(progress), pace=_pace(progress)
            )
        elif isinstance(event, RunPaused):
            causes = "; ".join(sorted(event.causes))
            self._print(f"srdesk: paused: {causes}." if causes else "srdesk: going on.", error=True)
        elif isinstance(event, Noticed):
            self.note(event.text)

    def note(self, text: str) -> None:
        """Something worth knowing that is not an error."""
        if not self.quiet and not self.as_json:
            self._print(f"  note: {text}", error=True)

    def plan(self, summary: PlanSummary) -> None:
        """Say what a plan comes to."""
        if self.as_json:
            print(json.dumps({"event": "plan", **_plan_table(summary)}), flush=True)
            return
        for line in plan_lines(summary):
            print(line)

    def ended(self, outcome: BatchOutcome, reports: tuple[str, ...]) -> None:
        """Say how a run ended."""
        if self.as_json:
            print(json.dumps({"event": "ended", **asdict(outcome), "reports": reports}), flush=True)
        elif not self.quiet or outcome.exit_code:
            for line in outcome_lines(outcome, reports):
                print(line, file=sys.stderr if outcome.exit_code else sys.stdout, flush=True)

    def _print(self, text: str, *, error: bool = False) -> None:
        if self._bars is not None:
            self._bars.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            print(text, file=sys.stderr if error else sys.stdout, flush=True)

    def _emit(self, event: BatchEvent) -> None:
        table = _event_table(event)
        if table is not None and table != self._last:
            self._last = table
            print(json.dumps(table), flush=True)


def plan_lines(summary: PlanSummary) -> Iterator[str]:
    """A plan in words."""
    counts = summary.counts
    formats = ", ".join(f"{number:,} {kind}" for kind, number in summary.formats.items())
    yield f"{counts[Verdict.TODO]:,} photos to restore" + (f": {formats}" if formats else "")
    if counts[Verdict.DONE]:
        yield f"{counts[Verdict.DONE]:,} are done already"
    for reason, number in summary.skipped.items():
        examples = summary.examples.get(reason, ())
        yield f"{number:,} left out ({reason}), for instance {examples[0]}" if examples else f"{number:,} ({reason})"
    for source, target in summary.names:
        yield f"  {source} -> {target}"
    yield f"{summary.pixels / 1e6:,.1f} megapixels become {summary.output_pixels / 1e6:,.1f}"
    short = "" if summary.bytes_needed <= summary.bytes_free else ": not enough"
    yield f"about {_size(summary.bytes_needed)} needed, {_size(summary.bytes_free)} free{short}"
    if summary.trial is not None and summary.eta is not None:
        low, high = summary.eta
        yield f"{_span(low, high)}, by a piece of {summary.trial.source.name} restored on this computer just now"


def outcome_lines(outcome: BatchOutcome, reports: tuple[str, ...]) -> Iterator[str]:
    """The end of a run in words."""
    total = outcome.done + outcome.failed + outcome.remaining
    yield (
        f"srdesk: {outcome.done:,} of {total:,} photos restored in {_clock(outcome.seconds)},"
        f" {outcome.failed:,} failed; the engine was at work {outcome.engine_share:.0%} of the time."
    )
    if outcome.failed_before:
        yield f"        {outcome.failed_before:,} failed before and were not tried again; --retry-failed does."
    if outcome.missed:
        yield f"        Folders or links that could not be looked into: {outcome.missed:,}. Photos may be missing."
    if outcome.stopped:
        yield f"        Ended early: {outcome.stopped}."
    if outcome.remaining:
        yield f"        {outcome.remaining:,} remain; the same command goes on with them."
    for report in reports:
        yield f"        {report}"


def _counts(progress: BatchProgress) -> str:
    failed = f", {progress.failed:,} failed" if progress.failed else ""
    return f"{progress.done + progress.failed:,} of {progress.photos:,}{failed}"


def _pace(progress: BatchProgress) -> str:
    left = "" if progress.eta is None else f", {_span(*progress.eta)} left"
    return f"{progress.rate / 1e6:.2f} MP/s{left}"


def _span(low: float, high: float) -> str:
    """For instance ``12 to 15 minutes``: no more certain than it is."""
    unit, name = (3600, "hour") if high >= 5400 else (60, "minute") if high >= 90 else (1, "second")
    least, most = max(1, round(low / unit)), max(1, round(high / unit))
    plural = "" if most == 1 else "s"
    return f"about {most} {name}{plural}" if least >= most else f"{least} to {most} {name}{plural}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _size(number: float) -> str:
    return f"{number / 1e9:,.1f} GB" if number >= 1e9 else f"{number / 1e6:,.1f} MB"


def _plan_table(summary: PlanSummary) -> dict[str, Any]:
    trial = summary.trial
    return {
        "counts": {verdict.name.lower(): number for verdict, number in summary.counts.items()},
        "formats": dict(summary.formats),
        "skipped": dict(summary.skipped),
        "examples": dict(summary.examples),
        "names": [[str(source), str(target)] for source, target in summary.names],
        "pixels": summary.pixels,
        "output_pixels": summary.output_pixels,
        "bytes_needed": round(summary.bytes_needed),
        "bytes_free": summary.bytes_free,
        "eta_seconds": summary.eta,
        "measured_with": None if trial is None else str(trial.source),
    }


def _event_table(event: BatchEvent) -> dict[str, Any] | None:
    if isinstance(event, RunStarted):
        return {"event": "started", "photos": event.photos, "pixels": event.of_pixels}
    if isinstance(event, PhotoChanged):
        done = event.state in (State.DONE, State.FAILED)
        return None if done else {"event": "photo", **asdict(event), "fraction": round(event.fraction, 3)}
    if isinstance(event, PhotoDone):
        return {"event": "done", "index": event.index, **asdict(event.record)}
    if isinstance(event, PhotoFailed):
        return {"event": "failed", "index": event.index, **asdict(event.record)}
    if isinstance(event, RunAdvanced):
        return {"event": "progress", **asdict(event.progress), "fraction": round(event.progress.fraction, 4)}
    if isinstance(event, RunPaused):
        return {"event": "paused" if event.causes else "resumed", "causes": sorted(event.causes)}
    return {"event": "note", "text": event.text} if isinstance(event, Noticed) else None
