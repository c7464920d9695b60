"""Convention: in which form a network takes pictures and gives them back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

# The catalogue is read before anything heavy is needed.
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Planes: TypeAlias = NDArray[np.float32]


class ChannelOrder(StrEnum):
    """What the channels of a network are."""

    LUMA = "luma"
    RGB = "rgb"
    BGR = "bgr"


@dataclass(frozen=True)
class Convention:
    """The channels of a network, the value that white has in it, and what is subtracted before and added after.

    ``mean`` has one number for each channel in the network's order, on the network's scale; empty: nothing is
    subtracted. Luma is BT.601's, of full range.
    """

    order: ChannelOrder = ChannelOrder.RGB
    peak: float = 1.0
    mean: tuple[float, ...] = ()

    @property
    def channels(self) -> int:
        return 1 if self.order is ChannelOrder.LUMA else 3

    @property
    def plain(self) -> bool:
        """Whether pictures go in as they are: luma or RGB in 0..1."""
        return self.order is not ChannelOrder.BGR and self.peak == 1.0 and not any(self.mean)

    def encoded(self, planes: "Planes") -> "Planes":
        """Luma or RGB ``C x h x w`` in 0..1 as the network takes it."""
        import numpy as np

        if self.plain:
            return planes
        return self._ordered(planes) * np.float32(self.peak) - self._mean

    def decoded(self, planes: "Planes") -> "Planes":
        """What the network gave, ``C x h x w``, as luma or RGB in 0..1, unclipped."""
        import numpy as np

        if self.plain:
            return planes
        return self._ordered((planes + self._mean) * np.float32(1 / self.peak))

    @property
    def _mean(self) -> "Planes":
        import numpy as np

        return np.array(self.mean or (0.0,), np.float32)[:, None, None]

    def _ordered(self, planes: "Planes") -> "Planes":
        import numpy as np

        return np.ascontiguousarray(planes[::-1]) if self.order is ChannelOrder.BGR else planes
