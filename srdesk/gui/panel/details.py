"""Settings that few need: how exactly, in what pieces, on what and by how many threads it is computed."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srdesk.gui.panel.facts import Facts
from srdesk.gui.panel.fields import AutoNumber, Choice, Field
from srdesk.gui.panel.numbers import Amount, HaloSlider
from srdesk.gui.styled import words
from srdesk.models.spec import ModelSpec, Precision
from srdesk.restore.options import AUTO, SMALLEST_TILE, RestoreOptions
from srdesk.restore.size import DPI_RULES, KEEP_DPI, MOST_DPI, SCALE_DPI, USUAL_DPI

if TYPE_CHECKING:
    from srdesk.restore import RestorePlan

_LARGEST_TILE = 4096
_PROCESSOR = ("onnx", "cpu")
_SET = "set"


class Details(QWidget):
    """Shows these settings and lets them be changed."""

    chosen = Signal(dict)
    """Changes to `RestoreOptions`."""

    def __init__(self) -> None:
        super().__init__()
        self._precision, self._device, self._dpi = Choice(), Choice(), Choice()
        self._tile = AutoNumber(SMALLEST_TILE, _LARGEST_TILE, step=32, unit=self.tr(" px"))
        self._overlap = HaloSlider()
        self._pixels = words("", "value")
        self._threads = AutoNumber(1, os.cpu_count() or 1, step=1)
        self._resolution = Amount(1, MOST_DPI, unit=self.tr(" DPI"))
        self._resolution.setAccessibleName(self.tr("DPI of the result"))
        self._fields = {
            "precision": Field(self.tr("Precisio&n"), self._precision),
            "tile": Field(self.tr("T&ile size"), self._tile),
            "overlap": Field(self.tr("Ove&rlap"), self._overlap, value=self._pixels),
            "device": Field(self.tr("&Device"), self._device),
            "threads": Field(self.tr("Thread&s"), self._threads),
            "dpi": Field(self.tr("Print resolution"), self._dpi, beside=self._resolution),
        }
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for field in self._fields.values():
            column.addWidget(field)

    @property
    def cautions(self) -> tuple[str, ...]:
        """The warnings that stand under controls."""
        return tuple(field.caution for field in self._fields.values() if field.caution)

    def offer(self, spec: ModelSpec, options: RestoreOptions, plan: "RestorePlan | None", facts: Facts) -> None:
        """Show options of a network, and what they come to by a plan."""
        self._show_precision(spec, options, facts)
        self._show_tiles(spec, options, plan)
        self._show_device(options, facts)
        self._show_threads(options)
        self._show_dpi(options)

    def summary(self, options: RestoreOptions) -> str:
        """What is set otherwise than automatically, in a line."""
        parts = []
        if options.precision != AUTO:
            parts.append(self._precision_titles()[Precision(options.precision)])
        if options.tile is not None:
            parts.append(self.tr("tiles of {0} px").format(options.tile))
        if options.overlap is not None:
            parts.append(self.tr("overlap {0} px").format(options.overlap))
        if (options.engine, options.device) != (AUTO, AUTO):
            parts.append(self._device.currentText())
        if options.threads:
            parts.append(self.tr("{0} threads").format(options.threads))
        return " · ".join(parts) or self.tr("All automatic")

    def _connect(self) -> None:
        self._precision.chosen.connect(lambda name: self.chosen.emit({"precision": name}))
        self._tile.chosen.connect(lambda number: self.chosen.emit({"tile": number}))
        self._overlap.chosen.connect(lambda number: self.chosen.emit({"overlap": number}))
        self._device.chosen.connect(self._on_device_chosen)
        self._threads.chosen.connect(lambda number: self.chosen.emit({"threads": number or 0}))
        self._dpi.chosen.connect(lambda name: self.chosen.emit({"dpi": USUAL_DPI if name == _SET else name}))
        self._resolution.chosen.connect(lambda dpi: self.chosen.emit({"dpi": dpi}))

    def _on_device_chosen(self, name: str) -> None:
        engine, _, device = name.partition(" ")
        self.chosen.emit({"engine": engine, "device": device})

    def _show_precision(self, spec: ModelSpec, options: RestoreOptions, facts: Facts) -> None:
        titles = {precision: self._measured(spec, precision, facts) for precision in spec.precisions}
        taken = facts.chosen.get((spec.name, spec.scale))
        automatic = self.tr("Automatic") if taken is None else self.tr("Automatic: {0}").format(taken.upper())
        self._precision.offer({AUTO: automatic} | titles, options.precision)
        self._fields["precision"].say(
            self.tr("How exactly it computes. Automatic is the fastest that costs next to nothing.")
        )

    def _measured(self, spec: ModelSpec, precision: Precision, facts: Facts) -> str:
        """A precision with its speed here and what it costs."""
        parts = [self._precision_titles()[precision], facts.speed(spec, precision)]
        loss = spec.files[precision].loss
        if loss is not None and precision is not Precision.FP32:
            parts.append(self.tr("exact") if loss < 0.005 else self.tr("−{0} dB").format(f"{loss:.2f}"))
        return " · ".join(filter(None, parts))

    def _precision_titles(self) -> dict[Precision, str]:
        return {
            Precision.FP32: self.tr("Full (FP32)"),
            Precision.FP16: self.tr("Half (FP16)"),
            Precision.INT8: self.tr("8 bits (INT8)"),
        }

    def _show_tiles(self, spec: ModelSpec, options: RestoreOptions, plan: "RestorePlan | None") -> None:
        side = self.tr("Automatic") if plan is None or options.tile else self.tr("Automatic ({0} px)").format(plan.tile)
        self._tile.show_number(options.tile, automatic=side)
        self._fields["tile"].say(self.tr("Side of the squares the photo is restored in. Small ones need less memory."))
        halo = plan.halo if plan is not None else spec.halo
        self._overlap.show_overlap(options.overlap, halo)
        exact = options.overlap is None
        self._pixels.setText((self.tr("{0} px, exact") if exact else self.tr("{0} px")).format(self._overlap.value()))
        self._fields["overlap"].say(
            self.tr("Pixels read around a tile. {0} looks {1} far: from the mark on, tiles leave no trace.").format(
                spec.title, halo
            ),
            caution=self._overlap_caution(options, halo),
        )

    def _overlap_caution(self, options: RestoreOptions, halo: int) -> str:
        if options.overlap is None or options.overlap >= halo:
            return ""
        return self.tr("Below {0}, edges of tiles may show. {0} is exact.").format(halo)

    def _show_device(self, options: RestoreOptions, facts: Facts) -> None:
        wanted = options.engine, options.device
        devices = {" ".join(pair): self._device_title(*pair) for pair in (*facts.devices, _PROCESSOR, wanted)}
        self._device.offer({f"{AUTO} {AUTO}": self.tr("Automatic")} | devices, " ".join(wanted))
        self._fields["device"].say(self.tr("srdesk needs no graphics card; what is not listed is not there."))

    def _device_title(self, engine: str, device: str) -> str:
        name = {AUTO: self.tr("Automatic"), "cpu": self.tr("Processor")}.get(device, device)
        if engine == "onnx" and device in (AUTO, "cpu"):
            return self.tr("{0}, by ONNX Runtime").format(name)
        by = {
            "opencv": self.tr("{0}, by OpenCV"),
            "tflite": self.tr("{0}, by LiteRT"),
            "openvino": self.tr("{0}, by OpenVINO"),
            "ncnn": self.tr("{0}, by ncnn"),
        }
        return by.get(engine, "{0}").format(name)

    def _show_threads(self, options: RestoreOptions) -> None:
        cores = os.cpu_count() or 1
        self._threads.show_number(options.threads or None, automatic=self.tr("All {0}").format(cores))
        self._fields["threads"].say(self.tr("Fewer leave more of the computer to you. Takes effect at once."))

    def _show_dpi(self, options: RestoreOptions) -> None:
        fixed = not isinstance(options.dpi, str)
        self._dpi.offer(self._rules(), _SET if fixed else str(options.dpi))
        self._resolution.setVisible(fixed)
        if fixed:
            self._resolution.show_amount(float(options.dpi))
        self._fields["dpi"].say(self.tr("What the file says about its size on paper; pixels are not changed."))

    def _rules(self) -> dict[str, str]:
        titles = {SCALE_DPI: self.tr("Prints keep their size"), KEEP_DPI: self.tr("Keep the photo's number")}
        automatic = self.tr("Automatic")
        return {rule: titles.get(rule, automatic) for rule in DPI_RULES} | {_SET: self.tr("Set it")}
