"""Results: what a network made of a photo, the photo that becomes of it, and the report on how that went."""

from dataclasses import dataclass, replace
from typing import cast

from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resize import resize_samples
from srdesk.progress import CancelToken
from srdesk.restore.canvas import canvas_like
from srdesk.restore.finish import Canvas, Finish
from srdesk.restore.mosaic import Mosaic
from srdesk.restore.options import RestoreOptions
from srdesk.restore.plan import RestorePlan
from srdesk.restore.record import record_of
from srdesk.restore.size import Size, decided_dpi, result_dpi


@dataclass(frozen=True)
class RestoreReport:
    """What was done: the plan that worked, time in seconds, and how far the reduced result is from its source."""

    plan: RestorePlan
    seconds: float
    engine_seconds: float
    difference: float
    warnings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Restored:
    """A restored photo and the report on it."""

    photo: Photo
    report: RestoreReport


@dataclass(frozen=True, eq=False)
class Computed:
    """All that a network made of a photo, at full strength; what becomes of it is up to the ``options``.

    Options that differ in strength or grain only, or in a size that the same network makes, need no other run of it:
    replace them.
    """

    photo: Photo
    mosaic: Mosaic
    options: RestoreOptions
    report: RestoreReport

    @property
    def finish(self) -> Finish:
        """The steps that are still to be taken."""
        return Finish.of(self.mosaic.source, self.mosaic.canvas, self.options)

    def restored(self, *, token: CancelToken | None = None, keep: bool = True) -> Restored:
        """The restored photo; takes a moment where there are steps to take.

        Unless the mosaic is to be kept, they are taken in its place, and memory for a second picture is saved.
        Raises `OutputError` without room for a large result, and `Cancelled`.
        """
        token = token or CancelToken()
        pixels = finished(self.finish, token, keep=keep)
        return Restored(self._photo_of(cast(Samples, pixels), token), self.report)

    def _photo_of(self, pixels: Samples, token: CancelToken) -> Photo:
        """The photo with new pixels, alpha and print resolution to match, and a record of how it was made."""
        photo, options, size = self.photo, self.options, (pixels.shape[1], pixels.shape[0])
        rule = decided_dpi(options.dpi, options.size)
        dpi = result_dpi(rule, photo.metadata.dpi, source=photo.size, output=size)
        return replace(
            photo,
            pixels=pixels,
            alpha=None if photo.alpha is None else _resized(photo.alpha, size, token),
            metadata=replace(photo.metadata, dpi=dpi),
            provenance=record_of(photo, options, self.report.plan),
        )


def finished(finish: Finish, token: CancelToken, *, keep: bool = False) -> Canvas:
    """What the steps make of a canvas, in its place where it has the size and need not be kept."""
    canvas = finish.canvas
    if finish.idle:
        return canvas
    if keep or finish.size != (canvas.shape[1], canvas.shape[0]):
        canvas = canvas_like(finish.size, like=canvas)
    return finish.whole(canvas, token=token)


def _resized(alpha: Samples, size: Size, token: CancelToken) -> Samples:
    out = canvas_like(size, like=alpha)
    resize_samples(alpha, size, out=out, check=token.check)
    return out
