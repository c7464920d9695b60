"""Frozen TensorFlow graphs (.pb) as ONNX networks, read without TensorFlow."""

from srdesk.convert.tensorflow.network import MAX_BYTES, TensorFlowNetwork, converted, read_content, read_graph

__all__ = ["MAX_BYTES", "TensorFlowNetwork", "converted", "read_content", "read_graph"]
