"""Core ML packages: made of ONNX networks by coremltools, and read back without it."""
