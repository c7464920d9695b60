"""The command line: every command on the same engine as the window, outcomes as exit codes."""

import json
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

from srdesk.cli import commands, export, feasibility, models, quantize, show
from srdesk.cli.parser import build_parser
from srdesk.errors import ExitCode, SrdeskError, UsageError
from srdesk.progress import Cancelled


class Window(Protocol):
    """Opens the graphical application with photos, in a ``new`` window even if one is open; returns an exit code."""

    def __call__(self, files: Sequence[Path], /, *, new: bool) -> int: ...


COMMANDS = {
    "restore": commands.restore,
    "batch": commands.batch,
    "watch": commands.watch,
    "show": show.show,
    "models": models.models,
    "export": export.export,
    "quantize": quantize.quantize,
    "selftest": commands.selftest,
    "evaluate": commands.evaluate,
    "benchmark": feasibility.benchmark,
}


def main(argv: Sequence[str], *, window: Window) -> int:
    """Run one command line and return its exit code; ``window`` opens the graphical application."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that cannot be printed is no reason to fail
    arguments = build_parser().parse_args(argv, Namespace(typed=tuple(argv)))
    try:
        if arguments.command == "gui":
            return window(arguments.files, new=arguments.new_window)
        return int(COMMANDS[arguments.command](arguments))
    except SrdeskError as error:
        _say(error, as_json=getattr(arguments, "json", False))
        return int(error.exit_code)
    except (Cancelled, KeyboardInterrupt):
        print("srdesk: cancelled; nothing was left half-written.", file=sys.stderr)
        return int(ExitCode.CANCELLED)
    except BrokenPipeError:
        sys.stdout = None  # or the interpreter would complain about it at exit
        return int(ExitCode.OUTPUT)
    except Exception:  # noqa: BLE001 - the last resort of the program
        traceback.print_exc()
        print("srdesk: this is a bug in srdesk; please report the lines above.", file=sys.stderr)
        return int(ExitCode.BUG)


def _say(error: SrdeskError, *, as_json: bool) -> None:
    if as_json:
        row = {"event": "failed", "code": int(error.exit_code), "message": str(error), "hint": error.hint}
        print(json.dumps(row), flush=True)
        return
    print(f"srdesk: {error}", file=sys.stderr)
    if error.hint:
        print(f"        {error.hint}", file=sys.stderr)
    elif isinstance(error, UsageError):
        print("        srdesk --help explains the options.", file=sys.stderr)
