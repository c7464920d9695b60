"""What this srdesk is: its version, and for a packaged one what it was built from."""

import json

from srdesk import __version__
from srdesk.paths import bundled


def built() -> str:
    """When and from which commit this was built, in few words; empty where it runs from source."""
    try:
        facts = json.loads(bundled("build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return " ".join(facts[name] for name in ("date", "commit") if facts.get(name))


def title() -> str:
    """Name, version and build, as ``srdesk --version`` prints it."""
    words = built()
    return f"srdesk {__version__} ({words})" if words else f"srdesk {__version__}"
