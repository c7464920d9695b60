"""Completes a CycloneDX list that was made of a whole environment: without installers, with what wheels have inside.

usage: TOOLS/bin/python sbom.py FROM TO VERSION PYTHON WHEELS   (versions of srdesk and of the Python inside; the folder
that the wheels are installed in)

What `auditwheel` put into a wheel for Linux it lists there itself; those lists, Qt and the readers of HEIC become parts
of the part they came with. What is written is checked against the schema of CycloneDX.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

Part = dict[str, Any]

INSTALLERS = {"pip", "setuptools", "wheel"}
LESSER = [{"license": {"id": "LGPL-3.0-only"}}]
QT = "pyside6-essentials"
"""The distribution that has Qt inside, of the same version."""


def main(source: Path, target: Path, version: str, python: str, wheels: Path) -> None:
    """Write the list, with no trace of the place it was made in."""
    listed = json.loads(source.read_text(encoding="utf-8"))
    gone = {part["bom-ref"] for part in listed["components"] if normal(part["name"]) in INSTALLERS}
    kept = [part for part in listed["components"] if part["bom-ref"] not in gone]
    listed["components"] = [*(with_inside(part, wheels) for part in kept), interpreter(python)]
    listed["metadata"]["component"]["version"] = version
    listed["dependencies"] = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", []) if ref not in gone]}
        for one in listed["dependencies"]
        if one["ref"] not in gone
    ]
    text = json.dumps(listed, indent=2) + "\n"
    check(text, listed["specVersion"])
    target.write_text(text, encoding="utf-8")


def normal(name: str) -> str:
    """The name as package registries compare it."""
    return name.lower().replace("_", "-").replace(".", "-")


def interpreter(version: str) -> Part:
    """Python itself."""
    return {
        "bom-ref": "python",
        "type": "platform",
        "name": "Python",
        "version": version,
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "purl": f"pkg:generic/python@{version}",
    }


def with_inside(part: Part, wheels: Path) -> Part:
    """A part with those inside it."""
    inside = [*known(part), *repaired(part, wheels)]
    return {**part, "components": inside} if inside else part


def known(part: Part) -> Iterator[Part]:
    """What a wheel is made around, and does not list."""
    name = normal(part["name"])
    if name == QT:
        yield {"bom-ref": "qt", "type": "framework", "name": "Qt", "version": part["version"], "licenses": LESSER}
    if name == "pi-heif":
        for library in ("libheif", "libde265"):
            yield {"bom-ref": library, "type": "library", "name": library, "licenses": LESSER}


def repaired(part: Part, wheels: Path) -> Iterator[Part]:
    """Libraries of another system that a wheel carries."""
    folder = f"{part['name'].replace('-', '_')}-{part['version']}.dist-info"
    file = wheels / folder / "sboms" / "auditwheel.cdx.json"
    if not file.is_file():
        return
    found = {(one["name"], one["version"]): one for one in json.loads(file.read_text(encoding="utf-8"))["components"]}
    for (name, version), one in sorted(found.items()):
        if normal(name) != normal(part["name"]):
            told = {key: one[key] for key in ("name", "version", "purl") if key in one}
            yield {"bom-ref": f"{part['bom-ref']}/{name}@{version}", "type": "library", **told}


def check(text: str, schema: str) -> None:
    """Stop where a list is not what CycloneDX calls one."""
    wrong = JsonStrictValidator(SchemaVersion.from_version(schema)).validate_str(text)
    if wrong is not None:
        sys.exit(f"The list of parts does not follow CycloneDX {schema}: {wrong}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], Path(sys.argv[5]))
