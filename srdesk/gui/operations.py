"""What is done to photos in the background: read, restore, write. Imports everything heavy; imported when needed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.errors import InputError, OutputError
from srdesk.gui.compare.pictures import GrowingPicture, Original, Picture, result_picture
from srdesk.gui.document import Document, Result
from srdesk.imaging.codec import EncodeOptions, decode, named_format
from srdesk.imaging.files import read_file
from srdesk.imaging.photo import Photo
from srdesk.imaging.provenance import Source
from srdesk.jobs.queue import Made
from srdesk.jobs.saves import Fingerprint, Saved, save
from srdesk.progress import CancelToken, ProgressSink
from srdesk.restore import Gaze, Rect, RestoreOptions
from srdesk.restore.restorer import Restorer
from srdesk.restore.result import RestoreReport
from srdesk.texts import Text

MakeRestorer = Callable[[], Restorer]


@dataclass(frozen=True, eq=False)
class Opened:
    """A photo that has been read, ready to be shown and to be restored."""

    document: Document
    original: Original
    picture: Picture | None = None


@dataclass(frozen=True, eq=False)
class Finished:
    """A result, ready to be shown."""

    result: Result
    picture: Picture


def open_photo(
    path: Path, token: CancelToken, *, made: Made | None = None, make_restorer: MakeRestorer | None = None
) -> Opened:
    """Read a photo, and what was ``made`` of it, and make what is shown of them; raises `InputError`.

    A result that is gone, or is none of this photo's any more, is left out.
    """
    fingerprint = Fingerprint.of(path)
    photo = decode(path)
    token.check()
    original = Original.of(photo)
    result = None if made is None or make_restorer is None else _result_of(photo, made, make_restorer())
    picture = None if result is None else result_picture(result.photo, original.convert)
    return Opened(Document(path, photo, result, fingerprint), original, picture)


def _result_of(photo: Photo, made: Made, restorer: Restorer) -> Result | None:
    plan = restorer.plan(photo.size, made.options)
    try:
        restored = decode(made.target)
    except InputError:
        return None
    if restored.size != plan.output_size:
        return None
    report = RestoreReport(plan, made.seconds, made.seconds, made.difference, plan.warnings)
    return Result(restored, made.options, report, saved=made.target)


class Standing(StrEnum):
    """What has become of a photo's file since it was opened."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


def standing_of(document: Document) -> Standing:
    """What has become of the source of a document; a file that was only touched is the same."""
    now, source = Fingerprint.of(document.source), document.photo.source
    if now is None:
        return Standing.GONE
    if now == document.fingerprint or source is None:
        return Standing.SAME
    same = now.size == source.size and Source.of(read_file(document.source)).sha256 == source.sha256
    return Standing.SAME if same else Standing.CHANGED


def check_beside(document: Document) -> None:
    """Refuse to put a result beside a photo that is another by now; raises `OutputError`."""
    if standing_of(document) is Standing.CHANGED:
        raise OutputError(
            Text(
                "{0} was changed or replaced after it was opened: the result would lie beside another photo.",
                document.source.name,
            ),
            hint="Save as… keeps it under another name; or open the photo again, to restore what is there now.",
        )


def restore_photo(
    restorer: Restorer,
    original: Original,
    options: RestoreOptions,
    *,
    growing: GrowingPicture,
    focus: tuple[float, float] | None,
    progress: ProgressSink,
    token: CancelToken,
) -> Finished:
    """Restore a photo, block by block into ``growing``; raises as `Restorer.restore` does."""
    gaze = Gaze(None if focus is None else Rect(int(focus[0]), int(focus[1]), 1, 1))
    restored = restorer.restore(original.photo, options, progress=progress, token=token, on_tile=growing.add, gaze=gaze)
    result = Result(restored.photo, options, restored.report)
    return Finished(result, result_picture(restored.photo, original.convert))


def save_photo(photo: Photo, target: Path, encoding: EncodeOptions, *, token: CancelToken) -> Saved:
    """Write a result as the command line would, in a way that can be taken back; raises `OutputError`.

    A name that asks for a format counts for more than the one that was set.
    """
    return save(photo, target, named_format(target, encoding), token=token)
