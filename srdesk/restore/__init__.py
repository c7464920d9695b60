"""One photo end to end: options, plan, restorer, and what it promises."""

from typing import TYPE_CHECKING, Any

from srdesk.restore.options import SCALES, RestoreOptions

if TYPE_CHECKING:
    from srdesk.restore.plan import RestorePlan
    from srdesk.restore.restorer import Restored, Restorer, RestoreReport

__all__ = ["SCALES", "RestoreOptions", "RestorePlan", "RestoreReport", "Restored", "Restorer"]


def __getattr__(name: str) -> Any:
    """Options are light; everything that needs pixels is imported when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'srdesk.restore' has no attribute {name!r}")
    from srdesk.restore import plan, restorer

    return getattr(plan if name == "RestorePlan" else restorer, name)
