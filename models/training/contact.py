"""A contact sheet: pictures before and after by several networks, side by side, to be looked at."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from .pictures import Pixels
from .product import Photo, RestoreOptions, Restorer, enlarge_samples

CELL = 320
TITLE = 16


def write(folder: Path, target: Path, *, scale: int, models: list[str]) -> None:
    """Every picture of a folder as a row: bicubic, then each network; the middle of the result, pixel for pixel."""
    restorer = Restorer()
    rows = [_row(_read(path), path.stem, restorer, scale, models) for path in sorted(folder.iterdir())]
    sheet = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows)))
    top = 0
    for row in rows:
        sheet.paste(row, (0, top))
        top += row.height
    sheet.save(target)


def _read(path: Path) -> Pixels:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def _row(low: Pixels, name: str, restorer: Restorer, scale: int, models: list[str]) -> Image.Image:
    cells: dict[str, Pixels] = {f"{name}: bicubic": enlarge_samples(low, scale)}  # type: ignore[dict-item]
    for model in models:
        restored = restorer.restore(Photo(low), RestoreOptions(model=model, scale=scale))
        cells[f"{model} -> {restored.report.plan.spec.name}" if model == "auto" else model] = restored.photo.pixels  # type: ignore[assignment]
    row = Image.new("RGB", (CELL * len(cells), CELL + TITLE))
    draw = ImageDraw.Draw(row)
    for n, (title, pixels) in enumerate(cells.items()):
        top, left = (max(0, (side - CELL) // 2) for side in pixels.shape[:2])
        row.paste(Image.fromarray(pixels[top : top + CELL, left : left + CELL]), (n * CELL, TITLE))
        draw.text((n * CELL + 4, 2), title)
    return row
