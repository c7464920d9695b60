"""Build hook: models and resources go into the wheel beside the code, as ``srdesk/bundled``."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = (
    "models/catalogue.toml",
    "models/README.md",
    "models/weights",
    "resources/comparison",
    "resources/help",
    "resources/icons",
    "resources/sample",
    "resources/style",
)
COMPILED = "resources/translations/*.qm"


def bundled(root: Path) -> list[str]:
    """What goes with the code; of the translations only what Qt reads."""
    return [*BUNDLED, *(path.relative_to(root).as_posix() for path in sorted(root.glob(COMPILED)))]


class Bundle(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"].update({part: f"srdesk/bundled/{part}" for part in bundled(Path(self.root))})
