"""PhotoRow: a photo of a batch as it is shown."""

from dataclasses import dataclass
from pathlib import Path

from srdesk.gui.batch.standing import Standing


@dataclass(frozen=True)
class PhotoRow:
    """A photo of a batch: its number in the plan, where it stands, how much of it is restored, and why it failed or is
    left out, with what to do next.
    """

    index: int
    source: Path
    target: Path
    size: tuple[int, int] | None
    standing: Standing
    fraction: float = 0.0
    reason: str = ""
    hint: str = ""
