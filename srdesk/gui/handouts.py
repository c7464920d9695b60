"""What is given out, made in the background: results for the clipboard, comparisons as files. Imported when needed."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from srdesk.errors import UsageError
from srdesk.gui.badges import qt_badge
from srdesk.gui.compare.qimage import display_converter, whole_image
from srdesk.imaging.comparison.export import write_comparison
from srdesk.imaging.comparison.request import ComparisonFile, Words
from srdesk.imaging.photo import Photo
from srdesk.progress import CancelToken
from srdesk.texts import Text

MOST_COPIED = 100_000_000
"""The most pixels that are put on the clipboard."""

# Little deflating: it is for one paste.
_PNG_QUALITY = 80


@dataclass(frozen=True, eq=False)
class Clip:
    """A result for the clipboard: the picture, and as a file that most programs ask for, so that none has to wait."""

    image: QImage
    png: bytes


def clip_of(result: Photo, token: CancelToken) -> Clip:
    """A result as other programs can paste it; raises `UsageError` for one that is too large for a clipboard."""
    if result.size[0] * result.size[1] > MOST_COPIED:
        raise UsageError(
            Text("A result of {0:.0f} megapixels is too large for the clipboard.", _megapixels(result)),
            hint="Save it as a file instead.",
        )
    image = whole_image(result, display_converter(result))
    token.check()
    buffer = QBuffer()
    image.save(buffer, "PNG", _PNG_QUALITY)  # type: ignore[call-overload]
    return Clip(image, bytes(buffer.data().data()))


def export_comparison(
    before: Photo, after: Photo, target: Path, comparison: ComparisonFile, *, words: Words, token: CancelToken
) -> int:
    """Write a comparison with labels in the window's language, and return its size; raises `OutputError`."""
    return write_comparison(before, after, target, comparison, words=words, badge=qt_badge, overwrite=True, token=token)


def _megapixels(photo: Photo) -> float:
    return photo.size[0] * photo.size[1] / 1e6
