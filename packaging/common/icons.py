"""Draws the icon in every size that Windows and macOS ask for, in a file of theirs.

usage: RUNTIME/bin/python icons.py FILE.ico|FILE.icns
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parents[2] / "resources" / "icons" / "srdesk.svg"
SIZES = {".ico": (16, 20, 24, 32, 40, 48, 64, 128, 256), ".icns": (32, 64, 128, 256, 512, 1024)}


def main(target: Path) -> None:
    """Write the file; its name says which kind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    pictures = [drawn(size) for size in SIZES[target.suffix]]
    largest = pictures[-1]
    sizes = [picture.size for picture in pictures]
    extra = {"sizes": sizes} if target.suffix == ".ico" else {}
    largest.save(target, append_images=pictures[:-1], **extra)


def drawn(size: int) -> Image.Image:
    """The icon, drawn for this many pixels, not shrunk."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        QSvgRenderer(str(DRAWING)).render(painter)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # The stubs want bytes here, Qt wants a name.
    return Image.open(io.BytesIO(buffer.data().data()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
