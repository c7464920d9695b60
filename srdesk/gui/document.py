"""Document: the photo that is open and the result made from it, as values."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.gui.places import is_homeless
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs.names import default_target
from srdesk.restore.options import RestoreOptions

if TYPE_CHECKING:
    from srdesk.imaging.photo import Photo
    from srdesk.jobs.saves import Fingerprint
    from srdesk.restore import RestoreReport


@dataclass(frozen=True, eq=False)
class Result:
    """A restored photo, the options it was made with, and the file it was saved in, if any."""

    photo: "Photo"
    options: RestoreOptions
    report: "RestoreReport"
    saved: Path | None = None

    def made_with(self, options: RestoreOptions) -> bool:
        """Whether these options would make the same result again."""
        return replace(options, threads=0) == replace(self.options, threads=0)


@dataclass(frozen=True, eq=False)
class Document:
    """An open photo: where it is, what is in it, its result, and what its file was when it was opened."""

    source: Path
    photo: "Photo"
    result: Result | None = None
    fingerprint: "Fingerprint | None" = None

    @property
    def unsaved(self) -> bool:
        """Whether there is a result that would be lost."""
        return self.result is not None and self.result.saved is None

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

    def with_result(self, result: Result | None) -> "Document":
        return replace(self, result=result)

    def with_saved(self, target: Path | None) -> "Document":
        """The same with the result saved in a file, or in none any more."""
        assert self.result is not None
        return replace(self, result=replace(self.result, saved=target))
