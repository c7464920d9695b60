"""Fine-tuning a network to the rounding that INT8 will do to it."""

from dataclasses import replace

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from . import networks
from .pictures import Patches
from .recipes import Recipe

LEVELS = 255
# Weights use seven bits, as in the file: see srdesk.convert.quantize.
LARGEST_WEIGHT = 64
SHARE = 0.99999
BATCHES = 12

TUNING = {
    "muon_lr": 0.0,
    "adam_lr": 5e-5,
    "bfloat16": True,
    "bfloat16_decay": True,
    "int8": True,
    "decay": 1500,
    "revive_every": 0,
}


def recipe_for(recipe: Recipe) -> Recipe:
    """The recipe that tunes the weights of another to INT8: rounded, they are to make what they make unrounded."""
    own = {"name": f"{recipe.name}_int8", "start_from": recipe.name, "teacher": recipe.name}
    return replace(recipe, **own, teacher_network=recipe.network, **TUNING)  # type: ignore[arg-type]


class RoundedEDSR(networks.EDSR):
    """EDSR as it runs in INT8: all but its first and last convolution see and make values of 256 levels.

    Rounding lets gradients through. ``ranges`` (low, high) of each rounded tensor are fixed by `observe`.
    """

    def __init__(self, scale: int) -> None:
        super().__init__(scale)
        self.observing = False
        self.register_buffer("ranges", torch.zeros(3 * len(self.blocks) + 4, 2))

    def forward(self, x: Tensor) -> Tensor:
        head = self.head(x - self.mean)
        body, place = head, 0
        for block in self.blocks:
            inner = self._rounded(F.relu(self._conv(block.first, self._rounded(body, place))), place + 1)
            body = body + self._rounded(self._conv(block.second, inner), place + 2)
            place += 3
        features = head + self._rounded(self._conv(self.after, self._rounded(body, place)), place + 1)
        for layer in self.up:
            features = self._enlarged(layer, features, place + 2)
        nearest = F.pixel_shuffle(x.repeat_interleave(self.scale**2, dim=1), self.scale)
        return self.tail(features) + nearest

    @torch.no_grad()
    def observe(self, patches: Patches, batch: int, rng: object) -> None:
        """Fix the ranges by what some batches of patches show."""
        self.observing = True
        for _ in range(BATCHES):
            low, _ = patches.batch(rng, batch)  # type: ignore[arg-type]
            self(torch.from_numpy(low))
        self.observing = False

    def _enlarged(self, layer: nn.Module, features: Tensor, place: int) -> Tensor:
        if not isinstance(layer, nn.Conv2d):
            return layer(features)
        return self._rounded(self._conv(layer, self._rounded(features, place)), place + 1)

    def _conv(self, layer: nn.Conv2d, x: Tensor) -> Tensor:
        scales = layer.weight.detach().abs().amax(dim=(1, 2, 3)).clamp(min=1e-8) / LARGEST_WEIGHT
        zeros = torch.zeros_like(scales, dtype=torch.int32)
        weight = torch.fake_quantize_per_channel_affine(layer.weight, scales, zeros, 0, -LARGEST_WEIGHT, LARGEST_WEIGHT)
        return F.conv2d(x, weight, layer.bias, padding=layer.padding)

    def _rounded(self, x: Tensor, place: int) -> Tensor:
        x = x.float()
        if self.observing:
            low, high = torch.quantile(x.flatten(), torch.tensor([1 - SHARE, SHARE]))
            self.ranges[place, 0].clamp_(max=low)
            self.ranges[place, 1].clamp_(min=high)
            return x
        low, high = self.ranges[place]
        step = (high - low).clamp(min=1e-8) / LEVELS
        return torch.fake_quantize_per_tensor_affine(x, step, (-low / step).round().int(), 0, LEVELS)
