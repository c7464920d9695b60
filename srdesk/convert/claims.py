"""What is said of a network by its file or by its user, before it has been tried."""

from dataclasses import dataclass
from enum import StrEnum

from srdesk.models.convention import Convention


class Order(StrEnum):
    """In which order a network has the colours."""

    RGB = "rgb"
    BGR = "bgr"


class Range(StrEnum):
    """What black and white are to a network."""

    UNIT = "0..1"
    BYTE = "0..255"
    SIGNED = "-1..1"

    @property
    def ends(self) -> tuple[float, float]:
        """The values of black and of white."""
        return {Range.UNIT: (0.0, 1.0), Range.BYTE: (0.0, 255.0), Range.SIGNED: (-1.0, 1.0)}[self]


@dataclass(frozen=True)
class Claims:
    """What is known already of a network's input and output; ``None`` is to be found out."""

    order: Order | None = None
    range: Range | None = None


@dataclass(frozen=True)
class Converted:
    """A network of another format as ONNX: its bytes, and what its file or its format says of it.

    The network may have any layout, range and order of colours: whoever imports it finds these out. ``native`` are the
    bytes of the file itself where an engine runs them as they are, on pictures in the form of ``convention``.
    """

    model: bytes
    claims: Claims = Claims()
    native: bytes = b""
    convention: Convention | None = None
