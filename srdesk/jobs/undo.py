"""Undo a batch: its results go to the recycle bin, and originals that were replaced come back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from srdesk.errors import OutputError
from srdesk.jobs.journal import BatchJournal, now
from srdesk.jobs.marks import same_target
from srdesk.jobs.places import originals_of, remove_empty
from srdesk.jobs.records import DoneRecord, UndoneRecord
from srdesk.jobs.saves import discard
from srdesk.progress import CancelToken, Progress, ProgressSink, ignore
from srdesk.texts import Text, refusal


@dataclass(frozen=True)
class Undone:
    """What became of the results: ``moved`` to the bin, ``gone`` before, ``changed`` since and left alone, and reasons
    of the recycle bin for not taking some (``refused``); how many were not looked at because it was stopped (``left``).
    """

    moved: int
    gone: int
    changed: tuple[Path, ...]
    refused: tuple[str, ...]
    left: int = 0


def undo_batch(
    output: Path,
    journal: BatchJournal,
    *,
    throw: Callable[[Path], None] = discard,
    progress: ProgressSink = ignore,
    token: CancelToken | None = None,
) -> Undone:
    """Move every result that is as it was written to the recycle bin, and originals that were replaced back.

    Each step is in the journal, so that a batch that is resumed afterwards does everything again, and one that was
    stopped by the token, between two results, can be undone further. ``progress`` is in results. Raises `OutputError`
    if the journal cannot be written.
    """
    token = token or CancelToken()
    moved, gone = 0, 0
    changed: list[Path] = []
    refused: list[str] = []
    done = [record for record in journal.last_words() if isinstance(record, DoneRecord)]
    for number, record in enumerate(done):
        progress(Progress(number, len(done)))
        if token.cancelled:
            return Undone(moved, gone, tuple(changed), tuple(refused), len(done) - number)
        target = output / record.target
        if not target.exists():
            gone += 1
            continue
        if not same_target(target, record.target_mark):
            changed.append(target)
            continue
        try:
            throw(target)
            _bring_back(output, record, target)
        except OutputError as error:
            refused.append(str(error))
            continue
        moved += 1
        journal.append(UndoneRecord(now(), record.source, record.target, record.settings))
        remove_empty(target.parent, output)
    progress(Progress(len(done), len(done)))
    return Undone(moved, gone, tuple(changed), tuple(refused))


def _bring_back(output: Path, record: DoneRecord, target: Path) -> None:
    """Give an original its place again if the result had taken that."""
    kept = originals_of(output) / record.target
    originals = (kept, *sorted(kept.parent.glob(f"{kept.stem}-*{kept.suffix}")))
    original = next((one for one in originals if same_target(one, record.source_mark)), None)
    if original is None:
        return
    try:
        original.replace(target)
    except OSError as error:
        raise OutputError(
            Text("{0} cannot be brought back: {1}.", original, refusal(error)), hint="Move it back by hand."
        ) from error
    remove_empty(original.parent, output)
