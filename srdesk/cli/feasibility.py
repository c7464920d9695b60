"""The command that asks whether networks can go to a phone."""

import argparse
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.cli.groups import EXIT_CODES, Commands
from srdesk.errors import ExitCode
from srdesk.progress import CancelToken, Progress
from srdesk.restore.options import ENGINES, SCALES

if TYPE_CHECKING:
    from srdesk.feasibility import Findings


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
    parser.add_argument("models", nargs="*", metavar="MODEL", help="names as in srdesk models (default: all)")
    parser.add_argument("--scale", action="append", type=int, choices=SCALES, help="may be given several times")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="may be given several times (default: all)")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="also measure quality on good pictures of yours")
    parser.add_argument(
        "--rounds", type=_count, default=5, metavar="N", help="runs of each tile (default: %(default)s)"
    )
    parser.add_argument(
        "--busy", action="store_true", help="the computer is busy: measure processor time of one thread instead"
    )
    parser.add_argument("--report", choices=("html", "json"), default="html")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write the report (default: srdesk-benchmark.html)"
    )


def benchmark(arguments: Namespace) -> ExitCode:
    """Measure, print a summary, write the report."""
    from srdesk.cli.console import interruptible
    from srdesk.feasibility.report import check_places, chosen, with_quality, write
    from srdesk.feasibility.survey import BUSY, Instruments, survey
    from srdesk.models.catalogue import Catalogue
    from srdesk.restore import Restorer

    target = arguments.output or Path(f"srdesk-benchmark.{arguments.report}")
    check_places(target, arguments.pictures)
    specs = chosen(Catalogue(Restorer().specs), arguments.models, arguments.scale or ())
    token = CancelToken()
    tools = BUSY if arguments.busy else Instruments()
    engines = arguments.engine or ENGINES
    work = partial(
        survey, specs, engines=engines, rounds=arguments.rounds, token=token, progress=_say, instruments=tools
    )
    findings = interruptible(work, token)
    if arguments.pictures is not None:
        findings = with_quality(findings, arguments.pictures)
    write(findings, target, kind=arguments.report)
    _summary(findings)
    print(f"The report is in {target}.")
    return ExitCode.OK


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


def _count(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
