"""Distillation: what a finished network makes of a patch, as the picture another one is to make."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from . import networks


@dataclass(frozen=True)
class Teacher:
    """A finished network whose pictures are mixed into the targets with a ``share`` of 0..1."""

    network: nn.Module
    share: float

    @classmethod
    def load(cls, checkpoint: Path, *, network: str, scale: int, share: float) -> "Teacher":
        """From the averaged weights of a checkpoint."""
        built = networks.build(network, scale).to(memory_format=torch.channels_last).eval()
        built.load_state_dict(torch.load(checkpoint, weights_only=True)["average"])
        return cls(built.requires_grad_(requires_grad=False), share)

    @torch.no_grad()
    def target(self, low: Tensor, high: Tensor) -> Tensor:
        """What is to be made of ``low`` (B x C x h x w in 0..1); one plane is shown to a network of three as gray."""
        with torch.autocast("cpu", torch.bfloat16):
            shown = self.network(low.expand(-1, 3, -1, -1)).float()
        return high.lerp(shown.mean(dim=1, keepdim=True) if low.shape[1] == 1 else shown, self.share)
