"""The manual page, from the parser of the command line."""

import argparse
from collections.abc import Iterator

INTRODUCTION = """\
.B srdesk
restores and enlarges photographs with small neural networks, on the processor of this computer and without a network.
Without a command it opens the window;
.B srdesk-gui
does so with the photos that are named.
"""

FILES = """\
.TP
.I ~/.config/srdesk/settings.json
What was set in the window.
.TP
.I ~/.cache/srdesk
What can be made again.
"""

ENVIRONMENT = """\
.TP
.B SRDESK_HOME
A folder that everything kept for a user goes to. Without it, a file or folder named
.I portable
beside the program keeps everything there.
.TP
.B TMPDIR
A folder for working files, instead of the cache.
"""


def manual(parser: argparse.ArgumentParser, version: str, day: str) -> str:
    """A page of section 1 in troff."""
    lines = [f'.TH SRDESK 1 "{day}" "srdesk {version}" "User Commands"', ".SH NAME"]
    lines += ["srdesk, srdesk\\-gui \\- restore and enlarge photographs, offline", ".SH SYNOPSIS", ".B srdesk"]
    lines += ['.RI [ COMMAND " ...]"', ".br", ".B srdesk\\-gui", '.RI [ PHOTO " ...]"', ".SH DESCRIPTION"]
    lines += [INTRODUCTION.rstrip(), ".SH OPTIONS", *options(parser), ".SH COMMANDS"]
    for name, command in commands(parser).items():
        lines += [f".SS {escaped(name)}", escaped(command.description or summary(parser, name)), *options(command)]
    lines += [".SH EXIT STATUS", escaped((parser.epilog or "").removeprefix("exit codes: "))]
    lines += [".SH ENVIRONMENT", ENVIRONMENT.rstrip(), ".SH FILES", FILES.rstrip()]
    return "\n".join(lines) + "\n"


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of every command."""
    (chosen,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(chosen.choices)


def summary(parser: argparse.ArgumentParser, name: str) -> str:
    """What the list of commands says of one."""
    (chosen,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return next((one.help or "" for one in chosen._choices_actions if one.dest == name), "")


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """An item for each option and each argument that has something said of it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help is argparse.SUPPRESS:
            continue
        if action.option_strings:
            yield from (".TP", f".B {escaped(', '.join(action.option_strings))}{operand(action)}", said(action))


def operand(action: argparse.Action) -> str:
    """What follows an option."""
    if action.nargs == 0:
        return ""
    words = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
    return f" {escaped(str(words))}"


def said(action: argparse.Action) -> str:
    """The help of an option, with argparse's places filled."""
    text = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
    return escaped(text or f"{action.dest.replace('_', ' ')}.")


def escaped(text: str) -> str:
    """Text as troff wants it, no line of it a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in text.splitlines())
