"""What the window says: figures and outcomes as sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from srdesk.errors import SrdeskError
from srdesk.gui.background import Failure
from srdesk.gui.compare.captions import Caption
from srdesk.gui.languages import translated
from srdesk.progress import Progress
from srdesk.texts import said

_TENTH = 0.1
_MINUTE = 60
_HOUR = 3600


class Severity(StrEnum):
    """How much a message matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Offer:
    """What a button on a message is called, and does; what it does may not belong to a window."""

    text: str
    do: Callable[[], None] = field(compare=False)


@dataclass(frozen=True)
class Message:
    """Something the user should read: what happened, what to do next, details for a report, and what can be done.

    Of messages with the same ``topic`` the newest is all there is to be read. ``again`` says the same anew, for when
    another language is spoken.
    """

    text: str
    hint: str = ""
    severity: Severity = Severity.NOTE
    details: str = ""
    offers: tuple[Offer, ...] = ()
    topic: str = ""
    again: "Callable[[], Message] | None" = field(default=None, compare=False)


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("wording", text)


def failure_message(failure: Failure) -> Message:
    """What to tell about work that failed: errors as they are, anything else as the bug that it is."""
    error, again = failure.error, partial(failure_message, failure)
    if isinstance(error, SrdeskError):
        return Message(translated(said(error)), translated(error.hint), Severity.ERROR, again=again)
    if isinstance(error, MemoryError):
        hint = tr("Close other programs, or use a smaller scale.")
        return Message(tr("The computer ran out of memory."), hint, Severity.ERROR, again=again)
    return bug_message(error, failure.traceback)


def bug_message(error: BaseException, traceback: str) -> Message:
    """What to tell about an error nobody expected."""
    return Message(
        tr("Something went wrong inside srdesk ({0}).").format(type(error).__name__),
        tr("This is a bug; your photo is untouched. Copy the details and report them."),
        Severity.ERROR,
        traceback,
        again=partial(bug_message, error, traceback),
    )


def no_font(language: str) -> Message:
    """Why a language cannot be shown."""
    return Message(
        tr("This computer has no font for {0}, so srdesk speaks English.").format(language),
        tr("Install one, for instance Noto Sans CJK, and choose the language in the View menu."),
        Severity.WARNING,
    )


def remarks(about: str, texts: Sequence[str]) -> Message:
    """What the library remarks about something, a line each."""
    return Message(about, "\n".join(map(translated, texts)), again=partial(remarks, about, texts))


def warning(text: str) -> Message:
    """What the library warns of."""
    return Message(translated(text), severity=Severity.WARNING, again=partial(warning, text))


def time_left(progress: Progress) -> str:
    """How long it will take, no more precise than can be known."""
    eta = progress.eta
    if eta is None:
        return tr("Starting …")
    if progress.fraction >= 1:
        return tr("Finishing …")
    if eta < 1:
        return tr("Almost done")
    if eta < _MINUTE:
        return tr("About {0} s left").format(round(eta))
    if eta < _HOUR:
        return tr("About {0} min left").format(round(eta / _MINUTE, 0 if eta > 10 * _MINUTE else 1))
    return tr("About {0} h left").format(round(eta / _HOUR, 1))


def rate(progress: Progress) -> str:
    """Source megapixels per second."""
    return tr("{0} MP/s").format(f"{progress.rate / 1e6:.2f}")


def sizes(source: tuple[int, int], output: tuple[int, int]) -> str:
    return "{} × {} → {} × {} px".format(*source, *output)


def file_size(count: int) -> str:
    """Bytes in a unit that suits them."""
    if count < 1e6:
        return tr("{0} KB").format(max(1, round(count / 1e3)))
    return tr("{0} MB").format(f"{count / 1e6:.1f}")


def duration(seconds: float) -> str:
    """A time that has passed."""
    if seconds < _TENTH:
        return tr("less than 0.1 s")
    if seconds < _MINUTE:
        return tr("{0} s").format(f"{seconds:.1f}")
    return tr("{0} min {1} s").format(*divmod(round(seconds), _MINUTE))


def source_spared(target: Path) -> Message:
    """Why a result is not saved over its source."""
    return Message(
        tr("{0} is the original photo; srdesk does not replace it.").format(target.name),
        tr("Choose another name."),
        Severity.WARNING,
    )


def percent(zoom: float) -> str:
    """A zoom as a whole percentage where it is one."""
    return f"{zoom:.0%}" if zoom >= 0.1 else f"{zoom:.1%}"


def zooms(zoom: float, scale: int) -> str:
    """A zoom as that of the result, and of the original that is enlarged by ``scale`` to lie under it."""
    return tr("Result at {0}, original at {1}").format(percent(zoom), percent(zoom * scale))


def before_caption(scale: int) -> Caption:
    return Caption(tr("Before"), tr("original, {0}×").format(scale))


def after_caption(title: str, scale: int, *, fraction: float | None = None) -> Caption:
    """What the result side is called: by whom it was made, and how much of it is there."""
    detail = f"{title} {scale}×"
    return Caption(tr("After"), detail if fraction is None else f"{detail}, {fraction:.0%}")
