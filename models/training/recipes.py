"""Recipes: what a weight is trained with, read from recipes.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Recipe:
    """Patch sides are in low-resolution pixels, rates are the constant ones of the stable phase."""

    name: str
    network: str
    scale: int
    batch: int
    patch: int
    muon_lr: float
    adam_lr: float
    bfloat16: bool
    bfloat16_decay: bool
    loss: str = "charbonnier"
    average: float = 0.999
    seed: int = 1
    start_from: str = ""
    shrinks: tuple[float, ...] = (1.0,)
    decay: int = 2000
    photo: bool = False
    int8: bool = False
    candidates: int = 1
    revive_every: int = 0
    teacher: str = ""
    teacher_network: str = "edsr"
    teacher_share: float = 1.0


FILE = Path(__file__).with_name("recipes.toml")


def read(path: Path = FILE) -> dict[str, Recipe]:
    """Every recipe by name; a recipe's table overrides that of its network."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: Recipe(
            name=name,
            **{k: tuple(v) if isinstance(v, list) else v for k, v in (tables["network"][own["network"]] | own).items()},
        )
        for name, own in tables["recipe"].items()
    }
