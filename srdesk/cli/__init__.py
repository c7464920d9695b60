"""The command line: every command on the same engine as the window, outcomes as exit codes."""

import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from srdesk.cli import commands
from srdesk.cli.parser import build_parser
from srdesk.errors import ExitCode, SrdeskError, UsageError
from srdesk.progress import Cancelled

Window = Callable[[Sequence[Path]], int]

COMMANDS = {
    "restore": commands.restore,
    "models": commands.models,
    "selftest": commands.selftest,
    "evaluate": commands.evaluate,
}


def main(argv: Sequence[str], *, window: Window) -> int:
    """Run one command line and return its exit code; ``window`` opens the graphical application."""
    arguments = build_parser().parse_args(argv)
    try:
        if arguments.command == "gui":
            return window(arguments.files)
        return int(COMMANDS[arguments.command](arguments))
    except SrdeskError as error:
        _say(error)
        return int(error.exit_code)
    except (Cancelled, KeyboardInterrupt):
        print("srdesk: cancelled; nothing was left half-written.", file=sys.stderr)
        return int(ExitCode.CANCELLED)
    except BrokenPipeError:
        sys.stderr.close()
        return int(ExitCode.OUTPUT)
    except Exception:  # noqa: BLE001 - the last resort of the program
        traceback.print_exc()
        print("srdesk: this is a bug in srdesk; please report the lines above.", file=sys.stderr)
        return int(ExitCode.BUG)


def _say(error: SrdeskError) -> None:
    print(f"srdesk: {error}", file=sys.stderr)
    if error.hint:
        print(f"        {error.hint}", file=sys.stderr)
    elif isinstance(error, UsageError):
        print("        srdesk --help explains the options.", file=sys.stderr)
