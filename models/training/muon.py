"""Muon for convolutions, with Adam for everything that is not a hidden convolution."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


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


def optimisers(network: nn.Module, muon_lr: float, adam_lr: float) -> list[torch.optim.Optimizer]:
    """Muon for the hidden kernels (none if ``muon_lr`` is 0), Adam for the rest."""
    hidden = hidden_kernels(network) if muon_lr else []
    chosen = {id(kernel) for kernel in hidden}
    rest = [parameter for parameter in network.parameters() if id(parameter) not in chosen]
    adam = torch.optim.Adam(rest, lr=adam_lr, betas=(0.9, 0.99))
    return [Muon(hidden, lr=muon_lr), adam] if hidden else [adam]
