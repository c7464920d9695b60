"""The command that asks whether networks can go to a phone."""

import argparse
import shlex
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from srdesk.cli.groups import EXIT_CODES, Commands, scale_number
from srdesk.errors import ExitCode
from srdesk.progress import CancelToken, Progress
from srdesk.restore.options import ENGINES, SMALLEST_TILE

if TYPE_CHECKING:
    from srdesk.feasibility import Findings
    from srdesk.models.catalogue import Catalogue

_SUFFIXES = {"html": "html", "json": "json", "markdown": "md"}
_LARGEST_TILE = 1024


def add_benchmark(commands: Commands) -> None:
    """``srdesk benchmark``."""
    parser = commands.add_parser(
        "benchmark",
        help="measure networks by every engine, and project them to phones",
        description="Measure networks in every precision by every engine on tiles of several sizes, project that to\n"
        "three classes of phones, and say for which use that will do, and why. Takes minutes for all models: keep\n"
        "the computer quiet meanwhile.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "models",
        nargs="*",
        metavar="MODEL",
        help="names as in srdesk models, or files as for models add (default: all)",
    )
    parser.add_argument("--scale", action="append", type=scale_number, metavar="N", help="may be given several times")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="may be given several times (default: all)")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="also measure quality on good pictures of yours")
    parser.add_argument(
        "--rounds", type=_count, default=5, metavar="N", help="runs of each tile (default: %(default)s)"
    )
    parser.add_argument(
        "--tiles",
        type=_sides,
        metavar="N,N,...",
        help="sides of the tiles (default: 64,96,128,192,256); small ones alone make networks that see far look slow, "
        "for what is read around them counts",
    )
    parser.add_argument(
        "--busy", action="store_true", help="the computer is busy: measure processor time of one thread instead"
    )
    parser.add_argument("--report", choices=tuple(_SUFFIXES), default="html")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write the report (default: srdesk-benchmark.html)"
    )


def benchmark(arguments: Namespace) -> ExitCode:
    """Measure, print a summary, write the report."""
    from srdesk.cli.console import interruptible
    from srdesk.feasibility.report import check_places, write

    target = arguments.output or Path(f"srdesk-benchmark.{_SUFFIXES[arguments.report]}")
    check_places(target, arguments.pictures)
    token = CancelToken()
    with TemporaryDirectory() as folder:
        findings = interruptible(lambda: _found(arguments, Path(folder), token), token)
    write(findings, target, kind=arguments.report, command=shlex.join(("srdesk", *arguments.typed)))
    _summary(findings)
    print(f"The report is in {target}.")
    return ExitCode.OK


def _found(arguments: Namespace, folder: Path, token: CancelToken) -> "Findings":
    """What is measured, of networks that are known by name and of files, which are kept in a folder meanwhile."""
    from srdesk.evaluation import evaluate_folder
    from srdesk.feasibility.report import chosen, with_quality
    from srdesk.feasibility.survey import BUSY, SIDES, Instruments, survey

    catalogue, names = _catalogue(arguments.models, folder, token)
    specs = chosen(catalogue, names, arguments.scale or ())
    tools = BUSY if arguments.busy else Instruments()
    engines = arguments.engine or ENGINES
    sides, rounds = arguments.tiles or SIDES, arguments.rounds
    findings = survey(specs, engines=engines, sides=sides, rounds=rounds, token=token, progress=_say, instruments=tools)
    if arguments.pictures is None:
        return findings
    return with_quality(findings, arguments.pictures, evaluate=partial(evaluate_folder, catalogue=catalogue))


def _catalogue(names: Sequence[str], folder: Path, token: CancelToken) -> "tuple[Catalogue, list[str]]":
    """All models with the files among the names; and the names, of the models that came of files where it was those."""
    from srdesk.convert.importing.bring import bring_along
    from srdesk.convert.importing.formats import is_model
    from srdesk.models.catalogue import Catalogue
    from srdesk.restore import Restorer

    known = Restorer().specs
    guests = {
        name: bring_along(Path(name), folder, token=token)
        for name in dict.fromkeys(names)
        if is_model(Path(name)) and not any(spec.called(name) for spec in known)
    }
    hidden = {guest.name for guest in guests.values()}
    rest = (spec for spec in known if spec.name not in hidden)
    return Catalogue((*rest, *guests.values())), [guests[name].name if name in guests else name for name in names]


def _summary(findings: "Findings") -> None:
    from srdesk.cli.console import print_table
    from srdesk.feasibility.phones import PHONES, project
    from srdesk.feasibility.verdict import USES, judge

    rows = []
    for subject in findings.subjects:
        for phone in PHONES:
            place = project(subject, findings.machine, phone)
            answers = ["-" if place is None else str(judge(use, place).answer) for use in USES]
            rows.append((f"{subject.name} x{subject.scale}", phone.name, *answers))
    print_table(("network", "projected to", *(use.name for use in USES)), rows)


def _say(progress: Progress) -> None:
    print(f"measured {progress.done:.0f} of {progress.total:.0f} networks", file=sys.stderr, flush=True)


def _sides(text: str) -> tuple[int, ...]:
    """Each side once, smallest first, as measuring needs them."""
    sides = tuple(sorted({int(side) for side in text.split(",")}))
    if not SMALLEST_TILE <= sides[0] <= sides[-1] <= _LARGEST_TILE:
        raise argparse.ArgumentTypeError(f"tiles have {SMALLEST_TILE} to {_LARGEST_TILE} pixels a side")
    return sides


_sides.__name__ = "list of sides"


def _count(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
