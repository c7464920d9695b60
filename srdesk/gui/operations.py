"""What is done to photos in the background: read, restore, write. Imports everything heavy; imported when needed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from srdesk.gui.compare.pictures import GrowingPicture, Original, Picture, result_picture
from srdesk.gui.document import Document, Result
from srdesk.imaging.codec import EncodeOptions, decode
from srdesk.imaging.photo import Photo
from srdesk.jobs.saves import Saved, save
from srdesk.progress import CancelToken, ProgressSink
from srdesk.restore import Gaze, Rect, RestoreOptions
from srdesk.restore.restorer import Restorer

MakeRestorer = Callable[[], Restorer]


@dataclass(frozen=True, eq=False)
class Opened:
    """A photo that has been read, ready to be shown and to be restored."""

    document: Document
    original: Original


@dataclass(frozen=True, eq=False)
class Finished:
    """A result, ready to be shown."""

    result: Result
    picture: Picture


def open_photo(path: Path, token: CancelToken) -> Opened:
    """Read a photo and make what is shown of it; raises `InputError`."""
    photo = decode(path)
    token.check()
    return Opened(Document(path, photo), Original.of(photo))


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


def save_photo(photo: Photo, target: Path, *, overwrite: bool, token: CancelToken) -> Saved:
    """Write a result as the command line would, in a way that can be taken back; raises `OutputError`."""
    return save(photo, target, EncodeOptions(overwrite=overwrite), token=token)
