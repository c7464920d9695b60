"""Completions for bash, zsh and fish, from the parser of the command line."""

import argparse
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from manual import commands, summary


class Option(NamedTuple):
    """An option: how it is typed, what it says of itself, and what may follow (``None``: nothing, empty: a file)."""

    flags: tuple[str, ...]
    text: str
    follows: tuple[str, ...] | None


def options(parser: argparse.ArgumentParser) -> Iterator[Option]:
    """Every option of a command."""
    for action in parser._actions:
        if action.option_strings and action.help is not argparse.SUPPRESS:
            follows = None if action.nargs == 0 else tuple(map(str, action.choices or ()))
            yield Option(tuple(action.option_strings), first_words(action.help or ""), follows)


def first_words(text: str) -> str:
    """A line that no shell takes for anything else."""
    plain = re.sub(r"[\[\]'\"`$\\:]", "", text.replace("%%", "%"))
    return plain if len(plain) < 70 else plain[:67].rstrip() + "..."


def bash(parser: argparse.ArgumentParser) -> str:
    """A function that knows the command typed, its options and their choices; files otherwise."""
    cases, choices = [], []
    for name, command in commands(parser).items():
        found = list(options(command))
        cases.append(f"        {name}) words='{' '.join(flag for one in found for flag in one.flags)}' ;;")
        for one in found:
            if one.follows:
                line = f"        {name}:{f'|{name}:'.join(one.flags)}) words='{' '.join(one.follows)}' ;;"
                choices.append(line)
    names = " ".join(commands(parser))
    return f"""\
# bash completion for srdesk
_srdesk() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}} words=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W '{names} --help --version' -- "$current")
        return
    fi
    case $command:$before in
{chr(10).join(choices)}
    esac
    [ -n "$words" ] || case $command in
{chr(10).join(cases)}
    esac
    case $current:$words in
        -*) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
        *:--* | *:-[a-z]* | *:) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        *) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
    esac
}}
complete -F _srdesk srdesk
complete -o filenames -f srdesk-gui
"""


def zsh(parser: argparse.ArgumentParser) -> str:
    """The same with what every option is for."""
    listed = " ".join(f"'{name}:{first_words(summary(parser, name))}'" for name in commands(parser))
    cases = []
    for name, command in commands(parser).items():
        specs = " ".join(f"'{flag}[{one.text}]{zsh_follows(one)}'" for one in options(command) for flag in one.flags)
        cases.append(f"        {name}) _arguments {specs} '*:file:_files' ;;")
    return f"""\
#compdef srdesk
_srdesk() {{
    local -a commands
    commands=({listed})
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{chr(10).join(cases)}
    esac
}}
_srdesk "$@"
"""


def zsh_follows(option: Option) -> str:
    """What may follow, as _arguments wants it."""
    if option.follows is None:
        return ""
    return f":value:({' '.join(option.follows)})" if option.follows else ":value:_files"


def fish(parser: argparse.ArgumentParser) -> str:
    """One line for each command and each option."""
    lines = ["# fish completion for srdesk"]
    for name in commands(parser):
        text = first_words(summary(parser, name))
        lines.append(f"complete -c srdesk -n __fish_use_subcommand -f -a {name} -d '{text}'")
    for name, command in commands(parser).items():
        for one in options(command):
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in one.flags)
            follows = "" if one.follows is None else f" -x -a '{' '.join(one.follows)}'" if one.follows else " -r"
            seen = f"'__fish_seen_subcommand_from {name}'"
            lines.append(f"complete -c srdesk -n {seen} {flags}{follows} -d '{one.text}'")
    return "\n".join(lines) + "\n"


COMPLETIONS: dict[str, Callable[[argparse.ArgumentParser], str]] = {
    "bash-completion/completions/srdesk": bash,
    "zsh/vendor-completions/_srdesk": zsh,
    "fish/vendor_completions.d/srdesk.fish": fish,
}
"""Where each shell looks below "share", and what to write there."""
