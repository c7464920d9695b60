"""ExportRequest: which network is to be exported, for what, and in which form."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from srdesk.errors import UsageError
from srdesk.models.spec import Color, ModelSpec, Precision
from srdesk.texts import Text


class Platform(StrEnum):
    """What a network is exported for."""

    ANDROID = "android"
    IOS = "ios"
    WEB = "web"
    OPENCV = "opencv"


LARGEST_SIDE = 4096
CORE = 128
"""Side of a tile's core that suits phones: little of the context is computed twice, and memory stays small."""


@dataclass(frozen=True)
class ExportRequest:
    """One network at one precision for one platform.

    ``shape`` is the only (height, width) that it will take, ``None`` for any. ``calibration`` is a folder of pictures
    by which scales for INT8 are found if the model has none; without one it is the sample photo.
    A network that takes one size only is exported for that. ``core_ml`` asks for a Core ML package beside the file for
    LiteRT. ``made_by`` is the name and the version of the program. Raises `UsageError` for what makes no sense.
    """

    spec: ModelSpec
    platform: Platform
    precision: Precision = Precision.FP32
    shape: tuple[int, int] | None = None
    calibration: Path | None = None
    made_by: str = "srdesk"
    core_ml: bool = False

    def __post_init__(self) -> None:
        if self.platform is Platform.OPENCV and self.precision is not Precision.FP32:
            raise UsageError(
                Text("OpenCV gains nothing from {0}.", self.precision), hint="Export it for OpenCV in fp32."
            )
        self._check_core_ml()
        self._check_sizes()
        if self.shape is not None and min(self.shape) <= 2 * self.spec.halo:
            raise UsageError(
                Text(
                    "A tile of {0} x {1} has no core: the network looks {2} pixels around.", *self.shape, self.spec.halo
                ),
                hint=Text("Both sides need more than {0} pixels.", 2 * self.spec.halo),
            )
        if self.shape is not None and max(self.shape) > LARGEST_SIDE:
            raise UsageError(
                Text("A shape of {0} x {1} is too large.", *self.shape), hint="Use tiles, and 4096 at most."
            )

    def _check_sizes(self) -> None:
        lattice = self.spec.lattice
        if all(lattice.fixed) and self.shape is None:
            object.__setattr__(self, "shape", (lattice.height, lattice.width))
        sides = zip(self.shape or (), (lattice.height, lattice.width), strict=bool(self.shape))
        if any((fixed and side != fixed) or lattice.ceiled(side) != side for side, fixed in sides):
            raise UsageError(
                Text("{0} does not take {1} x {2} pixels.", self.spec.title, *(self.shape or ())),
                hint=Text("Use multiples of {0} of at least {1}, or its own size.", lattice.step, lattice.smallest),
            )

    def _check_core_ml(self) -> None:
        if self.core_ml and self.platform is not Platform.IOS:
            raise UsageError("Core ML is for Apple's systems alone.", hint="Use --for ios with --core-ml.")
        if self.core_ml and self.precision is Precision.INT8:
            raise UsageError("Core ML packages are made in fp32 and fp16.", hint="Add --precision fp16.")

    @property
    def stem(self) -> str:
        """What the model's files are called, without their ends."""
        return f"{self.spec.name}_x{self.spec.scale}_{self.precision}"

    @property
    def luma(self) -> bool:
        """Whether the network sees brightness only."""
        return self.spec.color is Color.LUMA

    @property
    def core(self) -> tuple[int, int]:
        """Height and width of the part of a tile that is kept, in source pixels."""
        height, width = self.shape or (CORE + 2 * self.spec.halo,) * 2
        return height - 2 * self.spec.halo, width - 2 * self.spec.halo

    @property
    def tile(self) -> tuple[int, int]:
        """Height and width of what the network is given for a core, in source pixels."""
        return self.core[0] + 2 * self.spec.halo, self.core[1] + 2 * self.spec.halo
