"""What is said of a batch: its photos, its plan, how it goes and how it ended."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from srdesk.gui.batch.standing import Sieve, Standing
from srdesk.gui.languages import translated
from srdesk.gui.wording import duration
from srdesk.jobs.planning.selection import Reason
from srdesk.jobs.planning.table import failed_before
from srdesk.jobs.running.control import Cause
from srdesk.jobs.running.finish import Finish
from srdesk.progress import Progress
from srdesk.texts import Text

if TYPE_CHECKING:
    from srdesk.gui.batch.photo_row import PhotoRow
    from srdesk.jobs.running.events import BatchOutcome, BatchProgress
    from srdesk.jobs.undo import Undone

_MINUTE, _HOUR = 60, 3600


def tr(text: str) -> str:
    return QCoreApplication.translate("batch", text)


def number(count: float) -> str:
    """A number as people write it."""
    return f"{count:,.0f}"


def photos(count: int) -> str:
    return tr("1 photo") if count == 1 else tr("{0} photos").format(number(count))


def columns() -> tuple[str, ...]:
    """What the columns of the list are called."""
    return tr("Photo"), tr("What became of it"), tr("Pixels"), tr("Folder")


def cells(row: "PhotoRow") -> tuple[str, ...]:
    """What stands in the columns of a photo."""
    size = "{} × {}".format(*row.size) if row.size else ""
    return row.source.name, state_line(row), size, str(row.source.parent)


def state_line(row: "PhotoRow") -> str:
    """What is going on with a photo, or became of it."""
    if row.standing is Standing.RESTORING:
        return tr("Restoring, {0}").format(f"{row.fraction:.0%}")
    if row.standing in (Standing.FAILED, Standing.FAILED_BEFORE, Standing.SKIPPED, Standing.CLASH):
        why = reason(row.reason).replace(str(row.source), row.source.name)
        return tr("{0}: {1}").format(standings()[row.standing], why)
    if row.standing in (Standing.DONE, Standing.DONE_BEFORE):
        return tr("{0}: {1}").format(standings()[row.standing], row.target.name)
    return standings()[row.standing]


def told(row: "PhotoRow") -> str:
    """Everything about a photo."""
    lines = (str(row.source), state_line(row), translated(row.hint), tr("Result: {0}").format(row.target))
    return "\n".join(filter(None, lines))


def standings() -> dict[Standing, str]:
    """Where photos stand, in a word or two."""
    return {
        Standing.WAITING: tr("Waiting"),
        Standing.READING: tr("Reading …"),
        Standing.RESTORING: tr("Restoring …"),
        Standing.WRITING: tr("Saving …"),
        Standing.DONE: tr("Done"),
        Standing.FAILED: tr("Failed"),
        Standing.LEFT: tr("Waits for the next run"),
        Standing.DONE_BEFORE: tr("Done before"),
        Standing.FAILED_BEFORE: tr("Failed before"),
        Standing.SKIPPED: tr("Left out"),
        Standing.CLASH: tr("No name for its result"),
    }


def sieves() -> dict[Sieve, str]:
    """What may be shown of the photos."""
    return {
        Sieve.ALL: tr("All"),
        Sieve.UNDER_WAY: tr("Under way"),
        Sieve.WAITING: tr("Waiting"),
        Sieve.DONE: tr("Done"),
        Sieve.FAILED: tr("Failed"),
        Sieve.LEFT_OUT: tr("Left out"),
    }


def reason(text: str) -> str:
    """Why a photo failed or is left out, as the library puts it."""
    if isinstance(text, Text) and text.template == failed_before("").template:
        return translated(cast(str, text.arguments[0]))
    known = {
        Reason.HIDDEN: tr("hidden"),
        Reason.DROPPING: tr("left there by a system"),
        Reason.UNFINISHED: tr("still being written by another program"),
        Reason.NOT_INCLUDED: tr("not among the names that were asked for"),
        Reason.EXCLUDED: tr("excluded"),
        Reason.BELOW: tr("folders inside, which were not asked for"),
        Reason.OUTPUT: tr("a result of this batch"),
        Reason.DUPLICATE: tr("a file that the batch has already"),
        Reason.LOOP: tr("a link to a folder that the batch has already"),
        Reason.NO_PICTURE: tr("no picture"),
        Reason.RAW: tr("a camera's raw file: develop it and save a TIFF"),
        Reason.READ_ONLY: tr("a format that can be read but not written, so that it cannot be replaced"),
        Reason.EXISTS: tr("there is a file with the name of the result already"),
        Reason.NO_FILE: tr("no regular file"),
        Reason.BROKEN_LINK: tr("a link to nothing"),
        Reason.UNLISTABLE: tr("a folder that may not be read"),
        "would have a result of the same name as another photo": tr("another photo has a result of the same name"),
        "would have a result in the place of a photo": tr("its result would lie in the place of a photo"),
        "failed before": tr("failed before"),
    }
    return known.get(text) or translated(text)


def cause(why: Cause) -> str:
    """Why a run rests."""
    return {
        Cause.USER: tr("Paused."),
        Cause.BATTERY: tr("Paused: the computer runs on its battery."),
        Cause.ACTIVITY: tr("Paused: the computer is being used."),
        Cause.WINDOW: tr("Paused for the photo in the window; it goes on by itself."),
        Cause.MEMORY: tr("Paused: memory is short."),
        Cause.DISK_FULL: tr("Paused: the disk is full. Free some space and it goes on by itself."),
        Cause.DRIVE_GONE: tr("Paused: a folder of this batch cannot be reached. It goes on when that is back."),
        Cause.FAILURES: tr("Paused: too many photos failed one after the other. Look at why, then go on."),
    }[why]


def causes(all_of_them: Iterable[Cause]) -> str:
    """Why a run rests, what matters most first."""
    order = list(reversed(Cause))
    return " ".join(cause(one) for one in sorted(all_of_them, key=order.index))


def finishes() -> dict[str, str]:
    """What may be done at the end."""
    return {
        Finish.NOTIFY: tr("Say so"),
        Finish.NOTHING: tr("Do nothing"),
        Finish.SLEEP: tr("Have the computer sleep"),
        Finish.SHUTDOWN: tr("Shut the computer down"),
    }


def countdown(finish: Finish, seconds: int) -> str:
    """What will happen to the computer."""
    if finish is Finish.SLEEP:
        return tr("The computer goes to sleep in {0} seconds.").format(seconds)
    return tr("The computer is shut down in {0} seconds.").format(seconds)


def span(low: float, high: float) -> str:
    """For instance ``12 to 15 min``: no more certain than it is."""
    unit, between, about = _unit(high)
    least, most = max(1, round(low / unit)), max(1, round(high / unit))
    return about.format(number(most)) if least >= most else between.format(number(least), number(most))


def _unit(high: float) -> tuple[int, str, str]:
    """A unit in seconds that suits a time, how a span is said in it, and how about so much is."""
    if high >= 1.5 * _HOUR:
        return _HOUR, tr("{0} to {1} h"), tr("about {0} h")
    if high >= 1.5 * _MINUTE:
        return _MINUTE, tr("{0} to {1} min"), tr("about {0} min")
    return 1, tr("{0} to {1} s"), tr("about {0} s")


def size(count: float) -> str:
    """Bytes of a disk."""
    return tr("{0} GB").format(f"{count / 1e9:,.1f}") if count >= 1e9 else tr("{0} MB").format(f"{count / 1e6:,.1f}")


def run_line(progress: "BatchProgress") -> str:
    """How far a run has come."""
    line = tr("{0} of {1}").format(number(progress.done + progress.failed), photos(progress.photos))
    return tr("{0}, {1} failed").format(line, number(progress.failed)) if progress.failed else line


def pace_line(progress: "BatchProgress") -> str:
    """How fast it is, and how long it may still take."""
    parts = [tr("{0} MP/s").format(f"{progress.rate / 1e6:.2f}")] if progress.rate else []
    if progress.eta is not None and progress.fraction < 1:
        parts.append(tr("{0} left").format(span(*progress.eta)))
    return " · ".join(parts)


def ended_line(outcome: "BatchOutcome") -> str:
    """How a run ended, in a sentence."""
    line = tr("{0} restored in {1}").format(photos(outcome.done), duration(outcome.seconds))
    parts = (
        (tr("{0} failed"), outcome.failed + outcome.failed_before + outcome.missed),
        (tr("{0} wait for the next run"), outcome.remaining),
    )
    return _sentence([line, *(text.format(number(count)) for text, count in parts if count)])


def _sentence(parts: Iterable[str]) -> str:
    return tr("{0}.").format(tr(", ").join(parts))


def stopped_line(outcome: "BatchOutcome") -> str:
    """Why a run ended before its time, empty if it did not."""
    if outcome.stopped_by_user:
        return tr("You stopped it. The journal is kept: going on does nothing twice.")
    return tr("It was ended early: {0}.").format(translated(outcome.stopped)) if outcome.stopped else ""


def undoing_line(progress: Progress) -> str:
    """How far taking back is."""
    return tr("Results go to the recycle bin: {0} of {1}").format(number(progress.done), number(progress.total))


def undone_line(undone: "Undone") -> str:
    """What became of the results."""
    line = tr("{0} results were moved to the recycle bin").format(number(undone.moved))
    parts = (
        (tr("{0} were gone already"), undone.gone),
        (tr("{0} were changed since and left alone"), len(undone.changed)),
        (tr("{0} could not be moved"), len(undone.refused)),
        (tr("{0} were left because you stopped it"), undone.left),
    )
    return _sentence([line, *(text.format(number(count)) for text, count in parts if count)])
