"""The settings panel: every setting with a sentence on what it does, in terms of the open photo and this computer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from srdesk.gui.languages import of_model
from srdesk.gui.panel import choices
from srdesk.gui.panel.details import Details
from srdesk.gui.panel.facts import Facts, paper
from srdesk.gui.panel.fields import Choice, Field, Share
from srdesk.gui.panel.fold import Fold
from srdesk.gui.panel.presets import PresetBar
from srdesk.gui.panel.size_field import SizeField
from srdesk.gui.panel.writing import Writing
from srdesk.gui.styled import named, words
from srdesk.gui.wording import file_size
from srdesk.imaging.options import EncodeOptions
from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO, RestoreOptions
from srdesk.settings import Preset, Settings

if TYPE_CHECKING:
    from srdesk.restore import RestorePlan

SAVING, DETAILS = "saving", "details"


class SettingsPanel(QScrollArea):
    """Shows settings and lets them be changed; what depends on the photo comes with a plan and facts."""

    options_changed = Signal(object)
    """Other options than before, by the user: a `RestoreOptions`."""
    settings_changed = Signal(dict)
    """Other values of `Settings` than before, by the user: ``encoding``, ``presets`` or ``unfolded``."""
    measuring_asked = Signal()
    """Settings are to be chosen for this computer."""

    def __init__(self, specs: Sequence[ModelSpec], settings: Settings) -> None:
        super().__init__()
        self._specs = specs
        self._options = choices.possible(specs, settings.options)
        self._encoding, self._presets, self._unfolded = settings.encoding, settings.presets, settings.unfolded
        self._plan: RestorePlan | None = None
        self._facts = Facts()
        self._bar = PresetBar()
        self._model, self._size = Choice(), SizeField()
        self._strength, self._grain = Share(), Share()
        self._writing, self._details = Writing(), Details()
        self._values = {name: words("", "value") for name in ("model", "strength", "grain")}
        self._fields = {
            "model": Field(self.tr("&Model"), self._model, value=self._values["model"]),
            "size": Field(self.tr("&Enlarge"), self._size),
            "strength": Field(self.tr("S&trength"), self._strength, value=self._values["strength"]),
            "grain": Field(self.tr("&Grain"), self._grain, value=self._values["grain"]),
        }
        self._folds = {
            SAVING: Fold(self.tr("Saving"), [self._writing]),
            DETAILS: Fold(self.tr("Details"), [self._details]),
        }
        self._connect()
        self._arrange()
        self._show()

    @property
    def options(self) -> RestoreOptions:
        """The options as they are set."""
        return self._options

    @property
    def cautions(self) -> tuple[str, ...]:
        """The warnings that stand under controls."""
        return (*(field.caution for field in self._fields.values() if field.caution), *self._details.cautions)

    def show_options(self, options: RestoreOptions) -> None:
        """Show other options, or the nearest that there is a network for; nobody is told."""
        options = choices.possible(self._specs, options)
        if options != self._options:
            self._options, self._plan = options, None
            self._show()

    def keep_preset(self) -> None:
        """Let what is set be given a name."""
        self._bar.ask_name()

    def reset(self) -> None:
        """Have every setting as srdesk comes; presets stay."""
        self._on_preset_chosen(Preset())

    def show_plan(self, plan: "RestorePlan | None", facts: Facts | None = None) -> None:
        """Say what the options come to for the open photo (``None``: there is none) on this computer."""
        self._plan, self._facts = plan, facts or self._facts
        self._show()

    def _connect(self) -> None:
        self._model.chosen.connect(lambda name: self._change(model=name))
        self._size.chosen.connect(lambda changes: self._change(**changes))
        self._strength.chosen.connect(lambda share: self._change(strength=share))
        self._grain.chosen.connect(lambda share: self._change(grain=share))
        self._details.chosen.connect(lambda changes: self._change(**changes))
        self._writing.chosen.connect(self._on_encoding_chosen)
        self._bar.chosen.connect(self._on_preset_chosen)
        self._bar.kept.connect(self._on_preset_kept)
        self._bar.deleted.connect(self._on_preset_deleted)
        self._bar.reset_asked.connect(self.reset)
        self._bar.measuring_asked.connect(self.measuring_asked)
        for name, fold in self._folds.items():
            fold.toggled.connect(partial(self._on_fold_toggled, name))

    def take(self, options: RestoreOptions) -> None:
        """Have other options, the nearest for which there is a network, as if the user had set them."""
        self._change(**vars(options))

    def take_encoding(self, encoding: EncodeOptions) -> None:
        """Have results written otherwise, as if the user had set it."""
        self._tell(encoding=encoding)

    def _change(self, **changes: object) -> None:
        changed = choices.possible(self._specs, replace(self._options, **changes))  # type: ignore[arg-type]
        if changed != self._options:
            self._options, self._plan = changed, None
            self.options_changed.emit(changed)
        self._show()

    def _on_encoding_chosen(self, encoding: object) -> None:
        self._tell(encoding=encoding)

    def _on_preset_chosen(self, preset: Preset) -> None:
        self._tell(encoding=preset.encoding)
        self.take(preset.options)

    def _on_preset_kept(self, name: str) -> None:
        others = [one for one in self._presets if one.name.casefold() != name.casefold()]
        self._tell(presets=(*others, Preset(name, self._options, self._encoding)))

    def _on_preset_deleted(self, name: str) -> None:
        self._tell(presets=tuple(one for one in self._presets if one.name != name))

    def _on_fold_toggled(self, name: str, unfolded: bool) -> None:
        others = tuple(one for one in self._unfolded if one != name)
        self._tell(unfolded=(*others, name) if unfolded else others)

    def _tell(self, **changes: object) -> None:
        """Keep other values of the settings, and tell of them."""
        for name, value in changes.items():
            setattr(self, f"_{name}", value)
        self.settings_changed.emit(changes)
        self._show()

    def _show(self) -> None:
        self._bar.offer(self._presets, Preset(options=self._options, encoding=self._encoding))
        self._show_network()
        self._show_size()
        self._show_finishing()
        self._writing.offer(self._encoding)
        self._details.offer(self._spec, self._options, self._plan, self._facts)
        self._show_folds()

    def _show_network(self) -> None:
        spec, options = self._spec, self._options
        self._model.offer({AUTO: self.tr("Automatic")} | choices.models(self._specs), options.model)
        self._values["model"].setText(self._facts.duration if self._plan is not None else "")
        self._fields["model"].say(self._model_sentence(spec))

    def _model_sentence(self, spec: ModelSpec) -> str:
        if self._options.model == AUTO:
            return self.tr(
                "Looks at each photo: the best network, and the one against noise and JPEG blocks if it has any."
            )
        size = file_size(next(iter(spec.files.values())).size)
        speed = self._facts.speed(spec)
        known = self.tr("{0}; {1} on this computer.") if speed else self.tr("{0}.")
        return f"{of_model(spec.sentence)} {known.format(size, speed)}"

    def _show_size(self) -> None:
        missing = self.tr("{0} has no network for this.").format(self._spec.title)
        self._size.offer(self._options, choices.scales(self._specs, self._options.model), missing=missing)
        self._fields["size"].say(self._size_sentence(), caution=self._size_caution())

    def _size_sentence(self) -> str:
        plan = self._plan
        if plan is None:
            return self.tr("How many times wider and higher the photo becomes.")
        text = self.tr("{0} × {1} pixels become {2} × {3}.").format(*plan.size, *plan.output_size)
        if self._facts.dpi is not None:
            text += " " + self.tr("Printed: {0}.").format(paper(plan.output_size, self._facts.dpi))
        return text

    def _size_caution(self) -> str:
        plan = self._plan
        if plan is None or self._options.size is None:
            return ""
        if plan.output_size == plan.size:
            return self.tr("The photo is as large as that already; it never becomes smaller.")
        if plan.output_size[0] > plan.network_size[0] or plan.output_size[1] > plan.network_size[1]:
            return self.tr("{0} enlarges {1}× at most; the rest is a plain enlargement.").format(
                plan.spec.title, plan.spec.scale
            )
        return ""

    def _show_finishing(self) -> None:
        options = self._options
        self._strength.show_share(options.strength)
        self._values["strength"].setText(f"{options.strength:.0%}")
        self._fields["strength"].say(
            self.tr("100% is all network; less mixes in a plain enlargement, which is softer.")
        )
        self._grain.show_share(options.grain)
        self._values["grain"].setText(f"{options.grain:.0%}")
        self._fields["grain"].say(
            self.tr("Adds grain like that of film, most in the mid-tones, so that smooth parts look less like plastic.")
        )

    def _show_folds(self) -> None:
        self._folds[SAVING].sum_up(self._writing.summary)
        self._folds[DETAILS].sum_up(self._details.summary(self._options))
        for name, fold in self._folds.items():
            fold.unfold(unfolded=name in self._unfolded)

    @property
    def _spec(self) -> ModelSpec:
        """The network that is planned, or that would be for most photos."""
        return self._plan.spec if self._plan is not None else choices.found(self._specs, self._options)

    def _arrange(self) -> None:
        contents = named(QWidget(), "panelContents")
        column = QVBoxLayout(contents)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(14)
        for widget in (self._bar, *self._fields.values(), *self._folds.values()):
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Settings"))
