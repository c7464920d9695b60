"""The report on feasibility as tables in Markdown, for documents."""

from collections.abc import Iterable, Iterator

from srdesk.feasibility.findings import HELD_SIDE, Findings, Machine, Subject, Trial
from srdesk.feasibility.phones import PHONES, Projection, project
from srdesk.feasibility.verdict import USES, judge
from srdesk.restore.size import Size

_FIRST = ("network", "parameters", "multiplications for an output pixel", "engine", "file", "loads in")


def markdown(findings: Findings, *, command: str = "") -> Iterator[str]:
    """Line by line: where it was measured, what was, its quality, and what that means for phones.

    ``command`` is the one that made it, so that it can be made again.
    """
    yield "# Networks as measured, and projected to phones\n\n"
    yield f"{_where(findings.machine)}{' It was made by:' if command else ''}\n\n"
    if command:
        yield f"```\n{command}\n```\n\n"
    yield from _measured(findings.subjects)
    if any(subject.quality for subject in findings.subjects):
        yield from _quality(findings.subjects)
    yield from _projected(findings)


def _where(machine: Machine) -> str:
    threads = "1 thread" if machine.threads == 1 else f"{machine.threads} threads"
    clock = "processor time" if machine.processor_time else "time by the clock on the wall"
    return (
        f"Measured by srdesk {machine.version} on {machine.processor}, {threads}: {clock}, the best of several runs, "
        f"the median in brackets. Matrix products made {machine.core_peak.best / 1e9:.0f} thousand million "
        f"multiplications a second on a core, the best network {machine.reached / 1e9:.0f}."
    )


def _measured(subjects: Iterable[Subject]) -> Iterator[str]:
    subjects = tuple(subjects)
    sizes = sorted({pace.size for subject in subjects for trial in subject.trials for pace in trial.paces})
    tiles = [f"{width} x {height} tile" for width, height in sizes]
    yield "## Measured\n\n"
    yield from _table((*_FIRST, *tiles, "holds"), (_trial(one, it, sizes) for one in subjects for it in one.trials))
    yield f'\n"Holds" is memory after a tile of {HELD_SIDE} x {HELD_SIDE}.\n\n'


def _trial(subject: Subject, trial: Trial, sizes: Iterable[Size]) -> list[str]:
    paces = {pace.size: pace.ms for pace in trial.paces}
    none = trial.problem or "-"
    return [
        f"{subject.title} x{subject.scale}",
        f"{subject.parameters:,}",
        f"{subject.output_operations:,.0f}",
        trial.title,
        f"{trial.bytes / 1e6:.2f} MB",
        none if trial.load is None else f"{trial.load.best:.3g} ms",
        *(f"{paces[size].best:.4g} ms ({paces[size].median:.4g})" if size in paces else "-" for size in sizes),
        "-" if trial.held is None else f"{trial.held / 1e6:.0f} MB",
    ]


def _quality(subjects: Iterable[Subject]) -> Iterator[str]:
    rows = [
        [
            f"{subject.title} x{subject.scale} {one.precision}",
            f"{one.psnr:.2f} dB / {one.ssim:.4f}",
            f"{one.psnr - one.bicubic:+.2f} dB",
            str(one.pictures),
        ]
        for subject in subjects
        for one in subject.quality
    ]
    yield "## Quality\n\n"
    yield from _table(("network", "Y-PSNR / SSIM", "over bicubic", "pictures"), rows)
    yield "\n"


def _projected(findings: Findings) -> Iterator[str]:
    rows = [
        [f"{subject.title} x{subject.scale}", phone.name, *_verdicts(project(subject, findings.machine, phone))]
        for subject in findings.subjects
        for phone in PHONES
    ]
    yield "## Projected\n\n"
    yield from _table(("network", "on", *(use.name for use in USES)), rows)


def _verdicts(projection: Projection | None) -> list[str]:
    if projection is None:
        return ["nothing could be measured"] * len(USES)
    return [f"**{one.answer}**: {one.reason}" for one in (judge(use, projection) for use in USES)]


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = tuple(columns)
    for row in (columns, ("---",) * len(columns), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in row)} |\n"
