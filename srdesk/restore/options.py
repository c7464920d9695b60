"""RestoreOptions: how a photo is to be restored."""

from dataclasses import dataclass

from srdesk.errors import UsageError
from srdesk.models.spec import LARGEST_SCALE
from srdesk.restore.size import AUTO_DPI, Size, TargetSize, check_dpi_rule, check_room
from srdesk.texts import Text

SCALES = (1, 2, 3, 4)
"""Enlargements that srdesk has networks for; 1 only takes away noise and JPEG blocks. Networks of others have more."""
AUTO = "auto"
PRECISIONS = (AUTO, "fp32", "fp16", "int8")
ENGINES = ("onnx", "opencv", "tflite", "openvino", "ncnn")
ENGINE_CHOICES = (AUTO, *ENGINES)
SMALLEST_TILE = 8


@dataclass(frozen=True)
class RestoreOptions:
    """How to restore; ``None`` and ``"auto"`` leave the choice to srdesk.

    ``model`` is a name or title of the catalogue; ``auto`` looks at the photo: the best network for clean pictures,
    or the one that also takes away noise and JPEG blocks.
    ``size`` is the size to reach; it takes the place of ``scale``, and the network's scale is then the smallest that
    reaches it. ``dpi`` is the print resolution of the result: ``"scale"`` keeps a print's size on paper, ``"keep"`` the
    photo's own number, a number sets it, and ``"auto"`` sets that of a print size and scales otherwise.
    ``tile`` is the side of a tile's core and ``overlap`` the context read around it, both in source pixels;
    ``threads`` is the number of processor threads (0: all cores). What the network made is then finished:
    ``strength`` blends it with a bicubic enlargement (1 is all network, 0 all bicubic), ``grain`` adds film grain
    (0 is none, 1 a lot). Raises `UsageError` for values out of range.
    """

    model: str = "fsrcnn"
    scale: int = 2
    size: TargetSize | None = None
    dpi: float | str = AUTO_DPI
    precision: str = AUTO
    tile: int | None = None
    overlap: int | None = None
    device: str = AUTO
    engine: str = AUTO
    threads: int = 0
    strength: float = 1.0
    grain: float = 0.0

    def __post_init__(self) -> None:
        check_scale(self.scale)
        for name, value, known in (
            ("precision", self.precision, PRECISIONS),
            ("engine", self.engine, ENGINE_CHOICES),
        ):
            if value not in known:
                raise UsageError(
                    Text("There is no {0} {1!r}.", name, value),
                    hint=Text("Choose from {0}.", ", ".join(map(str, known))),
                )
        if self.tile is not None and self.tile < SMALLEST_TILE:
            raise UsageError(Text("A tile of {0} pixels is too small.", self.tile), hint="Use 8 or more, or auto.")
        if self.overlap is not None and self.overlap < 0:
            raise UsageError("The overlap cannot be negative.", hint="Use 0 or more, or auto.")
        if not 0 <= self.strength <= 1:
            raise UsageError(
                Text("Strength {0} is outside 0..1.", self.strength), hint="0 is plain bicubic, 1 all network."
            )
        if not 0 <= self.grain <= 1:
            raise UsageError(Text("Grain {0} is outside 0..1.", self.grain), hint="0 is none, 0.2 is like fine film.")
        if self.threads < 0:
            raise UsageError("The number of threads cannot be negative.", hint="Use 0 for all cores.")
        check_dpi_rule(self.dpi)

    @property
    def enlargement(self) -> str:
        """How much it is to be enlarged, short enough for a file's name: ``x2``, ``3840w``."""
        return f"x{self.scale}" if self.size is None else str(self.size)

    def output_size(self, source: Size) -> Size:
        """What a photo of ``(width, height)`` becomes; raises `UsageError` beyond a gigapixel."""
        if self.size is not None:
            return self.size.of(source)
        output = source[0] * self.scale, source[1] * self.scale
        check_room(self.enlargement, source, output)
        return output


def check_scale(scale: int) -> None:
    """Raise `UsageError` for an enlargement that no network can have."""
    if scale not in range(1, LARGEST_SCALE + 1):
        raise UsageError(
            Text("There is no scale {0!r}.", scale), hint=Text("Use a whole number from 1 to {0}.", LARGEST_SCALE)
        )
