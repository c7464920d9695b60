"""Settings: what the user chose last, in one JSON file that survives anything."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from srdesk.comparison import Comparison
from srdesk.errors import OutputError, UsageError
from srdesk.imaging.options import EncodeOptions
from srdesk.paths import settings_file, write_whole
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.tables import Oddity, table_of, value_of
from srdesk.texts import Text, refusal

VERSION = 1
SCHEMES = ("", "light", "dark", "contrast")

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
class Preset:
    """A way to restore and to write, kept under a name; raises `UsageError` for one that is empty."""

    name: str = "Preset"
    options: RestoreOptions = RestoreOptions()
    encoding: EncodeOptions = EncodeOptions()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise UsageError("A preset needs a name.", hint="Type one, for instance Prints.")


@dataclass(frozen=True)
class Settings:
    """Remembered between starts.

    ``folder`` is where the last photo was opened; ``preview`` is whether what is seen is restored at once, ``measured``
    whether settings were chosen for this computer; ``comparison`` is how photos were looked at; ``unfolded`` are parts
    of the panel that are shown in full; ``shortcuts`` are commands with the keys that the user has given them instead
    of the built-in ones.
    """

    options: RestoreOptions = RestoreOptions()
    encoding: EncodeOptions = EncodeOptions()
    presets: tuple[Preset, ...] = ()
    measured: bool = False
    unfolded: tuple[str, ...] = ()
    folder: str = ""
    preview: bool = True
    appearance: Appearance = Appearance()
    comparison: Comparison = Comparison()
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
    table = {"version": VERSION, **table_of(settings)}
    try:
        write_whole(file, [json.dumps(table, indent=2)])
    except OSError as error:
        raise OutputError(
            Text("The settings cannot be saved in {0}: {1}.", file, refusal(error)),
            hint="Check the folder's permissions.",
        ) from error


def _settings(table: dict[str, Any], report: Report) -> Settings:
    table = {key: value for key, value in table.items() if key != "version"}
    return value_of(Settings, _brought_up(table), partial(_tell, report))


def _brought_up(table: dict[str, Any]) -> dict[str, Any]:
    """A table as this version writes it, from one that an older one wrote."""
    shortcuts = table.get("shortcuts")
    if isinstance(shortcuts, dict):
        table |= {"shortcuts": [list(one) for one in shortcuts.items()]}
    if isinstance(table.get("details"), bool):
        shown = table.pop("details")
        table = {"unfolded": ["details"] if shown else []} | table
    presets = table.get("presets")
    for one in (table, *(presets if isinstance(presets, list) else ())):
        _bring_up_engine(one)
    return table


def _bring_up_engine(table: Any) -> None:
    """ONNX Runtime on whatever device is how automatic used to be written."""
    options = table.get("options") if isinstance(table, dict) else None
    if isinstance(options, dict) and (options.get("engine"), options.get("device")) == ("onnx", AUTO):
        options["engine"] = AUTO


def _tell(report: Report, oddity: Oddity) -> None:
    if not oddity.known:
        report(Text("The setting {0} is not known and is ignored.", oddity.path))
        return
    text = Text("The setting {0} = {1!r} makes no sense; {2!r} is used.", oddity.path, oddity.value, oddity.default)
    report(text)


def _set_aside(file: Path) -> Path:
    """Rename a damaged file to the first free name and return that."""
    names = (file.with_name(f"{file.stem}.damaged-{n}{file.suffix}") for n in itertools.count(1))
    free = next(name for name in names if not name.exists())
    try:
        return file.replace(free)
    except OSError:
        return file
