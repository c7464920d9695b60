"""Document: the photo that is open, how it is to be restored, and the results made from it, as values."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.gui.exposures.variants import MOST, computed_alike, finished_like, made_alike
from srdesk.gui.places import is_homeless
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.names import default_target
from srdesk.restore.options import RestoreOptions

if TYPE_CHECKING:
    from srdesk.imaging.photo import Photo
    from srdesk.jobs.saves import Fingerprint
    from srdesk.restore import Computed, Restored, RestoreReport


@dataclass(frozen=True, eq=False)
class Result:
    """What became of a photo by some options, and the file it was saved in, if any.

    It is kept as the network ``made`` it, and is another result at once with other strength or grain; or as it was read
    from a file, which makes no other.
    """

    made: "Computed | Restored"
    options: RestoreOptions
    saved: Path | None = None

    @property
    def computed(self) -> "Computed | None":
        """What the network made, ``None`` for what was read from a file."""
        from srdesk.restore import Computed

        return self.made if isinstance(self.made, Computed) else None

    @property
    def size(self) -> tuple[int, int]:
        """``(width, height)`` in pixels."""
        return self.report.plan.output_size

    @property
    def report(self) -> "RestoreReport":
        return self.made.report

    @property
    def photo(self) -> "Photo":
        """The photo to be saved: finished anew each time, which takes a moment; for a background thread."""
        from srdesk.restore import Computed

        return (self.made.restored() if isinstance(self.made, Computed) else self.made).photo

    def made_with(self, options: RestoreOptions) -> bool:
        """Whether these options would make the same result again."""
        return made_alike(self.options, options)

    def with_options(self, options: RestoreOptions) -> "Result":
        """The result as options would have it; itself if they would make the same or need the network again."""
        computed = self.computed
        if computed is None or self.made_with(options) or not computed_alike(self.options, options):
            return self
        return Result(replace(computed, options=finished_like(computed.options, options)), options)


@dataclass(frozen=True, eq=False)
class Document:
    """An open photo: where it is, what is in it, the options that are looked at and the latest results.

    The result of the present options is ``result``; those of others come back when their options do. ``fingerprint`` is
    what its file was when it was opened.
    """

    source: Path
    photo: "Photo"
    options: RestoreOptions = RestoreOptions()
    results: tuple[Result, ...] = ()
    fingerprint: "Fingerprint | None" = None

    @property
    def result(self) -> Result | None:
        """The result of the present options, ``None`` if there is none yet."""
        return next((result for result in self.results if result.made_with(self.options)), None)

    @property
    def at_stake(self) -> Result | None:
        """The result that would be missed: that of the present options, else the latest if not one was saved."""
        if self.result is not None:
            return None if self.result.saved else self.result
        return None if any(result.saved for result in self.results) else next(iter(self.results[::-1]), None)

    @property
    def unsaved(self) -> bool:
        """Whether there is a result that would be missed."""
        return self.at_stake is not None

    def target_of(self, result: Result, encoding: EncodeOptions = EncodeOptions()) -> Path:
        """Where a result goes unless the user says otherwise: beside the source, in its format or the one set."""
        from srdesk.imaging.codec import default_suffix

        own = default_suffix(self.photo, encoding, like=self.source.suffix)
        suffix = own or default_suffix(self.photo, encoding)
        return default_target(self.source, result.options.enlargement, suffix)

    @property
    def homeless(self) -> bool:
        """See `is_homeless`."""
        return is_homeless(self.source)

    def is_source(self, target: Path) -> bool:
        """Whether a file is the source, under whatever name."""
        try:
            return target.samefile(self.source)
        except OSError:
            return target == self.source

    def with_options(self, options: RestoreOptions) -> "Document":
        """The same with other options looked at."""
        results = tuple(result.with_options(options) for result in self.results)
        return replace(self, options=options, results=results)

    def with_result(self, result: Result) -> "Document":
        """The same with a result, which replaces one that the network made alike; the oldest of too many goes."""
        others = [other for other in self.results if not computed_alike(other.options, result.options)]
        return replace(self, results=(*others, result)[-MOST:])

    def without_results(self) -> "Document":
        return replace(self, results=())

    def with_saved(self, result: Result, target: Path) -> "Document":
        """The same with a result, if it is still there, saved in a file."""
        return replace(self, results=tuple(replace(r, saved=target) if r is result else r for r in self.results))

    def with_undone(self, target: Path) -> "Document":
        """The same with nothing saved in a file any more."""
        return replace(self, results=tuple(replace(r, saved=None) if r.saved == target else r for r in self.results))
