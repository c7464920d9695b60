"""The settings panel: every option with a sentence on what it does, in terms of the open photo."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from srdesk.gui.languages import of_model
from srdesk.gui.panel import choices
from srdesk.gui.panel.fields import AutoNumber, Choice, Field, Share, Switch
from srdesk.gui.styled import named, words
from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO, SCALES, RestoreOptions

if TYPE_CHECKING:
    from srdesk.restore import RestorePlan

_LARGEST_TILE = 4096
_LARGEST_OVERLAP = 512


class SettingsPanel(QScrollArea):
    """Shows options and lets them be changed; what depends on the photo comes with a plan."""

    options_changed = Signal(object)
    """Other options than before, by the user: a `RestoreOptions`."""

    def __init__(self, specs: Sequence[ModelSpec], options: RestoreOptions) -> None:
        super().__init__()
        self._specs = specs
        self._options = choices.possible(specs, options)
        self._plan: RestorePlan | None = None
        self._model = Choice()
        self._scale = Switch(SCALES, self.tr("{0}×"))
        self._strength = Share()
        self._share = words("", "value")
        self._grain = Share()
        self._grain_share = words("", "value")
        self._precision = Choice()
        self._tile = AutoNumber(8, _LARGEST_TILE, step=32)
        self._overlap = AutoNumber(0, _LARGEST_OVERLAP, step=1)
        self._fields = {
            "model": Field(self.tr("&Model"), self._model),
            "scale": Field(self.tr("&Enlarge"), self._scale),
            "strength": Field(self.tr("S&trength"), self._strength, value=self._share),
            "grain": Field(self.tr("&Grain"), self._grain, value=self._grain_share),
            "precision": Field(self.tr("&Precision"), self._precision),
            "tile": Field(self.tr("T&ile size"), self._tile),
            "overlap": Field(self.tr("O&verlap"), self._overlap),
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
        return tuple(field.caution for field in self._fields.values() if field.caution)

    def show_plan(self, plan: "RestorePlan | None") -> None:
        """Say what the options come to for the open photo (``None``: there is none)."""
        self._plan = plan
        self._show()

    def _connect(self) -> None:
        self._model.chosen.connect(lambda name: self._change(model=name))
        self._scale.chosen.connect(lambda scale: self._change(scale=scale))
        self._strength.chosen.connect(lambda share: self._change(strength=share))
        self._grain.chosen.connect(lambda share: self._change(grain=share))
        self._precision.chosen.connect(lambda name: self._change(precision=name))
        self._tile.chosen.connect(lambda number: self._change(tile=number))
        self._overlap.chosen.connect(lambda number: self._change(overlap=number))

    def take(self, options: RestoreOptions) -> None:
        """Have other options, the nearest for which there is a network, as if the user had set them."""
        self._change(**vars(options))

    def _change(self, **changes: object) -> None:
        changed = choices.possible(self._specs, replace(self._options, **changes))  # type: ignore[arg-type]
        if changed != self._options:
            self._options, self._plan = changed, None
            self.options_changed.emit(changed)
        self._show()

    def _show(self) -> None:
        self._show_network()
        self._show_finishing()
        self._show_tiles()

    def _show_network(self) -> None:
        spec, options = self._spec, self._options
        self._model.offer(choices.models(self._specs), options.model)
        self._fields["model"].say(of_model(spec.sentence))
        missing = self.tr("{0} has no network for this.").format(spec.title)
        self._scale.offer(choices.scales(self._specs, options.model), options.scale, missing=missing)
        self._fields["scale"].say(self._scale_sentence())
        self._precision.offer(self._precisions(), options.precision)
        self._fields["precision"].say(
            self.tr("How exactly it computes. Automatic is the fastest that costs next to nothing.")
        )

    def _show_finishing(self) -> None:
        options = self._options
        self._strength.show_share(options.strength)
        self._share.setText(f"{options.strength:.0%}")
        self._fields["strength"].say(
            self.tr("100% is all network; less mixes in a plain enlargement, which is softer.")
        )
        self._grain.show_share(options.grain)
        self._grain_share.setText(f"{options.grain:.0%}")
        self._fields["grain"].say(
            self.tr("Adds grain like that of film, most in the mid-tones, so that smooth parts look less like plastic.")
        )

    def _show_tiles(self) -> None:
        spec, options, plan = self._spec, self._options, self._plan
        halo = plan.halo if plan is not None else spec.halo
        side = self.tr("Automatic") if plan is None or options.tile else self.tr("Automatic ({0} px)").format(plan.tile)
        self._tile.show_number(options.tile, automatic=side)
        self._fields["tile"].say(self.tr("Side of the squares the photo is restored in. Small ones need less memory."))
        exact = self.tr("Automatic ({0} px, exact)").format(halo)
        self._overlap.show_number(options.overlap, automatic=exact)
        self._fields["overlap"].say(
            self.tr("Pixels read around a tile. {0} looks {1} far: from {1} on, tiles leave no trace.").format(
                spec.title, halo
            ),
            caution=self._overlap_caution(halo),
        )

    def _overlap_caution(self, halo: int) -> str:
        overlap = self._options.overlap
        if overlap is None or overlap >= halo:
            return ""
        return self.tr("Below {0}, edges of tiles may show. {0} is exact.").format(halo)

    def _scale_sentence(self) -> str:
        if self._plan is None:
            return self.tr("How many times wider and higher the photo becomes.")
        return self.tr("{0} × {1} pixels become {2} × {3}.").format(*self._plan.size, *self._plan.output_size)

    def _precisions(self) -> dict[str, str]:
        titles = {
            "fp32": self.tr("Full (FP32)"),
            "fp16": self.tr("Half (FP16)"),
            "int8": self.tr("8-bit whole numbers (INT8)"),
        }
        return {AUTO: self.tr("Automatic")} | {name: titles[name] for name in self._spec.precisions}

    @property
    def _spec(self) -> ModelSpec:
        spec = choices.find(self._specs, self._options)
        assert spec is not None
        return spec

    def _arrange(self) -> None:
        contents = named(QWidget(), "panelContents")
        column = QVBoxLayout(contents)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        for field in self._fields.values():
            column.addWidget(field)
        column.addStretch()
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Settings"))
