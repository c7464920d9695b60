"""Settings: what the user chose last, in one JSON file that survives anything."""

import contextlib
import dataclasses
import itertools
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from srdesk.errors import OutputError, SrdeskError, UsageError
from srdesk.paths import settings_file
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.texts import Text, refusal

VERSION = 1
SCHEMES = ("", "light", "dark", "contrast")

Section = TypeVar("Section", RestoreOptions, "Appearance")
Keys = tuple[str, ...]
Report = Callable[[str], None]


@dataclass(frozen=True)
class Appearance:
    """What the window looks like and how it speaks; what is empty is as the system has it.

    ``language`` is a code such as ``zh_CN``, ``scheme`` one of `SCHEMES`; ``still`` has nothing move by itself.
    Raises `UsageError` for a scheme that there is not.
    """

    language: str = ""
    scheme: str = ""
    still: bool = False

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            raise UsageError(Text("There is no colour scheme {0!r}.", self.scheme))


@dataclass(frozen=True)
class Settings:
    """Remembered between starts.

    ``folder`` is where the last photo was opened; ``shortcuts`` are commands with the keys that the user has given
    them instead of the built-in ones.
    """

    options: RestoreOptions = RestoreOptions()
    folder: str = ""
    appearance: Appearance = Appearance()
    shortcuts: tuple[tuple[str, Keys], ...] = ()


def load(file: Path | None = None, *, report: Report = lambda _notice: None) -> Settings:
    """The stored settings, or the built-in ones where there are none.

    Nothing here raises: unknown keys, wrong values and unreadable files are reported in plain words; a corrupt file
    is kept under another name.
    """
    file = file or settings_file()
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(table, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        report(Text("The settings in {0} cannot be read: {1}. The built-in ones are used.", file, refusal(error)))
        return Settings()
    except (ValueError, RecursionError):
        report(Text("The settings in {0} are damaged and were kept as {1}.", file, _set_aside(file).name))
        return Settings()
    return _settings(table, report)


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings atomically; raises `OutputError` where that is impossible."""
    file = file or settings_file()
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    table = {
        "version": VERSION,
        "folder": settings.folder,
        "options": _table(settings.options),
        "appearance": _table(settings.appearance),
        "shortcuts": dict(settings.shortcuts),
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise OutputError(
            Text("The settings cannot be saved in {0}: {1}.", file, refusal(error)),
            hint="Check the folder's permissions.",
        ) from error


def _settings(table: dict[str, Any], report: Report) -> Settings:
    for key in sorted(table.keys() - {"version"} - {field.name for field in dataclasses.fields(Settings)}):
        report(Text("The setting {0!r} is not known and is ignored.", key))
    folder = table.get("folder", "")
    return Settings(
        options=_section("options", RestoreOptions(), table, report),
        folder=folder if isinstance(folder, str) else "",
        appearance=_section("appearance", Appearance(), table, report),
        shortcuts=tuple(_shortcuts(table.get("shortcuts"), report)),
    )


def _table(section: RestoreOptions | Appearance) -> dict[str, Any]:
    """A section as JSON has it: sizes as they are typed."""
    values = {field.name: getattr(section, field.name) for field in dataclasses.fields(section)}
    return {name: str(value) if isinstance(value, TargetSize) else value for name, value in values.items()}


def _section(name: str, section: Section, settings: dict[str, Any], report: Report) -> Section:
    """A section with the values of its table, each that does not fit left at its default."""
    table = settings.get(name)
    defaults = _table(section)
    for key, value in (table if isinstance(table, dict) else {}).items():
        if key not in defaults:
            report(Text("The setting {0}.{1} is not known and is ignored.", name, key))
            continue
        try:
            section = dataclasses.replace(section, **{key: _read(key, value, defaults[key])})
        except (ValueError, SrdeskError):
            report(Text("The setting {0}.{1} = {2!r} makes no sense; {3!r} is used.", name, key, value, defaults[key]))
    return section


def _shortcuts(table: object, report: Report) -> Iterator[tuple[str, Keys]]:
    for name, keys in (table if isinstance(table, dict) else {}).items():
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            yield name, tuple(keys)
        else:
            report(Text("The shortcut of {0} makes no sense and is ignored.", name))


def _read(key: str, value: object, default: object) -> Any:
    """A JSON value as the option has it; raises `ValueError` or `SrdeskError` where it does not fit."""
    if key == "size" and isinstance(value, str):
        return TargetSize.parse(value)
    fits = {
        "tile": value is None or type(value) is int,
        "overlap": value is None or type(value) is int,
        "size": value is None,
        "dpi": type(value) in (str, int, float),
    }
    if not fits.get(key, type(value) is type(default) or (type(default) is float and type(value) is int)):
        raise ValueError
    return value


def _set_aside(file: Path) -> Path:
    """Rename a damaged file to the first free name and return that."""
    names = (file.with_name(f"{file.stem}.damaged-{n}{file.suffix}") for n in itertools.count(1))
    free = next(name for name in names if not name.exists())
    try:
        return file.replace(free)
    except OSError:
        return file
