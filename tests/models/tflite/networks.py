"""Small networks for the tests of TensorFlow Lite files, and what runs them."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper


def node(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs.split(), [output], **attributes)


def network(*nodes, channels=3, **constants):
    """An ONNX network from x to y; constants by name, lists as whole numbers."""
    kinds = {name: np.int64 if isinstance(value, list) else np.float32 for name, value in constants.items()}
    tensors = [numpy_helper.from_array(np.asarray(value, kinds[name]), name) for name, value in constants.items()]
    begin = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, channels, "h", "w"])
    end = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, "c", "H", "W"])
    graph = helper.make_graph(list(nodes), "g", [begin], [end], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def weights(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 0.3, shape).astype(np.float32)


SMALL = {
    "padded to one side": network(node("Conv", "x w b", "y", pads=[2, 0, 0, 2]), w=weights(4, 3, 3, 3), b=weights(4)),
    "even kernel": network(node("Conv", "x w", "y", pads=[1, 1, 1, 1]), w=weights(4, 3, 4, 4)),
    "without padding": network(node("Conv", "x w", "y"), w=weights(4, 3, 3, 3)),
    "in strides": network(node("Conv", "x w", "y", pads=[1] * 4, strides=[2, 2]), w=weights(4, 3, 3, 3)),
    "dilated": network(node("Conv", "x w", "y", pads=[2] * 4, dilations=[2, 2]), w=weights(4, 3, 3, 3)),
    "channel by channel": network(
        node("Conv", "x w b", "y", pads=[1] * 4, group=3), w=weights(3, 1, 3, 3), b=weights(3)
    ),
    "slopes by channel": network(node("PRelu", "x s", "y"), s=weights(3, 1, 1)),
    "clipped": network(node("Clip", "x low high", "y"), low=0.2, high=0.7),
    "mixed": network(
        node("Mul", "x f", "a"),
        node("Relu", "a", "b"),
        node("Concat", "a b", "c", axis=1),
        node("Sigmoid", "c", "d"),
        node("Tanh", "d", "e"),
        node("Max", "e c", "g"),
        node("Div", "g d", "y"),
        f=weights(1, 3, 1, 1),
    ),
    "a sum cut off below": network(node("Add", "x t", "a"), node("Relu", "a", "y"), t=weights(1, 3, 1, 1)),
    "used twice": network(
        node("Conv", "x w", "a"), node("Relu", "a", "b"), node("Sub", "a b", "y"), w=weights(4, 3, 1, 1)
    ),
    "colours outermost": network(
        node("Conv", "x w b", "a"),
        node("LeakyRelu", "a", "c", alpha=0.2),
        node("DepthToSpace", "c", "y", blocksize=2, mode="CRD"),
        w=weights(12, 3, 1, 1),
        b=weights(12),
    ),
    "colours innermost": network(
        node("Conv", "x w", "a"), node("DepthToSpace", "a", "y", blocksize=2, mode="DCR"), w=weights(12, 3, 1, 1)
    ),
}
"""One for each thing that networks do."""
MOVING = {
    "joined in height": network(node("Concat", "x x", "y", axis=2)),
    "blocks as channels": network(
        node("Pad", "x p", "a"), node("SpaceToDepth", "a", "y", blocksize=2), p=[0, 0, 0, 0, 0, 0, 1, 1]
    ),
    "colours last": network(
        node("Transpose", "x", "a", perm=[0, 2, 3, 1]),
        node("Mul", "a t", "b"),
        node("Transpose", "b", "c", perm=[0, 3, 1, 2]),
        node("Conv", "c w", "y", pads=[1] * 4),
        t=weights(3),
        w=weights(4, 3, 3, 3),
    ),
    "turned over": network(
        node("Transpose", "x", "a", perm=[0, 1, 3, 2]), node("Conv", "a w", "y"), w=weights(4, 3, 3, 3)
    ),
    "cut": network(node("Slice", "x s e a", "y"), s=[1, -5], e=[-2, 2**63 - 1], a=[2, 3]),
    "every second pixel": network(node("Slice", "x s e a t", "y"), s=[1, 0], e=[2**31 - 1] * 2, a=[2, 3], t=[2, 2]),
    "some channels": network(
        node("Conv", "x w", "a"), node("Slice", "a s e a1", "y"), w=weights(6, 3, 1, 1), s=[2], e=[5], a1=[1]
    ),
    "reflected": network(node("Pad", "x p", "y", mode="reflect"), p=[0, 0, 3, 2, 0, 0, 1, 4]),
    "its border repeated": network(node("Pad", "x p", "y", mode="edge"), p=[0, 0, 9, 2, 0, 0, 5, 12]),
}
"""One for each way in which networks move pixels."""


def picture(channels=3, height=9, width=7, seed=1):
    return np.random.default_rng(seed).random((1, channels, height, width), dtype=np.float32)


def run_onnx(content, planes):
    import onnxruntime

    content = content.SerializeToString() if isinstance(content, onnx.ModelProto) else content
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: planes})[0]


def run_tflite(content, planes):
    """What LiteRT makes of planes; the test is skipped where it is not installed."""
    interpreter = pytest.importorskip("ai_edge_litert.interpreter").Interpreter(model_content=content, num_threads=1)
    begin, end = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    source = np.ascontiguousarray(planes.transpose(0, 2, 3, 1))
    if tuple(begin["shape"]) != source.shape:
        interpreter.resize_tensor_input(begin["index"], source.shape, strict=True)
    interpreter.allocate_tensors()
    interpreter.set_tensor(begin["index"], source)
    interpreter.invoke()
    return interpreter.get_tensor(end["index"]).transpose(0, 3, 1, 2)
