"""What the command line prints: tables, a progress bar on a terminal, JSON lines for programs."""

import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from srdesk.errors import SrdeskError
from srdesk.jobs.job import JobOutcome
from srdesk.progress import CancelToken, Progress, ProgressSink, ignore

T = TypeVar("T")


@dataclass(frozen=True)
class Console:
    """Reports on photos, for people (standard output and error) or, as JSON lines, for programs."""

    as_json: bool = False
    quiet: bool = False

    @contextmanager
    def progress(self, source: Path) -> Iterator[ProgressSink]:
        """A sink for one photo: JSON lines, a bar on a terminal, nothing in a pipe."""
        if self.as_json:
            yield lambda progress: self._emit("progress", source, **_figures(progress))
        elif self.quiet or sys.stderr is None or not sys.stderr.isatty():
            yield ignore
        else:
            with _bar(source.name) as sink:
                yield sink

    def done(self, outcome: JobOutcome) -> None:
        plan, report = outcome.restoration.plan, outcome.restoration
        if self.as_json:
            self._emit("done", outcome.job.source, **_summary(outcome))
        elif not self.quiet:
            width, height = plan.output_size
            print(f"{outcome.target}: {width} x {height}, {plan.spec.title} {plan.precision}, {report.seconds:.1f} s")
            for notice in outcome.notices:
                self.note(f"{outcome.job.source.name}: {notice}")

    def failed(self, source: Path, error: SrdeskError) -> None:
        if self.as_json:
            self._emit("failed", source, code=int(error.exit_code), message=str(error), hint=error.hint)
        else:
            about = "" if str(source) in str(error) else f"{source}: "
            print(
                f"srdesk: {about}{error}",
                *([f"        {error.hint}"] if error.hint else []),
                sep="\n",
                file=sys.stderr,
            )

    def note(self, text: str) -> None:
        """Something worth knowing that is not an error."""
        if not self.quiet and not self.as_json:
            print(f"  note: {text}", file=sys.stderr)

    def _emit(self, event: str, source: Path, **values: object) -> None:
        print(json.dumps({"event": event, "source": str(source), **values}), flush=True)


def interruptible(work: Callable[[], T], token: CancelToken) -> T:
    """Run ``work`` on a thread, so that Ctrl-C and SIGTERM reach its token even inside a tile."""
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="restore") as pool:
            future = pool.submit(work)
            try:
                return future.result()
            except KeyboardInterrupt:
                token.cancel()
                return future.result()
    finally:
        signal.signal(signal.SIGTERM, previous)


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on standard output, columns never cut in a pipe."""
    from rich import box
    from rich.console import Console as Terminal
    from rich.table import Table

    table = Table(*header, box=box.SIMPLE)
    for row in rows:
        table.add_row(*row)
    text = StringIO()
    # Rendered first and printed by Python: rich has ideas of its own about pipes that close.
    Terminal(file=text, width=Terminal().width if sys.stdout.isatty() else 200).print(table)
    print(text.getvalue().strip("\n"))


@contextmanager
def _bar(title: str) -> Iterator[ProgressSink]:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Bars(*columns, TextColumn("{task.fields[pace]}"), console=Terminal(stderr=True), transient=True) as bars:
        task = bars.add_task(title, total=1.0, pace="")

        def sink(progress: Progress) -> None:
            bars.update(task, completed=progress.fraction, pace=_pace(progress))

        yield sink


def _pace(progress: Progress) -> str:
    """For instance ``0.15 MP/s, 0:42 left``."""
    if progress.eta is None:
        return ""
    minutes, seconds = divmod(round(progress.eta), 60)
    return f"{progress.rate / 1e6:.2f} MP/s, {minutes}:{seconds:02} left"


def _figures(progress: Progress) -> dict[str, Any]:
    eta = progress.eta
    return {
        "fraction": round(progress.fraction, 4),
        "pixels_per_second": round(progress.rate),
        "eta_seconds": None if eta is None else round(eta, 2),
    }


def _summary(outcome: JobOutcome) -> dict[str, Any]:
    plan, report = outcome.restoration.plan, outcome.restoration
    return {
        "target": str(outcome.target),
        "width": plan.output_size[0],
        "height": plan.output_size[1],
        "format": outcome.encoding.format,
        "bytes": outcome.encoding.size_bytes,
        "model": plan.spec.name,
        "scale": plan.spec.scale,
        "precision": str(plan.precision),
        "engine": plan.engine,
        "device": plan.device,
        "tile": plan.tile,
        "overlap": plan.overlap,
        "exact": plan.exact,
        "seconds": round(report.seconds, 3),
        "engine_seconds": round(report.engine_seconds, 3),
        "difference": round(report.difference, 5),
        "notices": list(outcome.notices),
    }
