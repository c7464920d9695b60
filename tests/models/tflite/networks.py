"""Small networks for the tests of TensorFlow Lite files, and what runs them."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper


def node(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs.split(), [output], **attributes)


def network(*nodes, channels=3, **constants):
    """An ONNX network from x to y; constants by name."""
    tensors = [numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in constants.items()]
    begin = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, channels, "h", "w"])
    end = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, "c", "H", "W"])
    graph = helper.make_graph(list(nodes), "g", [begin], [end], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def weights(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 0.3, shape).astype(np.float32)


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
