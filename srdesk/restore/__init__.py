"""One photo end to end: options, plan, restorer, and what it promises."""

from typing import TYPE_CHECKING, Any

from srdesk.restore.options import SCALES, RestoreOptions
from srdesk.restore.size import TargetSize

if TYPE_CHECKING:
    from srdesk.restore.mosaic import Mosaics
    from srdesk.restore.plan import RestorePlan
    from srdesk.restore.restorer import Restorer
    from srdesk.restore.result import Computed, Restored, RestoreReport
    from srdesk.tiling import Gaze

__all__ = [
    "SCALES",
    "Computed",
    "Gaze",
    "Mosaics",
    "RestoreOptions",
    "RestorePlan",
    "RestoreReport",
    "Restored",
    "Restorer",
    "TargetSize",
]


def __getattr__(name: str) -> Any:
    """Options are light; everything that needs pixels is imported when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'srdesk.restore' has no attribute {name!r}")
    from srdesk import tiling
    from srdesk.restore import mosaic, plan, restorer, result

    modules = (restorer, result, plan, mosaic, tiling)
    return next(getattr(module, name) for module in modules if hasattr(module, name))
