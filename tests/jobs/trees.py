"""Folders of small photos, and batches on them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from srdesk.jobs.journal import BatchJournal
from srdesk.jobs.planning.plan import BatchPlan
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.planning.table import Verdict
from srdesk.restore import RestoreOptions
from tests import fakes

FAKE = RestoreOptions(model="fake", tile=16)


def picture(path: Path, seed: int = 0, size: tuple[int, int] = (24, 16)) -> Path:
    """A small picture of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    pixels = np.stack([x * 4 + seed, y * 5, (x + y) * 3 + seed], axis=-1) % 200 + 20
    Image.fromarray(pixels.astype(np.uint8)).save(path)
    return path


@dataclass(frozen=True)
class Tree:
    """An input folder ``in`` and an output ``out`` below a folder."""

    folder: Path

    @property
    def inside(self) -> Path:
        return self.folder / "in"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def add(self, *names: str) -> "Tree":
        """Pictures, each different."""
        for seed, name in enumerate(names):
            picture(self.inside / name, seed)
        return self

    def spec(self, **changes: Any) -> BatchSpec:
        return BatchSpec(**{"inputs": (self.inside,), "output": self.out, "options": FAKE, **changes})

    def plan(self, journal: BatchJournal | None = None, *, retry_failed: bool = False, **changes: Any) -> BatchPlan:
        return plan_batch(self.spec(**changes), fakes.catalogue().specs, journal=journal, retry_failed=retry_failed)

    def results(self) -> dict[str, bytes]:
        """What is in the output but for what the batch keeps there, by path."""
        files = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        contents = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in files}
        return {name: content for name, content in contents.items() if not name.startswith("srdesk-")}


def targets(plan: BatchPlan, verdict: Verdict = Verdict.TODO) -> list[str]:
    """The relative targets of the rows with a verdict."""
    return [plan.relative_target(index) for index in plan.table.having(verdict)]
