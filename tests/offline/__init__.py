"""The guard against the network: that of this process, which may have found it on ``PYTHONPATH`` when it started."""

import sys
from types import ModuleType


def _guard() -> ModuleType:
    found = sys.modules.get("sitecustomize")
    if hasattr(found, "NetworkRefused"):
        assert found is not None
        return found
    from tests.offline import sitecustomize

    return sitecustomize


offline = _guard()
