"""Networks that are rare, but real: branches, loops, attention, statistics of the whole, inputs with defaults."""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from tests.convert.importing.networks import Net, enlarger, plain, spread

F = TensorProto.FLOAT


def _ended(model, name, kind=F):
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_value_info(name, kind, [None] * 4))
    return model


def branching():
    """A branch that sees what is computed outside of it."""
    model = plain().made()
    end = model.graph.output[0].name
    branches = [
        helper.make_graph(
            [helper.make_node("Identity", [end], [name])], name, [], [helper.make_tensor_value_info(name, F, None)]
        )
        for name in ("yes", "no")
    ]
    model.graph.initializer.append(numpy_helper.from_array(np.array(True), "chosen"))
    model.graph.node.append(
        helper.make_node("If", ["chosen"], ["result"], then_branch=branches[0], else_branch=branches[1])
    )
    return _ended(model, "result")


def looping():
    """Three rounds of multiplying by one."""
    model = plain().made()
    body = helper.make_graph(
        [helper.make_node("Identity", ["go_in"], ["go_out"]), helper.make_node("Mul", ["so_far", "one"], ["next"])],
        "body",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("go_in", TensorProto.BOOL, []),
            helper.make_tensor_value_info("so_far", F, None),
        ],
        [helper.make_tensor_value_info("go_out", TensorProto.BOOL, []), helper.make_tensor_value_info("next", F, None)],
        [numpy_helper.from_array(np.float32(1), "one")],
    )
    constants = {"rounds": np.array(3, np.int64), "go": np.array(True)}
    model.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items())
    inputs = ["rounds", "go", model.graph.output[0].name]
    model.graph.node.append(helper.make_node("Loop", inputs, ["result"], body=body))
    return _ended(model, "result")


def normalising():
    """Adds a little of the picture by its own mean and deviation."""
    net = plain()
    enlarged = net.end
    net.add("InstanceNormalization", np.ones(3, np.float32), np.zeros(3, np.float32))
    return net.add("Mul", np.float32(0.01)).add("Add", enlarged).made()


def transposed():
    """Enlarged by a transposed convolution with a row and a column more than it would have."""
    weight = np.zeros((3, 3, 3, 3), np.float32)
    weight[range(3), range(3), 1:, 1:] = 1
    traits = {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1] * 4, "output_padding": [1, 1]}
    return Net([1, 3, None, None]).add("ConvTranspose", weight, **traits).made()


def cleaning():
    """Of the size of its source: blurred."""
    kernel = np.zeros((3, 3, 3, 3), np.float32)
    kernel[range(3), range(3)] = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    return Net([1, 3, None, None]).conv(kernel).made()


def attending(window=8, channels=8):
    """Every pixel attends to those of its window, as in SwinIR; seen from a pixel that reaches seven to either side."""
    rng = np.random.default_rng(0)
    net = Net([1, 3, None, None]).conv(rng.normal(0, 0.2, (channels, 3, 3, 3)).astype(np.float32))
    seen = net.end
    net.add("SpaceToDepth", blocksize=window).add("Transpose", perm=[0, 2, 3, 1])
    rows = net.end
    shape = net.add("Shape").end
    words = net.add("Reshape", np.array([0, 0, -1, window**2, channels]), start=rows).end
    net.add("MatMul", net.add("Transpose", perm=[0, 1, 2, 4, 3]).end, start=words).add("Softmax", axis=-1)
    net.add("MatMul", words).add("Reshape", shape).add("Transpose", perm=[0, 3, 1, 2])
    net.add("DepthToSpace", blocksize=window).add("Mul", np.float32(0.1)).add("Add", seen)
    detail = net.conv(rng.normal(0, 0.002, (12, channels, 3, 3)).astype(np.float32)).end
    net.conv(spread(3, 2))
    net.nodes[-1].input[0] = "input"
    return net.add("Add", detail).add("DepthToSpace", blocksize=2, mode="CRD").made()


def defaulted():
    """A second input that has a value already, dimensions with odd names, and more outputs than the picture."""
    net = Net([1, 3, None, None])
    net.constants.append(numpy_helper.from_array(np.ones(1, np.float32), "gain"))
    model = enlarger(net.add("Mul", "gain"), 3, 2).made()
    model.graph.input.append(helper.make_tensor_value_info("gain", F, [1]))
    for dim, name in zip(model.graph.input[0].type.tensor_type.shape.dim[2:], ("rows!", "2 columns"), strict=True):
        dim.dim_param = name
    model.graph.node.append(helper.make_node("Shape", ["input"], ["shape"]))
    model.graph.output.append(helper.make_tensor_value_info("shape", TensorProto.INT64, None))
    model.graph.output.insert(0, helper.make_tensor_value_info("n0", F, None))
    return model


def old():
    """Of 2018: its operator for enlarging is gone since."""
    net = Net([1, 3, None, None], opset=9).add("Upsample", np.array([1, 1, 2, 2], np.float32), mode="nearest")
    return net.conv(np.eye(3, dtype=np.float32)[:, :, None, None].repeat(3, 2).repeat(3, 3) / 9).made()


def from_the_future():
    model = plain().made()
    model.ir_version = 99
    return model


def listing():
    model = plain().made()
    model.graph.node.append(helper.make_node("SequenceConstruct", [model.graph.output[0].name], ["list"]))
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_sequence_value_info("list", F, None))
    return model
