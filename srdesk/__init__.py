"""srdesk restores and enlarges photographs, offline.

The library's front door::

    from srdesk import Restorer, RestoreOptions
    restored = Restorer().restore(photo, RestoreOptions(model="edsr", scale=2))
"""

import os
from typing import TYPE_CHECKING, Any

# ONNX Runtime's wheels upload usage data unless this is set before their first import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from srdesk.errors import SrdeskError
    from srdesk.imaging.codec import decode, encode
    from srdesk.imaging.photo import Photo
    from srdesk.progress import Cancelled, CancelToken, Progress
    from srdesk.restore import Restored, RestoreOptions, Restorer, TargetSize

__version__ = "0.1.0"

__all__ = [
    "CancelToken",
    "Cancelled",
    "Photo",
    "Progress",
    "RestoreOptions",
    "Restored",
    "Restorer",
    "SrdeskError",
    "TargetSize",
    "__version__",
    "decode",
    "encode",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that ``import srdesk`` stays light."""
    if name not in __all__:
        raise AttributeError(f"module 'srdesk' has no attribute {name!r}")
    from srdesk import errors, progress, restore
    from srdesk.imaging import codec, photo

    for module in (errors, progress, restore, codec, photo):
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(name)
