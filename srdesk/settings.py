"""Settings: what the user chose last, in one JSON file that survives anything."""

import contextlib
import dataclasses
import itertools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srdesk.errors import OutputError, SrdeskError
from srdesk.paths import settings_file
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.texts import Text, refusal

VERSION = 1


@dataclass(frozen=True)
class Settings:
    """Remembered between starts; ``folder`` is where the last photo was opened."""

    options: RestoreOptions = RestoreOptions()
    folder: str = ""


def load(file: Path | None = None, *, report: Callable[[str], None] = lambda _notice: None) -> Settings:
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
    table = {"version": VERSION, "folder": settings.folder, "options": _table(settings.options)}
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


def _settings(table: dict[str, Any], report: Callable[[str], None]) -> Settings:
    for key in sorted(table.keys() - {"version", "folder", "options"}):
        report(Text("The setting {0!r} is not known and is ignored.", key))
    folder, options = table.get("folder", ""), table.get("options", {})
    return Settings(
        options=_options(options if isinstance(options, dict) else {}, report),
        folder=folder if isinstance(folder, str) else "",
    )


def _table(options: RestoreOptions) -> dict[str, Any]:
    """Options as JSON has them: sizes as they are typed."""
    values = {field.name: getattr(options, field.name) for field in dataclasses.fields(options)}
    return {name: str(value) if isinstance(value, TargetSize) else value for name, value in values.items()}


def _options(table: dict[str, Any], report: Callable[[str], None]) -> RestoreOptions:
    """Options from a table, each value that does not fit left at its default."""
    options = RestoreOptions()
    defaults = _table(options)
    for key, value in table.items():
        if key not in defaults:
            report(Text("The setting options.{0} is not known and is ignored.", key))
            continue
        try:
            options = dataclasses.replace(options, **{key: _read(key, value, defaults[key])})
        except (ValueError, SrdeskError):
            report(Text("The setting options.{0} = {1!r} makes no sense; {2!r} is used.", key, value, defaults[key]))
    return options


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
