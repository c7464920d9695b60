"""Finishing: what is still done to what a network made, as far as it is shown."""

from dataclasses import dataclass

from srdesk.restore.options import RestoreOptions


@dataclass(frozen=True)
class Finishing:
    """Strength and grain; see `RestoreOptions`."""

    strength: float = 1.0
    grain: float = 0.0

    @classmethod
    def of(cls, options: RestoreOptions) -> "Finishing":
        """What options ask for."""
        return cls(options.strength, options.grain)

    @property
    def idle(self) -> bool:
        """Whether nothing is done at all."""
        return self == Finishing()
