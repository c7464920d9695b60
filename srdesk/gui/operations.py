"""What is done to photos in the background: read, restore, write. Imports everything heavy; imported when needed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.errors import InputError, OutputError
from srdesk.gui.compare.pictures import Original
from srdesk.gui.document import Document, Result
from srdesk.gui.exposures.exposure import Exposure, Exposures
from srdesk.gui.exposures.finishing import Finishing
from srdesk.imaging.codec import EncodeOptions, decode, named_format
from srdesk.imaging.files import read_file
from srdesk.imaging.photo import Photo
from srdesk.imaging.provenance import Source
from srdesk.jobs.asides import Asides
from srdesk.jobs.queue import Made
from srdesk.jobs.saves import Fingerprint, Saved, save
from srdesk.progress import CancelToken, ProgressSink
from srdesk.restore import RestoreOptions
from srdesk.restore.restorer import Restorer
from srdesk.restore.result import Restored, RestoreReport
from srdesk.texts import Text

MakeRestorer = Callable[[], Restorer]


@dataclass(frozen=True, eq=False)
class Opened:
    """A photo that has been read, ready to be shown and to be restored."""

    document: Document
    exposures: Exposures


def open_photo(
    path: Path,
    token: CancelToken,
    *,
    made: Made | None = None,
    make_restorer: MakeRestorer | None = None,
    screen: bytes | None = None,
) -> Opened:
    """Read a photo, and what was ``made`` of it, and make what is shown of them on a screen of that profile.

    Raises `InputError`.

    A result that is gone, or is none of this photo's any more, is left out.
    """
    restorer = None if make_restorer is None else make_restorer()  # first: it starts something that takes a moment
    fingerprint = Fingerprint.of(path)
    photo = decode(path)
    token.check()
    exposures = Exposures(Original.of(photo, screen=screen))
    result = None if made is None or restorer is None else _result_of(photo, made, restorer)
    if result is not None:
        _hang(result, exposures.of(result.options, result.report.plan.spec.scale))
    return Opened(
        Document(path, photo, results=() if result is None else (result,), fingerprint=fingerprint), exposures
    )


def hang_result(document: Document, exposure: Exposure, made: Made, restorer: Restorer) -> Result | None:
    """Read what was made of an open photo and have its ``exposure`` show it.

    ``None`` if the file is gone, or is none of this photo's, or the photo's file is another since it was opened.
    """
    if standing_of(document) is not Standing.SAME:
        return None
    result = _result_of(document.photo, made, restorer)
    if result is not None:
        _hang(result, exposure)
    return result


def _hang(result: Result, exposure: Exposure) -> None:
    exposure.hang(result.photo, Finishing.of(result.options))


def _result_of(photo: Photo, made: Made, restorer: Restorer) -> Result | None:
    plan = restorer.plan(photo.size, made.options)
    try:
        restored = decode(made.target)
    except InputError:
        return None
    if restored.size != plan.output_size:
        return None
    report = RestoreReport(plan, made.seconds, made.seconds, made.difference, plan.warnings)
    return Result(Restored(restored, report), made.options, saved=made.target)


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
    exposures: Exposures,
    exposure: Exposure,
    options: RestoreOptions,
    *,
    progress: ProgressSink,
    token: CancelToken,
) -> Result:
    """Restore a photo, tile by tile into its ``exposure``, what is looked at first; raises as `Restorer.restore`."""
    computed = restorer.complete(
        exposures.original.photo,
        exposures.mosaics,
        options,
        progress=progress,
        token=token,
        begun=exposure.lay,
        grown=exposure.add,
        gaze=exposures.gaze,
    )
    exposure.settle(computed.mosaic)
    return Result(computed, options)


def save_photo(
    photo: Photo, target: Path, encoding: EncodeOptions, *, token: CancelToken, asides: Asides | None = None
) -> Saved:
    """Write a result as the command line would, in a way that can be taken back; raises `OutputError`.

    A name that asks for a format counts for more than the one that was set.
    """
    return save(photo, target, named_format(target, encoding), token=token, asides=asides)
