"""Leaves what only installs packages out of a CycloneDX list, which is made of a whole environment.

usage: sbom.py FROM TO VERSION
"""

import json
import sys
from pathlib import Path

INSTALLERS = {"pip", "setuptools", "wheel"}


def main(source: Path, target: Path, version: str) -> None:
    """Write the list again without installers, and without a trace of the place it was made in."""
    listed = json.loads(source.read_text(encoding="utf-8"))
    gone = {part["bom-ref"] for part in listed["components"] if part["name"].lower() in INSTALLERS}
    listed["components"] = [part for part in listed["components"] if part["bom-ref"] not in gone]
    listed["metadata"]["component"]["version"] = version
    listed["dependencies"] = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", []) if ref not in gone]}
        for one in listed["dependencies"]
        if one["ref"] not in gone
    ]
    target.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
