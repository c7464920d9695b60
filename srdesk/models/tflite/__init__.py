"""TensorFlow Lite files: read within their bounds, written, and made of ONNX networks."""
