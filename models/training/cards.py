"""Writing models/README.md: a card for every network, with figures that are measured when it is written."""

import json
import math
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import recipes
from .product import MODELS, ModelSpec, Score, evaluate_folder, load

SETS = ("Set5", "Set14", "BSD100", "CID22-validation")
SCALES = (2, 3, 4)  # at 1 there is no lost detail to measure
CURVES = MODELS / "curves"
WORDS = Path(__file__).with_name("cards.md")
PICTURES = "521 clean crops, 127 megapixels (Unsplash, CID22, Wikimedia; see Pictures)"

Row = dict[str, Any]


def write(data: Path, runs: Path) -> None:
    """Measure every network on every set, draw the curves of the runs that are there, and write the cards."""
    catalogue = load()
    scores = {name: _scores(data / "eval" / name) for name in SETS}
    for recipe in recipes.read():
        _draw(recipe, runs)
    parts = [
        WORDS.read_text(encoding="utf-8"),
        "## Figures\n",
        _table(scores),
        *_levels(),
        "## Cards\n",
        *(_card(spec) for spec in catalogue.specs),
    ]
    (MODELS / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _levels() -> Iterator[str]:
    """What `python -m training levels` has measured."""
    for file in sorted(MODELS.glob("levels_x*.md")):
        yield f"## Worn pictures, {file.stem.partition('_')[2]}\n"
        yield "A third of CID22-validation, reduced and worn as the columns say: PSNR / SSIM, and what `auto` takes.\n"
        yield file.read_text(encoding="utf-8")


def _scores(folder: Path) -> list[Score]:
    """Every network in full precision, and again in INT8 where there is such a file."""
    small = [(spec.name, spec.scale) for spec in load().specs if "int8" in spec.files and spec.scale in SCALES]
    rows = list(evaluate_folder(folder, scales=SCALES, precision="fp32"))
    for name, scale in small:
        rows += [s for s in evaluate_folder(folder, models=[name], scales=[scale], precision="int8") if s.model == name]
    return [replace(row, model=f"{row.model} INT8") if row.precision == "int8" else row for row in rows]


def _table(scores: dict[str, list[Score]]) -> str:
    """PSNR / SSIM by model and scale, a column for each set."""
    keys = dict.fromkeys((score.scale, score.model) for rows in scores.values() for score in rows)
    lines = ["| scale | model | " + " | ".join(scores) + " |", "|---|---|" + "---|" * len(scores)]
    for scale, model in sorted(keys, key=lambda key: key[0]):
        cells = [
            next(f"{s.psnr:.2f} / {s.ssim:.4f}" for s in rows if (s.scale, s.model) == (scale, model))
            for rows in scores.values()
        ]
        lines.append(f"| x{scale} | {model} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _card(spec: ModelSpec) -> str:
    name = f"{spec.name}_x{spec.scale}"
    recipe = recipes.read()[name]
    rows = [
        ("parameters", f"{spec.parameters:,}"),
        ("multiplications for a source pixel", f"{spec.operations:,}"),
        ("sees around a source pixel", f"{spec.halo} pixels"),
        ("sees", "luma; colour is enlarged by bicubic" if spec.channels == 1 else "RGB"),
        ("trained", f"batch {recipe.batch}, patch {recipe.patch}, loss {recipe.loss}, seed {recipe.seed}"),
        ("pictures", PICTURES),
        ("licence", "that of the project; commercial use included"),
    ]
    if curve := _curve(name):
        rows.append(
            ("steps", f"{curve[-1]['step']:,} in {curve[-1]['seconds'] / 3600:.1f} hours on one or two processor cores")
        )
    for precision, file in spec.files.items():
        rows.append((f"{precision} file", f"`{file.path.name}`, {file.size:,} bytes, SHA-256 `{file.sha256}`"))
    table = "\n".join(f"| {key} | {value} |" for key, value in rows)
    picture = f"\n\n![learning curve](curves/{name}.svg)" if (CURVES / f"{name}.svg").exists() else ""
    return f"### {spec.title} x{spec.scale}\n\n{spec.sentence}\n\n| | |\n|---|---|\n{table}{picture}\n"


def _curve(recipe: str) -> list[Row]:
    """What was measured along a run, step by step; empty if nothing is known."""
    file = CURVES / f"{recipe}.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def _draw(recipe: str, runs: Path) -> None:
    """Keep the learning curve of a run and draw it: Y-PSNR over steps on Set5 and CID22-validation."""
    if (source := runs / recipe / "curve.jsonl").exists():
        CURVES.mkdir(exist_ok=True)
        shutil.copyfile(source, CURVES / f"{recipe}.jsonl")
    if rows := _curve(recipe):
        (CURVES / f"{recipe}.svg").write_text(_svg(rows, ("set5", "cid22")), encoding="utf-8")


def _svg(rows: list[Row], names: tuple[str, ...]) -> str:
    width, height, left, bottom = 480, 240, 44, 24
    steps = max(row["step"] for row in rows)
    values = [row[name] for row in rows for name in names]
    low, high = math.floor(sorted(values)[len(values) // 10]), math.ceil(max(values) * 10) / 10

    def point(step: float, value: float) -> str:
        x = left + (width - left - 8) * step / steps
        y = 8 + (height - bottom - 8) * (1 - (max(value, low) - low) / (high - low))
        return f"{x:.1f},{y:.1f}"

    grid = []
    for n in range(5):
        value = low + (high - low) * n / 4
        _, y = point(0, value).split(",")
        grid.append(f'<path d="M{left} {y}H{width - 8}" stroke="#8884"/><text x="4" y="{y}">{value:.1f}</text>')
    lines = [
        f'<polyline fill="none" stroke="{color}" stroke-width="1.5" points="'
        + " ".join(point(row["step"], row[name]) for row in rows)
        + f'"/><text x="{width - 120}" y="{height - 60 + 16 * n}" fill="{color}">{name} {rows[-1][name]:.2f} dB</text>'
        for n, (name, color) in enumerate(zip(names, ("#2a7de1", "#d2691e"), strict=True))
    ]
    axis = f'<text x="{left}" y="{height - 6}">0</text><text x="{width - 90}" y="{height - 6}">{steps:,} steps</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="11" fill="#888">{"".join(grid)}{"".join(lines)}{axis}</svg>\n'
    )
