"""Muon for convolutions, with Adam for everything that is not a hidden convolution."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
SHARE_OF_BIASES = 0.05


def orthogonalise(matrix: Tensor, steps: int = 5) -> Tensor:
    """About ``U V^T`` of the matrix's singular value decomposition, by a quintic Newton-Schulz iteration."""
    a, b, c = NEWTON_SCHULZ
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = wide / (wide.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x if matrix.shape[0] <= matrix.shape[1] else x.T


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised per kernel reshaped to ``out x (in*kh*kw)`` (Jordan et al. 2024)."""

    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.95) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # noqa: ARG002 - torch's signature
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    self._update(weight, group["lr"], group["momentum"])

    def _update(self, weight: Tensor, lr: float, momentum: float) -> None:
        state = self.state[weight]
        velocity = state.setdefault("velocity", torch.zeros_like(weight))
        velocity.lerp_(weight.grad, 1 - momentum)
        step = orthogonalise(torch.lerp(weight.grad, velocity, momentum).flatten(1))
        weight.add_(step.view_as(weight), alpha=-lr * 0.2 * max(step.shape) ** 0.5)


def hidden_kernels(network: nn.Module) -> list[nn.Parameter]:
    """Kernels of every convolution but the first and the last."""
    kernels = [module.weight for module in network.modules() if isinstance(module, nn.Conv2d)]
    return kernels[1:-1] if not hasattr(network, "deconv") else kernels[1:]


def rectified_biases(network: nn.Module) -> list[nn.Parameter]:
    """Biases of what goes through the rectifier of an EDSR's block."""
    return [block.first.bias for block in getattr(network, "blocks", ())]


def optimisers(network: nn.Module, muon_lr: float, adam_lr: float) -> list[torch.optim.Optimizer]:
    """Muon for the hidden kernels (none if ``muon_lr`` is 0), Adam for the rest.

    Each group has a ``share`` of its optimiser's rate. Beside Muon it is small for biases before a rectifier: Adam
    takes full steps on the faintest gradient, and such a bias would go down until its channel is silent for ever.
    """
    hidden = hidden_kernels(network) if muon_lr else []
    biases = rectified_biases(network) if muon_lr else []
    chosen = {id(parameter) for parameter in (*hidden, *biases)}
    groups = [{"params": [p for p in network.parameters() if id(p) not in chosen], "share": 1.0}]
    if biases:
        groups.append({"params": biases, "share": SHARE_OF_BIASES})
    adam = torch.optim.Adam(groups, lr=adam_lr, betas=(0.9, 0.99))
    return [Muon(hidden, lr=muon_lr), adam] if hidden else [adam]
