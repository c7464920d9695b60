"""The weights of a network read back from its ONNX file, so that training goes on where no checkpoint is left."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from . import export, networks

WEIGHTS = Path(__file__).parent.parent / "weights"


def find(name: str, folder: Path = WEIGHTS) -> Path | None:
    """The float file of a recipe, the more exact one of two."""
    files = (folder / f"{name}_{precision}.onnx" for precision in ("fp32", "fp16"))
    return next((file for file in files if file.exists()), None)


@torch.no_grad()
def read(path: Path, network: str, scale: int) -> dict[str, Tensor]:
    """The state of a network (``networks.build``) that gives what the ONNX file at ``path`` gives.

    Raises ValueError where the file is of another network or scale.
    """
    model = onnx.load(path, load_external_data=False)
    built = networks.build(network, scale)
    if _shape(model) != _shape(export.to_onnx(built)):
        raise ValueError(f"{path.name} is no {network} x{scale}")
    held = {
        one.name: torch.from_numpy(numpy_helper.to_array(one).astype(np.float32)) for one in model.graph.initializer
    }
    casts = {node.output[0]: node.input[0] for node in model.graph.node if node.op_type == "Cast"}
    convs = [[held[casts.get(name, name)] for name in node.input[1:]] for node in _of_kind(model, "Conv")]
    slopes = [node.attribute[0].f for node in _of_kind(model, "LeakyRelu")]
    layers = [module for module in built.modules() if isinstance(module, nn.Conv2d)]
    for layer, (weight, bias) in zip(layers, convs, strict=False):
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    for prelu, slope in zip((m for m in built.modules() if isinstance(m, nn.PReLU)), slopes, strict=True):
        prelu.weight.fill_(slope)
    if isinstance(built, networks.FSRCNN):
        built.deconv.copy_(conv_as_deconv(convs[-1][0], scale))
        built.bias.copy_(convs[-1][1][:1])
    return built.state_dict()


def conv_as_deconv(weight: Tensor, scale: int) -> Tensor:
    """What ``networks.deconv_as_conv`` made ``weight`` of: ``C x 1 x k x k``."""
    taps = networks.DECONV_TAPS
    numbers = torch.arange(1.0, taps**2 + 1).view(1, 1, taps, taps)
    places = networks.deconv_as_conv(numbers, scale)[:, 0].long()
    deconv = torch.zeros(weight.shape[1], taps**2)
    deconv[:, places[places > 0] - 1] = weight.transpose(0, 1)[:, places > 0]
    return deconv.view(-1, 1, taps, taps)


def _shape(model: onnx.ModelProto) -> tuple[list[str], list[tuple[int, ...]]]:
    """What tells networks apart: operators, but for those that widen weights, and the sizes of weights."""
    operators = [node.op_type for node in model.graph.node if node.op_type != "Cast"]
    return operators, [tuple(one.dims) for one in model.graph.initializer]


def _of_kind(model: onnx.ModelProto, operator: str) -> list[onnx.NodeProto]:
    return [node for node in model.graph.node if node.op_type == operator]
