"""EncodeOptions: how a result is to be written. Light, so that a window can have them before anything is loaded."""

from dataclasses import dataclass
from enum import StrEnum

from srdesk.errors import UsageError
from srdesk.imaging.formats import format_named
from srdesk.texts import Text


class MetadataPolicy(StrEnum):
    """What of a photo's metadata goes into the result; the colour profile and the resolution always do."""

    KEEP = "keep"
    STRIP_LOCATION = "strip-location"
    STRIP_ALL = "strip-all"


class ProfilePolicy(StrEnum):
    """What colour space a result is written in: the photo's own, or one that it is converted to."""

    KEEP = "keep"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"


@dataclass(frozen=True)
class EncodeOptions:
    """How a photo is to be written.

    ``format`` is Pillow's name (``None``: by the target's suffix, else the source's format), ``quality`` 1..100 for
    lossy formats (``None``: the source's own, else 95 for JPEG and its like for others), ``overwrite`` allows to
    replace an existing target, ``provenance`` has the file say how it was made, unless ``metadata`` are all stripped.
    Raises `UsageError` for values that make no sense.
    """

    format: str | None = None
    quality: int | None = None
    overwrite: bool = False
    metadata: MetadataPolicy = MetadataPolicy.KEEP
    provenance: bool = True
    profile: ProfilePolicy = ProfilePolicy.KEEP

    def __post_init__(self) -> None:
        if self.format is not None:
            format_named(self.format)
        if self.quality is not None and not 1 <= self.quality <= 100:
            raise UsageError(
                Text("Quality {0} is outside 1..100.", self.quality), hint="95 is nearly indistinguishable."
            )
