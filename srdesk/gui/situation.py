"""Situation: everything that titles, captions and buttons depend on, and what they make of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from srdesk.errors import UsageError
from srdesk.gui import wording
from srdesk.gui.compare.captions import Caption
from srdesk.gui.document import Document, Result
from srdesk.gui.exposures.variants import LETTERS, Variants, computed_alike
from srdesk.gui.panel import choices
from srdesk.gui.preview.blind import BlindTrial
from srdesk.gui.preview.previewer import Preview
from srdesk.gui.preview.words import preview_caption
from srdesk.gui.wording import tr
from srdesk.models.spec import ModelSpec
from srdesk.restore.options import RestoreOptions

VIEWING = (
    *(
        "zoom_in",
        "zoom_out",
        "actual_size",
        "double_size",
        "fit",
        "fill",
        "minimap",
        "grid",
        "labels",
        "probe",
        "copy_comparison",
    ),
    *("split", "side_by_side", "blink", "onion", "difference", "single", "turn", "exchange", "less", "more"),
    *("next_baseline", "next_channel", "signed"),
)
"""Actions that need a photo."""


@dataclass(frozen=True, eq=False)
class Situation:
    """What is open, what is set, what is being done.

    ``options`` are those of the panel; ``restoring`` are those of the restoration under way, of which a ``fraction`` is
    done; ``scale`` is that of what is shown, ``preview`` what that is unless it is a result, of the current one of the
    ``variants``, in a blind ``trial`` perhaps; ``queued`` is how much of
    a running queue or batch is done.
    """

    specs: Sequence[ModelSpec]
    options: RestoreOptions
    document: Document | None = None
    opening: Path | None = None
    restoring: RestoreOptions | None = None
    fraction: float = 0.0
    saving: bool = False
    scale: int = 1
    queued: float | None = None
    preview: Preview | None = None
    variants: Variants = field(default_factory=Variants)
    trial: BlindTrial | None = None

    @property
    def title(self) -> str:
        """The window's title; Qt puts the sign for what is unsaved in place of ``[*]``."""
        progress = "" if self.done is None else f"{self.done:.0%} · "
        return f"{progress}srdesk" if self.document is None else f"{progress}{self.document.source.name}[*] — srdesk"

    @property
    def done(self) -> float | None:
        """How much is done of what is waited for, 0..1: the open photo, or else the queue."""
        return self.queued if self.restoring is None else self.fraction

    @property
    def unsaved(self) -> bool:
        """Whether there is a result to be saved now."""
        return self.document is not None and self.document.unsaved and self.restoring is None

    @property
    def actions(self) -> dict[str, bool]:
        """Which actions make sense."""
        viewing = self.document is not None
        done = self._result is not None
        compared = done or self.restoring is not None or self.preview is not None
        idle = self.restoring is None and not self.saving
        open_handed = self.trial is None  # what can be done with a variant would give away which it is
        return dict.fromkeys(VIEWING, viewing) | {
            "save": self._result is not None and self._result.saved is None and idle and open_handed,
            "save_as": done and idle and open_handed,
            **dict.fromkeys(("copy_result", "export"), done and self.restoring is None and open_handed),
            "restore": viewing and self.restoring is None,
            "cancel": self.restoring is not None,
            "centre": compared,
            "original": compared,
        }

    @property
    def captions(self) -> tuple[Caption, Caption]:
        """What the sides before and after are called."""
        if self.document is None:
            return Caption(""), Caption("")
        after = self._after
        if self._another_size is not None and after.title:
            after = after.adding(tr("saved as {0} × {1}").format(*self._another_size))
        return wording.before_caption(self.scale), self._named(after)

    @property
    def note(self) -> str:
        """What the user should know about what is shown, empty if it is a result."""
        if self._result is not None or self.preview is None:
            return ""
        return tr("A preview: what you see is restored, the rest is not yet.")

    @property
    def activity(self) -> str:
        """What is being done besides restoring."""
        if self.opening is not None:
            return tr("Opening {0} …").format(self.opening.name)
        return tr("Saving …") if self.saving else ""

    @property
    def _another_size(self) -> tuple[int, int] | None:
        """What a result is saved in where that is not what is shown: the network's own size, before any resizing."""
        assert self.document is not None
        source = self.document.photo.size
        try:
            saved = self._result.size if self._result is not None else self.options.output_size(source)
        except UsageError:
            return None
        return None if saved == (source[0] * self.scale, source[1] * self.scale) else saved

    @property
    def _after(self) -> Caption:
        if self.restoring is not None and computed_alike(self.restoring, self.options):
            title = self._model_title(self.restoring)
            return wording.after_caption(title, self.scale, fraction=self.fraction)
        if self._result is not None:
            return wording.after_caption(self._result.report.plan.spec.title, self.scale)
        return Caption("") if self.preview is None else preview_caption(self.preview, self.scale)

    def _named(self, after: Caption) -> Caption:
        """The caption with the letter of its variant if there are several, or nothing but its place in a blind test."""
        if not after.title or len(self.variants.options) == 1:
            return after
        if self.trial is not None:
            waiting = self._result is None and self.preview is not None and self.preview.awaited is not None
            place = self.trial.place_of(self.variants.index) + 1
            return Caption(tr("Number {0}").format(place), tr("not ready yet") if waiting else "")
        return Caption(f"{LETTERS[self.variants.index]} · {after.title}", after.detail)

    @property
    def _result(self) -> Result | None:
        return self.document.result if self.document is not None else None

    def _model_title(self, options: RestoreOptions) -> str:
        spec = choices.find(self.specs, options)
        return spec.title if spec else options.model
