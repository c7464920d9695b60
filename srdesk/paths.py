"""Where bundled and per-user files are and how small ones are written, in a source tree, a wheel and a frozen app."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import platformdirs

APP = "srdesk"
RUN_NETWORKS = "--run-networks"
"""What srdesk is started with to run networks for another srdesk; see `srdesk.engines.worker`."""
EXAMINE_MODEL = "--examine-model"
"""What srdesk is started with to look at a file for another srdesk; see `srdesk.convert.importing.cell`."""


def bundled(*parts: str) -> Path:
    """A file or folder that ships with srdesk (first part ``models`` or ``resources``)."""
    return _bundle_root().joinpath(*parts)


def _bundle_root() -> Path:
    package = Path(__file__).resolve().parent
    wheel = package / "bundled"
    if wheel.is_dir():
        return wheel
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else package.parent


def settings_file() -> Path:
    """The user's settings; ``SRDESK_HOME`` and portable mode have every per-user file in one folder."""
    return _home("config") / "settings.json"


def cache_folder() -> Path:
    """Files that can be made again."""
    return _home("cache")


def models_folder() -> Path:
    """Networks that the user brought."""
    return _home("data") / "models"


def _home(kind: str) -> Path:
    own = os.environ.get("SRDESK_HOME") or portable_folder()
    if own:
        return Path(own) / kind
    folders = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "data": platformdirs.user_data_path,
    }
    return folders[kind](APP, appauthor=False)


def portable_folder() -> Path | None:
    """Where everything is kept that else is kept per user, in portable mode; else ``None``.

    That is chosen by a folder ``portable`` beside the program, which is the place then, or by a file ``portable`` (or
    ``portable.txt``), beside which a folder ``srdesk-files`` is made.
    """
    beside = _program_folder()
    if beside is None:
        return None
    if (beside / "portable").is_dir():
        return beside / "portable"
    marked = any((beside / name).is_file() for name in ("portable", "portable.txt"))
    return beside / "srdesk-files" if marked else None


def _program_folder() -> Path | None:
    """The folder that the user sees the program in; a wheel has none."""
    if not getattr(sys, "frozen", False):
        package = Path(__file__).resolve().parent
        return None if (package / "bundled").is_dir() else package.parent
    image = os.environ.get("APPIMAGE")
    program = Path(image or sys.executable).resolve()
    bundle = next((folder for folder in program.parents if folder.suffix == ".app"), program)
    return bundle.parent


def meeting_folder() -> Path:
    """A folder of this user's running programs, made if absent, that nobody else can enter or look into.

    Raises `OSError` where there is none.
    """
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and Path(given).is_dir():
        folder = Path(given) / APP
    else:
        folder = Path(tempfile.gettempdir()) / (APP if os.name == "nt" else f"{APP}-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if os.name != "nt" and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077):
        raise PermissionError(f"{folder} is open to others")
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(str(folder))
    return folder


def pasted_folder() -> Path:
    """Pictures that came without a file, until they are saved somewhere."""
    return cache_folder() / "pasted"


def write_whole(file: Path, lines: Iterable[str], *, durable: bool = False) -> None:
    """Give a small text file these lines, at once or not at all; ``durable``: on disk when this returns.

    Folders are made as needed. Raises `OSError`, and leaves nothing behind then.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as text:
            text.writelines(f"{line}\n" for line in lines)
            if durable:
                text.flush()
                os.fsync(text.fileno())
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def scratch_folder() -> Path:
    """Working files of this process: in ``TMPDIR`` if set, else in the user's cache (``/tmp`` is often RAM)."""
    own = os.environ.get("TMPDIR")
    return Path(own) if own else cache_folder() / "scratch"


def own_command(*arguments: str) -> list[str]:
    """The command that starts this srdesk once more, whether it is frozen or run by an interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P: modules that lie in the folder where somebody happens to be are none of ours.
    return [sys.executable, "-P", "-m", "srdesk", *arguments]


def own_environment() -> dict[str, str]:
    """The environment in which `own_command` finds this srdesk."""
    home = str(Path(__file__).resolve().parent.parent)
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))}
