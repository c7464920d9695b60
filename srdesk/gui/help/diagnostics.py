"""Diagnostics: what helps to find out why srdesk does not work somewhere, and nothing that tells who uses it."""

import getpass
import io
import json
import os
import platform
import sys
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QScreen

from srdesk.gui.notices import Noted
from srdesk.release import title
from srdesk.settings import Settings

PACKAGES = ("PySide6-Essentials", "onnxruntime", "onnx", "opencv-python-headless", "numpy", "pillow", "pi-heif")


@dataclass(frozen=True)
class Sheet:
    """One file of a report: its name and its text."""

    name: str
    text: str


def sheets(settings: Settings, messages: Sequence[Noted], inventory: Iterable[str]) -> tuple[Sheet, ...]:
    """Everything that goes into a report, with nobody's name in it.

    ``inventory`` is what the self-test says of engines and devices.
    """
    texts = {
        "versions.txt": _versions(),
        "computer.txt": [*inventory, *_screens()],
        "settings.json": [json.dumps(asdict(settings), indent=2, default=str)],
        "messages.txt": [line for noted in messages for line in _lines(noted)],
    }
    return tuple(Sheet(name, anonymous("\n".join(lines) + "\n")) for name, lines in texts.items())


def anonymous(text: str) -> str:
    """A text without the user's home folder and name."""
    home = str(Path.home())
    for place in (home, home.replace("\\", "/"), home.replace("\\", "\\\\")):
        if len(place) > 1:
            text = text.replace(place, "~")
    with suppress(OSError, KeyError, ImportError):
        for separator in ("/", "\\"):
            text = text.replace(f"{separator}{getpass.getuser()}{separator}", f"{separator}USER{separator}")
    return text


def packed(report: Iterable[Sheet]) -> bytes:
    """The sheets as a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in report:
            archive.writestr(sheet.name, sheet.text)
    return buffer.getvalue()


def _versions() -> list[str]:
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    own = [title(), f"Python {platform.python_version()}", f"Qt {qVersion()}", system]
    how = ["frozen application" if hasattr(sys, "frozen") else f"installed in {Path(__file__).parents[2]}"]
    return [*own, *how, f"platform plug-in {QGuiApplication.platformName()}", *map(_package, PACKAGES)]


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name}: no record"


def _screens() -> list[str]:
    return [f"{os.cpu_count()} processor threads", *map(_screen, QGuiApplication.screens())]


def _screen(screen: QScreen) -> str:
    size, ratio = screen.size(), screen.devicePixelRatio()
    return f"screen of {size.width()} x {size.height()} at {ratio:g}, {screen.logicalDotsPerInch():.0f} dots per inch"


def _lines(noted: Noted) -> list[str]:
    """A message as it was shown, and when."""
    message = noted.message
    when = datetime.fromtimestamp(noted.at).isoformat(timespec="seconds")
    parts = (f"{when} {message.severity}: {message.text}", message.hint, message.details)
    return [*filter(None, parts), ""]
