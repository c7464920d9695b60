"""Saves that can be taken back: the file goes to the recycle bin, what it replaced comes back."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from srdesk.errors import OutputError
from srdesk.imaging.codec import EncodeOptions, EncodeReport, encode
from srdesk.imaging.files import put_back, resolved, set_aside
from srdesk.imaging.photo import Photo
from srdesk.jobs.asides import MARK, Asides
from srdesk.progress import CancelToken
from srdesk.texts import Text, refusal


@dataclass(frozen=True)
class Fingerprint:
    """By what a file is known to be as it was written, without reading it."""

    size: int
    modified: int

    @classmethod
    def of(cls, path: Path) -> "Fingerprint | None":
        """``None`` if there is no such file."""
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class Saved:
    """A result in a file: the ``report`` on it, the ``place`` it really is in, and what it was when it was written.

    ``earlier`` is what it replaced, under another name beside it.
    """

    report: EncodeReport
    place: Path
    fingerprint: Fingerprint | None
    earlier: Path | None = None

    @property
    def path(self) -> Path:
        """The file by the name that was asked for."""
        return self.report.path


def save(
    photo: Photo,
    target: Path,
    encoding: EncodeOptions,
    *,
    token: CancelToken | None = None,
    asides: Asides | None = None,
) -> Saved:
    """Write a photo so that this can be taken back; raises as `encode` does, and then leaves everything as it was.

    What it replaces is noted among the ``asides`` first.
    """
    place = resolved(target)
    with set_aside(target, mark=MARK) as earlier:
        if earlier is not None and asides is not None:
            asides.note(earlier)
        report = encode(photo, target, encoding, token=token)
    return Saved(report, place, Fingerprint.of(place), earlier)


def take_back(saved: Saved) -> None:
    """Move the file to the recycle bin, and give what it replaced its name again.

    Raises `OutputError`: the file was changed by another program, or the recycle bin does not take it; then nothing
    is moved. A file that is gone already counts as taken back.
    """
    present = Fingerprint.of(saved.place)
    if present is not None:
        if present != saved.fingerprint:
            raise OutputError(
                Text("{0} has been changed since it was saved.", saved.path.name),
                hint="It was left alone. Delete it yourself if you do not need it.",
            )
        discard(saved.place)
    if saved.earlier is not None:
        put_back(saved.earlier, saved.place)


def forget(saved: Saved) -> None:
    """Give up what was replaced: the save stays."""
    if saved.earlier is not None:
        with suppress(OSError):
            saved.earlier.unlink()


def discard(place: Path) -> None:
    """Move a file to the recycle bin; raises `OutputError`."""
    from send2trash import send2trash

    try:
        send2trash(place)
    except OSError as error:
        raise OutputError(
            Text("The recycle bin does not take {0}: {1}.", place.name, refusal(error)),
            hint="The file was left where it is. Delete it yourself if you do not need it.",
        ) from error
