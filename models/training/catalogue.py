"""Writing catalogue.toml: facts read from the exported files, words from titles.toml, costs from costs.json."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import onnx

from .product import MODELS, graph

WEIGHTS = MODELS / "weights"
COSTS = Path(__file__).with_name("costs.json")
HEADER = "# Written by `python -m training catalogue`; do not edit.\n"
PRECISIONS = ("fp32", "fp16", "int8")


def write() -> None:
    """Write catalogue.toml for every weight file that exists."""
    titles = tomllib.loads(Path(__file__).with_name("titles.toml").read_text(encoding="utf-8"))
    costs = json.loads(COSTS.read_text(encoding="utf-8")) if COSTS.exists() else {}
    entries = [
        _entry(name, scale, words, costs)
        for name, words in titles.items()
        for scale in (1, 2, 3, 4)
        if (WEIGHTS / f"{name}_x{scale}_fp16.onnx").exists()
    ]
    (MODELS / "catalogue.toml").write_text(HEADER + "".join(entries), encoding="utf-8")


def _entry(name: str, scale: int, words: dict[str, str], costs: dict[str, Any]) -> str:
    model = onnx.load(WEIGHTS / f"{name}_x{scale}_fp16.onnx")
    lines = [
        "\n[[model]]",
        f'name = "{name}"',
        f'title = "{words["title"]}"',
        f"scale = {scale}",
        f'color = "{words["color"]}"',
        f"halo = {graph.halo(model)}",
        f"parameters = {graph.parameters(model)}",
        f"operations = {graph.operations(model)}",
        f'sentence = "{words["sentence"]}"',
    ]
    for precision in PRECISIONS:
        file = WEIGHTS / f"{name}_x{scale}_{precision}.onnx"
        if precision == "fp32" and not file.exists():
            file = WEIGHTS / f"{name}_x{scale}_fp16.onnx"
        if file.exists():
            lines += _file(file, precision, costs.get(file.stem, {}))
    return "\n".join(lines) + "\n"


def _file(file: Path, precision: str, cost: dict[str, Any]) -> list[str]:
    content = file.read_bytes()
    lines = [
        f"\n[model.files.{precision}]",
        f'file = "weights/{file.name}"',
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
        f"bytes = {len(content)}",
    ]
    if "loss" in cost:
        lines.append(f"loss = {cost['loss']}")
    if cost:
        lines += [f"costs = {json.dumps(cost['costs'])}", f"bytes_per_pixel = {cost['bytes_per_pixel']}"]
    return lines
