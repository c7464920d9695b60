"""Trained weights to ONNX files, built node by node so that every runtime gets the simplest graph."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from . import networks

OPSET = 17
IR = 8


@dataclass
class Graph:
    """An ONNX graph in the making; each method adds a node and returns the name of its output."""

    half: bool = False
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        name = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value: NDArray[np.float32]) -> str:
        """A weight; stored in half precision and cast back at load if the graph is a half-size one."""
        name = f"weight_{len(self.constants)}"
        stored = value.astype(np.float16 if self.half else np.float32)
        self.constants.append(numpy_helper.from_array(stored, name))
        return self.add("Cast", name, to=TensorProto.FLOAT) if self.half else name

    def conv(self, x: str, weight: torch.Tensor, bias: torch.Tensor) -> str:
        names = [self.constant(tensor.detach().numpy()) for tensor in (weight, bias)]
        side = weight.shape[-1]
        return self.add("Conv", x, *names, kernel_shape=[side, side], pads=[side // 2] * 4)

    def layer(self, x: str, layer: nn.Module) -> str:
        match layer:
            case nn.Conv2d():
                return self.conv(x, layer.weight, layer.bias)
            case nn.PReLU():
                return self.add("LeakyRelu", x, alpha=layer.weight.item())
            case nn.PixelShuffle():
                return self.shuffle(x, layer.upscale_factor)
        raise TypeError(f"no ONNX form for {layer}")

    def sequence(self, x: str, layers: nn.Module) -> str:
        for layer in layers.children():
            x = self.layer(x, layer)
        return x

    def shuffle(self, x: str, scale: int) -> str:
        return self.add("DepthToSpace", x, blocksize=scale, mode="CRD")


def fsrcnn(graph: Graph, network: networks.FSRCNN) -> str:
    weight = networks.deconv_as_conv(network.deconv, network.scale)
    features = graph.sequence("input", network.body)
    return graph.shuffle(graph.conv(features, weight, network.bias.repeat(network.scale**2)), network.scale)


def espcn(graph: Graph, network: networks.ESPCN) -> str:
    return graph.shuffle(graph.sequence("input", network.body), network.scale)


def edsr(graph: Graph, network: networks.EDSR) -> str:
    scale = network.scale
    features = graph.layer(graph.add("Sub", "input", graph.constant(network.mean.numpy())), network.head)
    body = features
    for block in network.blocks:
        inner = graph.add("Relu", graph.layer(body, block.first))
        body = graph.add("Add", body, graph.layer(inner, block.second))
    features = graph.add("Add", features, graph.layer(body, network.after))
    learned = graph.layer(graph.sequence(features, network.up), network.tail)
    return graph.add("Add", learned, nearest(graph, scale) if scale > 1 else "input")


def nearest(graph: Graph, scale: int) -> str:
    """The input, enlarged by repetition."""
    copies = np.eye(3, dtype=np.float32).repeat(scale**2, axis=0)[:, :, None, None]
    return graph.shuffle(graph.add("Conv", "input", graph.constant(copies), kernel_shape=[1, 1]), scale)


def to_onnx(network: nn.Module, *, half: bool = False) -> onnx.ModelProto:
    """The network as an ONNX model, ``input`` 1 x C x height x width to ``output``, height and width dynamic."""
    graph = Graph(half)
    build = {networks.FSRCNN: fsrcnn, networks.ESPCN: espcn, networks.EDSR: edsr}[type(network)]
    result = build(graph, network)
    graph.nodes.append(helper.make_node("Identity", [result], ["output"], name="output"))
    shapes = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, network.channels, h, w])
        for name, h, w in (("input", "height", "width"), ("output", "scaled_height", "scaled_width"))
    ]
    body = helper.make_graph(graph.nodes, "srdesk", shapes[:1], shapes[1:], graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="srdesk")
    model.ir_version = IR
    onnx.checker.check_model(model)
    return model


def from_checkpoint(path: Path, network: str, scale: int) -> nn.Module:
    """The averaged weights of a checkpoint in a network of their own."""
    built = networks.build(network, scale)
    weights = torch.load(path, weights_only=True)["average"]
    weights.pop("ranges", None)  # of a run that tuned to INT8
    built.load_state_dict(weights)
    return built.eval()
