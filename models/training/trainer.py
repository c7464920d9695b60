"""Train one recipe: a resumable stable phase at constant rate, then a decay that ends in weights to ship."""

import copy
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import networks, pictures, revival, rounding, shipped
from .muon import optimisers
from .recipes import Recipe
from .teacher import Teacher

LOG_EVERY = 500
SAVE_EVERY = 250
WARM_UP = 60
# Share of the full rate below which silent channels are left alone: there is no time left to teach them.
REVIVED_ABOVE = 0.35
LOSSES = {
    "charbonnier": lambda error: torch.sqrt(error**2 + 1e-6).mean(),
    "l2": lambda error: (error**2).mean(),
}


@dataclass
class State:
    """Everything a run needs to go on where it stopped."""

    network: nn.Module
    average: nn.Module
    optimisers: list[torch.optim.Optimizer]
    step: int = 0
    seconds: float = 0.0

    @classmethod
    def fresh(cls, recipe: Recipe, runs: Path, patches: pictures.Patches) -> "State":
        torch.manual_seed(recipe.seed)
        rounded = rounding.RoundedEDSR(recipe.scale) if recipe.int8 else None
        network = (rounded or networks.build(recipe.network, recipe.scale)).to(memory_format=torch.channels_last)
        if recipe.start_from:
            adopt(network, starting_weights(recipe, runs))
        if rounded is not None:
            rounded.observe(patches, recipe.batch, np.random.default_rng(recipe.seed))
        return cls(network, copy.deepcopy(network), optimisers(network, recipe.muon_lr, recipe.adam_lr))

    def save(self, path: Path) -> None:
        partial = path.with_suffix(".part")
        torch.save(
            {
                "network": self.network.state_dict(),
                "average": self.average.state_dict(),
                "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
                "step": self.step,
                "seconds": self.seconds,
            },
            partial,
        )
        partial.replace(path)

    def restore(self, path: Path) -> None:
        saved = torch.load(path, weights_only=True)
        self.network.load_state_dict(saved["network"])
        self.average.load_state_dict(saved["average"])
        for optimiser, state in zip(self.optimisers, saved["optimisers"], strict=True):
            optimiser.load_state_dict(state)
        self.step, self.seconds = saved["step"], saved["seconds"]


def best(folder: Path) -> Path:
    """The finished weights of a run, or those it has come to."""
    final = folder / "final.pt"
    return final if final.exists() else folder / "stable.pt"


def starting_weights(recipe: Recipe, runs: Path) -> dict[str, torch.Tensor]:
    """What a recipe starts from: the weights of that run, or its shipped file where there is no run."""
    checkpoint = best(runs / recipe.start_from)
    file = shipped.find(recipe.start_from)
    if checkpoint.exists() or file is None:
        return torch.load(checkpoint, weights_only=True)["average"]
    return shipped.read(file, recipe.network, int(recipe.start_from.rpartition("_x")[2]))


def adopt(network: nn.Module, weights: dict[str, torch.Tensor]) -> None:
    """Take over every weight of another scale's network whose name and shape agree."""
    own = network.state_dict()
    own.update({name: value for name, value in weights.items() if name in own and own[name].shape == value.shape})
    network.load_state_dict(own)


@dataclass(frozen=True)
class Validation:
    """Y-PSNR over named sets of pairs, by the protocol in models/README.md (a border of ``scale`` cut)."""

    sets: dict[str, list[pictures.Pair]]

    def measure(self, network: nn.Module, scale: int, luma: bool) -> dict[str, float]:
        return {
            name: float(np.mean([self._one(network, pair, scale, luma) for pair in pairs]))
            for name, pairs in self.sets.items()
        }

    @staticmethod
    @torch.no_grad()
    def _one(network: nn.Module, pair: pictures.Pair, scale: int, luma: bool) -> float:
        low = pair.low.astype(np.float32) / 255
        planes = (low @ pictures.LUMA)[None] if luma else low.transpose(2, 0, 1)
        out = network(torch.from_numpy(planes.copy())[None])[0].clamp(0, 1).numpy()
        want = pictures.studio_luma(pair.high)
        got = 16 + 219.0 * out[0] if luma else pictures.studio_luma(np.round(out.transpose(1, 2, 0) * 255))
        return pictures.psnr(want, got, scale)


@dataclass
class Run:
    """One recipe in one folder of checkpoints: ``stable.pt`` to go on from, ``final.pt`` to export."""

    recipe: Recipe
    runs: Path
    patches: pictures.Patches
    validation: Validation

    def __post_init__(self) -> None:
        self.folder = self.runs / self.recipe.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self._teacher = self._find_teacher()

    def train(self, minutes: float, steps: int | None, decay: int) -> None:
        """Stable phase for so many minutes (or up to ``steps``), then ``decay`` steps that end in ``final.pt``."""
        state = State.fresh(self.recipe, self.runs, self.patches)
        stable = self.folder / "stable.pt"
        if stable.exists():
            state.restore(stable)
        deadline = time.monotonic() + 60 * minutes
        while time.monotonic() < deadline and (steps is None or state.step < steps):
            self._step(state, min(1.0, (state.step + 1) / WARM_UP), self.recipe.bfloat16)
            self._report(state, "stable")
            if state.step % SAVE_EVERY == 0:
                state.save(stable)
        state.save(stable)
        first = state.step
        while state.step < first + decay:
            self._step(state, 1 - (state.step - first) / decay, self.recipe.bfloat16_decay)
            self._report(state, "decay")
        state.save(self.folder / "final.pt")
        self._log(state, "final")

    def _step(self, state: State, rate: float, bfloat16: bool) -> None:
        began = time.monotonic()
        recipe = self.recipe
        if recipe.revive_every and state.step % recipe.revive_every == 0 and rate > REVIVED_ABOVE:
            self._revive(state)
        rng = np.random.default_rng((recipe.seed, state.step))
        low, high = (torch.from_numpy(side) for side in self.patches.batch(rng, recipe.batch))
        low = low.to(memory_format=torch.channels_last)
        for optimiser, base in zip(state.optimisers, self._rates(state), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = base * rate * group.get("share", 1.0)
            optimiser.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            out = state.network(low)
        if self._teacher is not None:
            high = self._teacher.target(low, high)
        loss = LOSSES[recipe.loss](out.float() - high)
        loss.backward()
        nn.utils.clip_grad_norm_(state.network.parameters(), 0.5)
        for optimiser in state.optimisers:
            optimiser.step()
        keep = min(recipe.average, 1 - 1 / (state.step + 2))
        with torch.no_grad():
            for mean, value in zip(state.average.parameters(), state.network.parameters(), strict=True):
                mean.lerp_(value, 1 - keep)
        state.step += 1
        state.seconds += time.monotonic() - began
        if not math.isfinite(loss.item()):
            raise FloatingPointError(f"{recipe.name}: the loss is not finite at step {state.step}")

    def _revive(self, state: State) -> None:
        masks = revival.silent(state.network, self.patches, np.random.default_rng(state.step), self.recipe.batch)
        print(self.recipe.name, "revived", revival.revive(state.network, state.average, masks), flush=True)

    def _find_teacher(self) -> Teacher | None:
        recipe = self.recipe
        if not recipe.teacher:
            return None
        checkpoint = best(self.runs / recipe.teacher)
        return Teacher.load(checkpoint, network=recipe.teacher_network, scale=recipe.scale, share=recipe.teacher_share)

    def _rates(self, state: State) -> list[float]:
        return [self.recipe.muon_lr, self.recipe.adam_lr] if len(state.optimisers) == 2 else [self.recipe.adam_lr]

    def _report(self, state: State, phase: str) -> None:
        if state.step % LOG_EVERY == 0:
            self._log(state, phase)

    def _log(self, state: State, phase: str) -> None:
        figures = self.validation.measure(state.average, self.recipe.scale, self.patches.luma)
        row = {"step": state.step, "seconds": round(state.seconds), "phase": phase} | {
            k: round(v, 3) for k, v in figures.items()
        }
        with (self.folder / "curve.jsonl").open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(row) + "\n")
        print(self.recipe.name, row, flush=True)
