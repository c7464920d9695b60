"""Results: what a network made of a photo, the photo that becomes of it, and the report on how that went."""

from dataclasses import dataclass, replace

from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import enlarge_samples
from srdesk.progress import CancelToken
from srdesk.restore.canvas import allocate
from srdesk.restore.finish import Finish
from srdesk.restore.mosaic import Mosaic
from srdesk.restore.options import RestoreOptions
from srdesk.restore.plan import RestorePlan
from srdesk.restore.record import record_of


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

    Options that differ in strength or grain only need no other run of the network: replace them.
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
        finish, pixels = self.finish, self.mosaic.canvas
        if not finish.idle:
            out = allocate(pixels.shape, pixels.dtype) if keep else pixels
            pixels = finish.whole(out, token=token)  # type: ignore[arg-type]
        return Restored(self._photo_of(pixels), self.report)  # type: ignore[arg-type]

    def _photo_of(self, pixels: Samples) -> Photo:
        """The photo with new pixels and a record of how they were made; a print of it keeps its size on paper."""
        photo, scale = self.photo, self.mosaic.scale
        dpi = photo.metadata.dpi
        finer = None if dpi is None else (dpi[0] * scale, dpi[1] * scale)
        return replace(
            photo,
            pixels=pixels,
            alpha=None if photo.alpha is None else enlarge_samples(photo.alpha, scale),
            metadata=replace(photo.metadata, dpi=finer),
            provenance=record_of(photo, self.options, self.report.plan),
        )
