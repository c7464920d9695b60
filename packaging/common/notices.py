"""Gathers the licences of everything inside a package into one folder, from the wheels that are installed.

usage: RUNTIME/bin/python notices.py FOLDER [VERSION]   (RUNTIME has what is packaged, and nothing else; VERSION is that
of the Python that is packaged, where it is not the one that runs this)

Each distribution has its own texts in a file of its name; THIRD-PARTY.txt lists them with versions. Fails where a
distribution brings no text and none is kept in packaging/common/licences, so that no package is made without one.
"""

import shutil
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "licences"
"""Texts of licences whose wheels forgot them, a file for each distribution by its normalised name, and of the LGPL."""

SHARED = ("LGPL-3.txt", "GPL-3.txt")
TOOLS = {"pip", "setuptools", "wheel"}
_MARKS = ("licen", "copying", "notice", "third-party", "thirdparty")

HEAD = """\
srdesk is free software under the MIT licence: see LICENSE.txt. It stands on the work of others, listed here; the file
that is named has the full text of each licence, and of the licences of what is inside that part.

Qt, PySide6, libheif and libde265 are used under the GNU Lesser General Public License, version 3 (LGPL-3.txt, which
adds to GPL-3.txt). They are libraries of their own in the folder `lib` of srdesk, unchanged: you may replace each of
them by a version that you have changed, under the same file name, and srdesk uses it from its next start on. Their
source is published by the Qt Project (Qt and PySide6 {qt}), and by the projects libheif and libde265 (pi-heif {heif}).
You may change srdesk for your own use and look into how it works to find errors in such changes.

"""


def main() -> None:
    """Write the folder anew."""
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = sorted((one for one in distributions() if normal(one) not in TOOLS), key=normal)
    rows = [row(one, folder) for one in found]
    for name in SHARED:
        shutil.copy(KEPT / name, folder)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    python = sys.argv[2] if len(sys.argv) > 2 else sys.version.split()[0]
    rows.append(("Python", python, "PSF-2.0", write(folder, "python", [KEPT / "python.txt"])))
    versions = {normal(one): one.version for one in found}
    head = HEAD.format(qt=versions["pyside6-essentials"], heif=versions["pi-heif"])
    lines = ("  ".join(text.ljust(width) for text, width in zip(one, (26, 12, 36, 1), strict=True)) for one in rows)
    (folder / "THIRD-PARTY.txt").write_text(head + "\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


def normal(distribution: Distribution) -> str:
    """The name as package registries compare it."""
    return distribution.name.lower().replace("_", "-").replace(".", "-")


def row(distribution: Distribution, folder: Path) -> tuple[str, str, str, str]:
    """Name, version, licence and file of texts, which is written."""
    name = normal(distribution)
    texts = [*own_texts(distribution), *([KEPT / f"{name}.txt"] if (KEPT / f"{name}.txt").exists() else [])]
    if not texts:
        sys.exit(f"{name} {distribution.version} brings no licence text: add packaging/common/licences/{name}.txt")
    return distribution.name, distribution.version, licence(distribution), write(folder, name, texts)


def own_texts(distribution: Distribution) -> list[Path]:
    """The texts that are in the wheel, without those of its sources' sources."""
    named = (file for file in distribution.files or () if any(mark in file.name.lower() for mark in _MARKS))
    texts = (
        Path(str(file.locate())) for file in named if file.suffix in {"", ".txt", ".md", ".eigen", ".BSD", ".APACHE"}
    )
    return sorted({path for path in texts if path.is_file()})


def licence(distribution: Distribution) -> str:
    """What the wheel says of its licence, in few words."""
    said = distribution.metadata
    classes = [line.split(" :: ")[-1] for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    text = said["License-Expression"] or said["License"] or ", ".join(classes) or "see file"
    first = text.splitlines()[0] if text else ""
    return first if len(first) <= 36 else ", ".join(classes) or "see file"


def write(folder: Path, name: str, texts: list[Path]) -> str:
    """One file of all texts of a part; its name."""
    bodies = (
        f"==== {path.name} ====\n\n{path.read_text(encoding='utf-8', errors='replace').strip()}" for path in texts
    )
    (folder / f"{name}.txt").write_text("\n\n".join(bodies) + "\n", encoding="utf-8")
    return f"{name}.txt"


if __name__ == "__main__":
    main()
