"""Channels of EDSR's blocks that no longer answer to anything, found and given a new start."""

import numpy as np
import torch
from torch import Tensor, nn

from .pictures import Patches

BATCHES = 8


@torch.no_grad()
def silent(network: nn.Module, patches: Patches, rng: np.random.Generator, batch: int) -> list[Tensor]:
    """For each block of an EDSR a mask of the channels whose rectifier stays at zero over some batches."""
    loudest = [torch.full((block.first.out_channels,), -torch.inf) for block in network.blocks]

    def listen(place: int, made: Tensor) -> None:
        loudest[place] = torch.maximum(loudest[place], made.amax(dim=(0, 2, 3)).float())

    hooks = [
        block.first.register_forward_hook(lambda _layer, _inputs, made, place=place: listen(place, made))
        for place, block in enumerate(network.blocks)
    ]
    for _ in range(BATCHES):
        network(torch.from_numpy(patches.batch(rng, batch)[0]))
    for hook in hooks:
        hook.remove()
    return [most <= 0 for most in loudest]


@torch.no_grad()
def revive(network: nn.Module, average: nn.Module, masks: list[Tensor]) -> int:
    """Give silent channels new weights that change no picture yet, in the network and its average; how many."""
    for place, mask in enumerate(masks):
        block = network.blocks[place]
        fresh = nn.Conv2d(block.first.in_channels, block.first.out_channels, block.first.kernel_size)
        for one in (block, average.blocks[place]):
            one.first.weight[mask] = fresh.weight[mask]
            one.first.bias[mask] = 0.0
            one.second.weight[:, mask] = 0.0
    return int(sum(mask.sum() for mask in masks))
