"""What can be typed after ``srdesk batch`` and ``srdesk watch``; imports nothing heavy."""

import argparse
import re
from pathlib import Path

from srdesk.cli.groups import EXIT_CODES, Commands, add_beginning, add_restoring

FINISHES = ("nothing", "notify", "sleep", "shutdown")
CONFLICTS = ("skip", "unique", "overwrite")
REPORTS = ("html", "json", "csv")

_DESCRIPTION = """\
Restore every photo below the folders IN into OUT, where the tree of folders is mirrored. What is done is in a journal
in OUT: after Ctrl-C, a crash or a power cut, the same command, or `srdesk batch OUT --resume`, goes on where it was. A
photo is done if its result is there, was made with the same settings, and its source is the same."""

_SIGNALS = """\
Ctrl-C finishes the photos at hand and ends, Ctrl-C again ends at once; SIGUSR1 pauses, SIGUSR2 goes on, SIGTERM ends
at once. Nothing is ever left half-written.
"""

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}


def add_batch(commands: Commands) -> None:
    """The command ``batch``."""
    parser = commands.add_parser(
        "batch",
        help="restore folders of photos, however many",
        description=_DESCRIPTION,
        epilog=_SIGNALS + "\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("places", nargs="+", type=Path, metavar="IN... OUT", help="folders or photos, and the output")
    parser.add_argument("-n", "--dry-run", action="store_true", help="say what would be done, and do nothing")
    again = parser.add_argument_group("going on")
    again.add_argument("--resume", action="store_true", help="with OUT alone: as its last run was told")
    again.add_argument("--retry-failed", action="store_true", help="try photos again that failed")
    again.add_argument("--undo", action="store_true", help="with OUT alone: move its results to the recycle bin")
    _add_selection(parser)
    _add_names(parser)
    _add_running(parser)
    add_beginning(parser)
    add_restoring(parser)
    _add_reporting(parser)
    _add_cluster(parser)
    parser.set_defaults(overwrite=False)


def add_watch(commands: Commands) -> None:
    """The command ``watch``."""
    parser = commands.add_parser(
        "watch",
        help="restore photos as they come into a folder",
        description="Restore every photo below IN into OUT, and go on with those that come, as soon as they are\n"
        "finished: their size has to stay the same for a while. The journal in OUT is that of `srdesk batch`.",
        epilog=_SIGNALS + "\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("places", nargs=2, type=Path, metavar=("IN", "OUT"))
    parser.add_argument(
        "--interval", type=_seconds, default=2.0, metavar="SECONDS", help="how often to look (default: 2)"
    )
    parser.add_argument(
        "--settle", type=_seconds, default=4.0, metavar="SECONDS", help="how long a file must not grow (default: 4)"
    )
    parser.add_argument("--once", action="store_true", help="end when nothing is left to do or to wait for")
    _add_selection(parser)
    _add_names(parser)
    _add_running(parser)
    add_beginning(parser)
    add_restoring(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    parser.set_defaults(overwrite=False, when_done="nothing", retry_failed=False, in_place=False)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    selection = parser.add_argument_group("which photos", "Globs are of names, or of paths below IN if they have a /.")
    selection.add_argument("--include", action="append", default=[], metavar="GLOB", help="only these")
    selection.add_argument("--exclude", action="append", default=[], metavar="GLOB", help="not these; folders too")
    selection.add_argument("--hidden", action="store_true", help="hidden files and folders too")
    selection.add_argument("--flat", action="store_true", help="only what lies in the folders themselves")


def _add_names(parser: argparse.ArgumentParser) -> None:
    names = parser.add_argument_group("names")
    names.add_argument(
        "--template",
        metavar="NAME",
        help="of {stem} {ext} {model} {scale} {enlargement} {width} {height} {date} {date:%%Y} {counter} {counter:04}; "
        "default: {stem}_{enlargement}{ext}",
    )
    names.add_argument(
        "--on-conflict",
        choices=CONFLICTS,
        default="skip",
        help="if the name is taken by a file that is no result of the photo (default: skip)",
    )
    if parser.prog.endswith("batch"):
        names.add_argument(
            "--in-place",
            action="store_true",
            help="with IN alone: replace the photos; the originals are kept in srdesk-originals",
        )


def _add_running(parser: argparse.ArgumentParser) -> None:
    running = parser.add_argument_group("running")
    running.add_argument("--fail-fast", action="store_true", help="end at the first photo that fails")
    running.add_argument(
        "--failures-in-a-row",
        type=int,
        default=20,
        metavar="N",
        help="pause (end, if standard error is no terminal) after so many; 0: never (default: 20)",
    )
    running.add_argument("--max-ram", type=_bytes, metavar="SIZE", help="memory for photos under way, for instance 4G")
    running.add_argument(
        "--guard",
        action="store_true",
        help="run networks in processes of their own: a crash of the engine costs a tile, and the photo goes on",
    )
    running.add_argument("--low-priority", action="store_true", help="let other programs go first")
    running.add_argument("--pause-on-battery", action="store_true")
    running.add_argument("--pause-when-active", action="store_true", help="while somebody uses the computer")
    running.add_argument("--least-memory", type=_bytes, metavar="SIZE", help="pause while less memory is free")
    running.add_argument("--let-sleep", action="store_true", help="do not keep the computer awake meanwhile")
    if parser.prog.endswith("batch"):
        running.add_argument(
            "--when-done", choices=FINISHES, default="nothing", help="sleep and shutdown wait a minute for Ctrl-C"
        )


def _add_cluster(parser: argparse.ArgumentParser) -> None:
    cluster = parser.add_argument_group(
        "on other computers", "By the workers of a Dask cluster, which see IN and OUT under the same paths."
    )
    cluster.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="of its scheduler, for instance tcp://host:8786: the one connection srdesk opens, because you ask for it",
    )
    cluster.add_argument(
        "--cluster-patience",
        type=_seconds,
        default=600.0,
        metavar="SECONDS",
        help="end after so long without the scheduler or a worker that is fit (default: 600)",
    )


def _add_reporting(parser: argparse.ArgumentParser) -> None:
    reporting = parser.add_argument_group("reporting")
    reporting.add_argument(
        "--report",
        type=_kinds,
        action="extend",
        metavar="KINDS",
        help="html, json, csv with commas between, or none; written into OUT at the end (default: all). What is asked "
        "for in several places is all written",
    )
    reporting.add_argument(
        "--samples", type=int, default=24, metavar="N", help="photos shown before and after (default: 24)"
    )
    reporting.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    reporting.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")


def _kinds(text: str) -> tuple[str, ...]:
    kinds = () if text == "none" else tuple(text.lower().split(","))
    strange = [kind for kind in kinds if kind not in REPORTS]
    if strange:
        raise argparse.ArgumentTypeError(f"there is no report {strange[0]!r}: choose of {', '.join(REPORTS)}")
    return kinds


def _bytes(text: str) -> int:
    """A number of bytes, with K, M, G or T for short."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    if found is None or not float(found[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 4G or 500M")
    return round(float(found[1]) * _UNITS[found[2].upper()])


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text} seconds make no sense")
    return seconds


_seconds.__name__ = "number"
