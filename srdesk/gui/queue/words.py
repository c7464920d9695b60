"""What the queue says of its photos and of itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from srdesk.gui import wording
from srdesk.gui.languages import translated
from srdesk.gui.panel import choices
from srdesk.gui.wording import Message, Offer, Severity
from srdesk.jobs.pace import RunProgress
from srdesk.jobs.queue import ACTIVE, Queue, QueueEntry, Reason, State
from srdesk.jobs.queue_file import Unsaved
from srdesk.models.spec import ModelSpec
from srdesk.progress import Progress
from srdesk.restore.options import RestoreOptions


def tr(text: str) -> str:
    return QCoreApplication.translate("queue", text)


def state_line(entry: QueueEntry, *, held: bool = False) -> str:
    """What is going on with a photo, in a few words; ``held`` if it is held up."""
    if held and entry.state in ACTIVE:
        return tr("Paused at {0}").format(f"{entry.fraction:.0%}")
    if entry.state is State.RUNNING:
        return tr("Restoring, {0}").format(f"{entry.fraction:.0%}")
    if entry.made is not None:
        return tr("Saved as {0}").format(entry.made.target.name)
    if entry.reason is not None:
        return _of_the_file(translated(entry.reason.text), entry)
    plain = {
        State.QUEUED: tr("Waiting"),
        State.READING: tr("Reading …"),
        State.LOADING: tr("Loading the network …"),
        State.ENCODING: tr("Saving …"),
        State.CANCELLED: tr("Cancelled"),
    }
    return plain.get(entry.state, "")


def _of_the_file(reason: str, entry: QueueEntry) -> str:
    """A reason without the name that it begins with: which file it is stands above, and the room is short."""
    name = entry.source.name
    told = reason.replace(str(entry.source), name).removeprefix(name).lstrip(" :：")
    return told[:1].upper() + told[1:]


def settings_line(specs: Sequence[ModelSpec], options: RestoreOptions, *, own: bool) -> str:
    """What a photo is restored with."""
    spec = choices.find(specs, options)
    line = f"{spec.title if spec else options.model} {options.scale}×"
    return tr("{0}, its own settings").format(line) if own else line


def size_line(entry: QueueEntry) -> str:
    return "{} × {}".format(*entry.size) if entry.size else ""


def spoken(entry: QueueEntry) -> str:
    """A photo and its state in one sentence, for those who hear it."""
    return ", ".join(filter(None, (entry.source.name, state_line(entry), size_line(entry))))


def told(entry: QueueEntry) -> str:
    """Everything about a photo that may not have found room."""
    hint = translated(entry.reason.hint) if entry.reason else ""
    target = str(entry.made.target) if entry.made else ""
    return "\n".join(filter(None, (str(entry.source), state_line(entry), hint, target)))


def heading(queue: Queue) -> str:
    """How many photos there are."""
    return tr("{0} photos").format(len(queue)) if len(queue) != 1 else tr("1 photo")


def summary(queue: Queue) -> str:
    """What has become of them, ends first."""
    parts = (
        (tr("{0} done"), queue.number(State.DONE)),
        (tr("{0} failed"), queue.number(State.FAILED)),
        (tr("{0} cancelled"), queue.number(State.CANCELLED)),
        (tr("{0} waiting"), queue.number(State.QUEUED)),
    )
    return ", ".join(text.format(number) for text, number in parts if number)


def run_line(progress: RunProgress) -> str:
    """How far a run has come."""
    return tr("{0} of {1}").format(min(progress.photos + 1, progress.of_photos), progress.of_photos)


def time_line(progress: RunProgress) -> str:
    """How long the rest will take."""
    if progress.eta is None:
        return tr("Time not known yet")
    done = progress.total - progress.done
    return wording.time_left(Progress(1.0, 1.0 + progress.eta, 1.0)) if done > 0 else ""


def failed_message(entry: QueueEntry) -> Message:
    """Why a photo failed and what to do."""
    reason = entry.reason or Reason("")
    text = translated(reason.text)
    named = text if entry.source.name in text else f"{entry.source.name}: {text}"
    return Message(named, translated(reason.hint), Severity.ERROR, reason.details)


def halted_message(reason: Reason) -> Message:
    """Why the queue has paused."""
    return Message(
        tr("The queue has paused. {0}").format(reason.text),
        " ".join(filter(None, (reason.hint, tr("Then press Resume: nothing was lost.")))),
        Severity.WARNING,
        reason.details,
    )


def ended_line(queue: Queue) -> str:
    """How a run went."""
    failed = queue.number(State.FAILED)
    if failed:
        return tr("The queue is through: {0}.").format(summary(queue))
    return tr("All photos are restored ({0} done).").format(queue.number(State.DONE))


def recalled(queue: Queue, *, ended_well: bool) -> Message:
    """What is in the queue from last time."""
    waiting = tr("Press Restore all to go on.") if queue.number(State.QUEUED) else ""
    failed = tr("Click a photo that failed to see why.") if queue.number(State.FAILED) else ""
    if ended_well:
        text = tr("The queue from last time is here again ({0}).").format(summary(queue))
        return Message(text, " ".join(filter(None, (waiting, failed))))
    return Message(
        tr("srdesk ended unexpectedly last time. The queue is here again ({0}).").format(summary(queue)),
        " ".join(filter(None, (tr("What was done is saved."), waiting, failed))),
        Severity.WARNING,
    )


def lost(result: Unsaved, again: Callable[[], None]) -> Message:
    """A result went with srdesk's unexpected end, and can be made again."""
    return Message(
        tr("srdesk ended unexpectedly last time. The result of {0} was not saved and is lost.").format(
            result.source.name
        ),
        tr("It can be made again with the same settings; the photo itself is untouched."),
        Severity.WARNING,
        offers=(Offer(tr("Restore it again"), again),),
    )


def partly_recalled(number: int) -> Message:
    """Some of the queue's file makes no sense."""
    return Message(
        tr("{0} entries of the queue from last time could not be read and are missing or changed.").format(number),
        tr("Add those photos again, and check the settings of the others."),
        Severity.WARNING,
    )


def nothing_found() -> Message:
    """There are no photos in what was given."""
    return Message(
        tr("There are no photos in there."),
        tr("srdesk reads JPEG, PNG, TIFF, WebP, AVIF, HEIC, BMP and GIF; other files were left out."),
        Severity.WARNING,
    )


def results_left_out(number: int, *, add: Callable[[], None], redo: Callable[[], None]) -> Message:
    """Results of earlier runs are not restored once more unasked."""
    text = tr("1 file is a result of srdesk and was left out.")
    if number > 1:
        text = tr("{0} files are results of srdesk and were left out.").format(number)
    return Message(
        text,
        tr("A result made anew from its original is better than one that is restored twice."),
        offers=(Offer(tr("Redo from the originals"), redo), Offer(tr("Add all the same"), add)),
    )


def redone(found: int, number: int) -> Message:
    """That originals wait in the queue with the settings of their results; of so many results, so few were found."""
    if not found:
        return Message(
            tr("None of the originals is beside its result or in the folder above."),
            tr("Put the originals there, or open a result by itself and say where its original is."),
            Severity.WARNING,
        )
    text = tr("1 original is in the queue, with the settings of its result.")
    if found > 1:
        text = tr("{0} originals are in the queue, with the settings of their results.").format(found)
    missing = tr("Not found unchanged, beside their results or in the folder above: {0}.").format(number - found)
    hint = missing if found < number else ""
    return Message(text, hint, Severity.WARNING if hint else Severity.NOTE)


def known_already(number: int) -> str:
    """Some photos were in the queue before."""
    if number == 1:
        return tr("1 photo was in the queue already.")
    return tr("{0} photos were in the queue already.").format(number)


def silent() -> Reason:
    """A photo was stopped because nothing came of it for a long time."""
    return Reason(
        tr("There was no sign of life for a quarter of an hour: it was stopped."),
        tr("Try it again by itself; if it happens again, choose another model or leave this photo out."),
    )
