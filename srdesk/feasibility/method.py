"""What a report says of how its figures were found out, arithmetic included."""

from collections.abc import Iterator

from srdesk.engines.devices import TITLES
from srdesk.feasibility.findings import ASSUMED_CORE, HELD_SIDE, Findings, Machine
from srdesk.feasibility.phones import DOUBT, ON_PHONES, PHONES, Phone
from srdesk.feasibility.sheet import Cell, sheet
from srdesk.feasibility.verdict import LARGEST_FILE, USES

_WALL = "Times are by the clock on the wall, with all cores at work."
_PROCESSOR = (
    "Times are processor time of one thread, since the computer was busy with other things: on a quiet one they would "
    "be about the time on the wall with one core."
)
_COLUMNS = ("Phone", "Fast cores", "Peak, thousand millions a second", "INT8 counts", "Left when warm")


def method(findings: Findings) -> Iterator[str]:
    """The last chapter of the page."""
    items = "".join(f"<li>{sentence}</li>" for sentence in (*_measured(findings), _projected(findings.machine)))
    yield f"<h2>How this was found out</h2><ul>{items}</ul>\n"
    yield from sheet(_COLUMNS, map(_phone, PHONES))
    uses = "".join(f"<li>{use.name}: {use.sentence}, in {use.memory / 1e6:.0f} MB of memory.</li>" for use in USES)
    yield f"<ul>{uses}</ul>\n"


def _measured(findings: Findings) -> Iterator[str]:
    engines = {trial.engine for subject in findings.subjects for trial in subject.trials}
    yield (
        f"{_PROCESSOR if findings.machine.processor_time else _WALL} The best of several runs counts; median and worst "
        "stand below it. For every size of tile all engines take turns, so that whatever else the computer does meets "
        "all of them: ratios within this page hold better than the times themselves."
    )
    yield (
        "Loading is as srdesk does it, with networks kept on disk as they were optimised for this processor. Memory is "
        f"by how much that of the process grew until a tile of {HELD_SIDE} x {HELD_SIDE} was done, files mapped aside."
    )
    yield (
        "Loss is what a precision costs against the full one, by the catalogue. Quality is Y-PSNR and SSIM on the "
        "pictures given, reduced and enlarged again."
    )
    yield (
        f"Engines: {_listed(engines)}. Projected to phones are those that applications carry there: "
        f"{_listed(engines & set(ON_PHONES))}. Graphics and neural processors of phones are not, since nothing here "
        "could measure them."
    )


def _listed(engines: set[str]) -> str:
    return ", ".join(sorted(TITLES.get(engine, engine) for engine in engines)) or "none"


def _projected(machine: Machine) -> str:
    peak = machine.core_peak
    return (
        "A phone is taken to reach the share of its peak that this computer reaches of its own. Matrix products made "
        f"{peak.best / 1e9:.1f} thousand million multiplications a second on one core here (median "
        f"{peak.median / 1e9:.1f}, worst {peak.worst / 1e9:.1f}), the best network {machine.reached / 1e9:.1f} on "
        f"{machine.threads}: the larger of both is the peak. Time there is time here × peak here ÷ peak there, and "
        "while it is warm ÷ what is left of that. A large picture costs what the best size of tile costs for a pixel, "
        f"with what each tile reads around itself (of tiles with a core of {ASSUMED_CORE}, where the network sees too "
        f"far for those that were measured). All of it may be wrong by a factor of {DOUBT:g} either way: <i>yes</i> "
        f"and <i>no</i> hold all the same, <i>perhaps</i> does not. A file above {LARGEST_FILE / 1e6:.0f} MB is a "
        "<i>no</i>, as is more memory than a use has."
    )


def _phone(phone: Phone) -> list[Cell]:
    return [
        Cell(phone.name),
        Cell("; ".join(map(str, phone.cores))),
        Cell(f"{phone.peak / 1e9:.0f}", kind="n"),
        Cell("yes" if phone.int8 else "no"),
        Cell(f"{phone.sustained:.0%}", kind="n"),
    ]
