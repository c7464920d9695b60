"""The report on feasibility as a web page in one file."""

import html
from collections.abc import Iterator, Sequence

from srdesk.engines.devices import TITLES
from srdesk.feasibility.findings import HELD_SIDE, Findings, Machine, Pace, Spread, Subject, Trial
from srdesk.feasibility.method import method
from srdesk.feasibility.phones import PHONES, Projection, here, project
from srdesk.feasibility.plots import COLORS, Bar, Series, bars, lines
from srdesk.feasibility.sheet import STYLE, Cell, sheet
from srdesk.feasibility.verdict import USES, Answer, duration, judge
from srdesk.pages import head
from srdesk.restore.size import Size

_STYLE = f"""{STYLE}
svg {{ max-width: 100%; height: auto; display: block; margin: .8rem 0; }}
.charts {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }}
"""
_SIGNS = {Answer.YES: "✓ yes", Answer.PERHAPS: "~ perhaps", Answer.NO: "✗ no"}
_DASHES = {"fp16": "7 3", "int8": "2 3"}
_MIDDLE = PHONES[1]
_PHOTO = USES[-1]


def page(findings: Findings) -> Iterator[str]:
    """The page piece by piece: the answer for all networks, then each of them, then how everything was found out."""
    title = "Can these networks go to a phone?" if len(findings.subjects) != 1 else "Can this network go to a phone?"
    yield head(title, _STYLE)
    yield f'<h1>{title}</h1><p class="when">{_text(_where(findings.machine))}</p>\n'
    yield from _overview(findings)
    for subject in findings.subjects:
        yield from _subject(subject, findings)
    yield from method(findings)
    yield "</main></body></html>\n"


def _where(machine: Machine) -> str:
    """On what, and by which clock."""
    threads = "1 thread" if machine.threads == 1 else f"{machine.threads} threads"
    clock = ", processor time" if machine.processor_time else ""
    place = f"{machine.processor}, {threads}{clock}"
    return f"Measured by srdesk {machine.version} on {place}, in one run; phones are projected."


def _overview(findings: Findings) -> Iterator[str]:
    columns = ("Network", "Parameters", "Multiplications for an output pixel", "File", "Quality")
    yield f"<h2>The answer, on a {_MIDDLE.name}</h2>"
    rows = (_summary(subject, project(subject, findings.machine, _MIDDLE)) for subject in findings.subjects)
    yield from sheet((*columns, *(use.name for use in USES)), rows)
    yield _photo_chart(findings)
    yield from _corrections(findings.subjects)


def _summary(subject: Subject, projection: Projection | None) -> list[Cell]:
    return [
        Cell(_named(subject)),
        Cell(f"{subject.parameters:,}", kind="n"),
        Cell(f"{subject.output_operations:,.0f}", kind="n"),
        Cell(_megabytes(min(trial.bytes for trial in subject.trials)), kind="n"),
        _quality(subject),
        *_verdicts(projection),
    ]


def _photo_chart(findings: Findings) -> str:
    rows = []
    for subject in findings.subjects:
        if (projection := project(subject, findings.machine, _MIDDLE)) is not None:
            seconds = projection.seconds * _PHOTO.pixels
            rows.append(Bar(f"{subject.title} x{subject.scale}, {projection.trial.title}", seconds, duration(seconds)))
    if not rows:
        return ""
    title = f"12 megapixels on a {_MIDDLE.name}, projected (logarithmic)"
    limit = (_PHOTO.seconds, f"the limit, {duration(_PHOTO.seconds)}")
    return bars(title, rows, limit=limit, logarithmic=True)


def _corrections(subjects: Sequence[Subject]) -> Iterator[str]:
    """What is often said of FSRCNN, wherever there is one."""
    found = [subject for subject in subjects if "fsrcnn" in subject.name.lower()]
    if found:
        counts = ", ".join(f"{subject.parameters:,} (x{subject.scale})" for subject in found)
        yield (
            "<p>FSRCNN is sometimes said to have a million parameters. Counted in the files measured here it has "
            f"{counts}: a hundredth of that.</p>\n"
        )


def _subject(subject: Subject, findings: Findings) -> Iterator[str]:
    yield f"<h2>{_text(_named(subject))}</h2>\n"
    yield (
        f"<p>{subject.parameters:,} parameters; {subject.operations:,} multiplications for a source pixel, "
        f"{subject.output_operations:,.0f} for an output pixel; sees {subject.halo} pixels around a source pixel.</p>\n"
    )
    places = [here(subject), *(project(subject, findings.machine, phone) for phone in PHONES)]
    rows = ([_place(place, findings.machine), *_verdicts(place)] for place in places if place is not None)
    yield from sheet(("Where", *(use.name for use in USES)), rows)
    yield from _charts(subject)
    yield "<details open><summary>All figures</summary>"
    sizes = sorted({pace.size for trial in subject.trials for pace in trial.paces})
    columns = ("Engine", "File", "Loads in", "Holds", "Loss", *(f"{width} x {height}" for width, height in sizes))
    yield from sheet(columns, (_trial(trial, sizes) for trial in subject.trials))
    yield "</details>\n"


def _place(projection: Projection, machine: Machine) -> Cell:
    cores = "1 core" if machine.threads == 1 else f"{machine.threads} cores"
    return Cell(projection.phone, f"measured, {cores}" if projection.measured else "projected")


def _verdicts(projection: Projection | None) -> list[Cell]:
    if projection is None:
        return [Cell("nothing could be measured")]
    verdicts = (judge(use, projection) for use in USES)
    return [Cell(_SIGNS[one.answer], one.reason, one.answer) for one in verdicts]


def _charts(subject: Subject) -> Iterator[str]:
    """Time and memory of every trial that has figures."""
    measured = [trial for trial in subject.trials if trial.paces]
    if not measured:
        return
    series = [
        Series(trial.title, tuple(map(_point, trial.paces)), _color(trial), _DASHES.get(trial.precision, ""))
        for trial in measured
    ]
    yield '<div class="charts">' + lines("Microseconds for a source pixel", "side of the tile, pixels", series)
    held = [trial for trial in measured if trial.held is not None]
    if held:
        rows = [
            Bar(trial.title, (trial.held or 0) / 1e6, f"{(trial.held or 0) / 1e6:.0f} MB", color=_color(trial))
            for trial in held
        ]
        yield bars(f"Memory held after a tile of {HELD_SIDE} x {HELD_SIDE}", rows)
    yield "</div>\n"


def _color(trial: Trial) -> str:
    """One for each engine; precisions differ by their dashes."""
    return COLORS[list(TITLES).index(trial.engine) if trial.engine in TITLES else -1]


def _point(pace: Pace) -> tuple[float, float, float, float]:
    area = pace.width * pace.height
    best, middle = (1e3 * max(one, 1e-6) / area for one in (pace.ms.best, pace.ms.median))
    return area**0.5, best, best, middle


def _trial(trial: Trial, sizes: Sequence[Size]) -> list[Cell]:
    cells = [Cell(trial.title, trial.version), Cell(_megabytes(trial.bytes), kind="n")]
    if trial.problem:
        return [*cells, Cell(trial.problem)]
    paces = {pace.size: pace.ms for pace in trial.paces}
    return [
        *cells,
        Cell("-", kind="n") if trial.load is None else _spread(trial.load),
        Cell("-" if trial.held is None else f"{trial.held / 1e6:.0f} MB", kind="n"),
        Cell("-" if trial.loss is None else f"{trial.loss:.3f} dB", kind="n"),
        *(_spread(paces[size]) if size in paces else Cell("too slow", kind="n") for size in sizes),
    ]


def _named(subject: Subject) -> str:
    return f"{subject.title} x{subject.scale}"


def _quality(subject: Subject) -> Cell:
    if not subject.quality:
        return Cell("-", "not measured")
    best = subject.quality[0]
    return Cell(f"{best.psnr:.2f} dB / {best.ssim:.4f}", f"bicubic {best.bicubic:.2f} dB; {best.pictures} pictures")


def _spread(spread: Spread) -> Cell:
    return Cell(f"{_digits(spread.best)} ms", f"{_digits(spread.median)}, {_digits(spread.worst)}", "n")


def _digits(ms: float) -> str:
    return f"{ms:.0f}" if ms >= 100 else f"{ms:.3g}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.2f} MB"


def _text(value: object) -> str:
    return html.escape(str(value))
