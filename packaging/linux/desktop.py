"""Lays out what a desktop wants of a program: menu entry, icons, AppStream, man page, completions.

usage: RUNTIME/bin/python desktop.py SHARE PROGRAM SAMPLE

SHARE is the folder "share" of an installation. PROGRAM is how the menu starts the window, SAMPLE where the sample photo
will be; SOURCE_DATE_EPOCH says when. SRDESK_SITE is the address of a published copy of resources/screenshots, for the
software catalogues of desktops, which fetch pictures from there and nowhere else; without it they show none.
"""

import gzip
import os
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

from completion import COMPLETIONS  # noqa: E402 - found beside this file
from manual import manual  # noqa: E402

from srdesk import __version__  # noqa: E402
from srdesk.cli.parser import build_parser  # noqa: E402

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
_PICTURES = re.compile(r" *<screenshots>.*</screenshots>\n", re.DOTALL)


def main(share: Path, program: str, sample: str) -> None:
    """Write everything below ``share``."""
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date().isoformat()
    words = {"@PROGRAM@": program, "@SAMPLE@": sample, "@VERSION@": __version__, "@DATE@": day}
    words["@SITE@"] = os.environ.get("SRDESK_SITE", "").rstrip("/")
    write(share / "applications" / "srdesk.desktop", filled(HERE / "srdesk.desktop.in", words))
    described = filled(HERE / "metainfo.xml.in", words)
    shown = described if words["@SITE@"] else _PICTURES.sub("", described)
    write(share / "metainfo" / "io.srdesk.srdesk.metainfo.xml", shown)
    parser = build_parser()
    page = share / "man" / "man1" / "srdesk.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(manual(parser, __version__, day).encode(), mtime=0))
    (page.parent / "srdesk-gui.1.gz").symlink_to(page.name)
    for place, complete in COMPLETIONS.items():
        write(share / place, complete(parser))
    draw_icons(share / "icons" / "hicolor")


def filled(template: Path, words: dict[str, str]) -> str:
    """A template with its places filled."""
    text = template.read_text(encoding="utf-8")
    for place, word in words.items():
        text = text.replace(place, word)
    return text


def draw_icons(theme: Path) -> None:
    """The icon as a drawing and in every size that desktops ask for."""
    drawing = ROOT / "resources" / "icons" / "srdesk.svg"
    copy(drawing, theme / "scalable" / "apps" / "srdesk.svg")
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with QPainter(image) as painter:
            QSvgRenderer(str(drawing)).render(painter)
        target = theme / f"{size}x{size}" / "apps" / "srdesk.png"
        target.parent.mkdir(parents=True)
        if not image.save(str(target)):
            sys.exit(f"{target} could not be written")


def copy(source: Path, target: Path) -> None:
    """A copy in a folder that is made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write(path: Path, text: str) -> None:
    """A text in a folder that is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
