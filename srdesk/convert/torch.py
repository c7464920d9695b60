"""PyTorch's files of weights (.pth, .safetensors): recognised by spandrel and written as ONNX once."""

import io
import pickle
from pathlib import Path

from srdesk.convert.claims import Claims, Converted, Order, Range
from srdesk.errors import ModelError
from srdesk.texts import Text, said

OPSET = 17
_SIDE = 64
_ERRORS = (RuntimeError, ValueError, KeyError, TypeError, AttributeError, OSError, pickle.UnpicklingError)


def converted(file: Path) -> Converted:
    """A file of weights as ONNX; spandrel knows the network that belongs to it, and reads no programs from pickles.

    Raises `ModelError` where the extra is not installed, and for what spandrel does not know or PyTorch cannot export.
    """
    try:
        import spandrel
        import torch
    except ImportError as error:
        raise ModelError(
            Text("{0} is a file of PyTorch's, which is not installed.", file.name),
            hint="Install it with: pip install srdesk[torch]; or export the network as ONNX.",
        ) from error
    try:
        found = spandrel.ModelLoader(device="cpu").load_from_file(file)
    except (*_ERRORS, spandrel.UnsupportedModelError) as error:
        raise ModelError(
            Text("spandrel does not know the network in {0}: {1}", file.name, said(error)[:200]),
            hint="Export it as ONNX where it was trained.",
        ) from error
    if not isinstance(found, spandrel.ImageModelDescriptor):
        raise ModelError(Text("{0} is a network that needs more than one picture.", file.name))
    example = torch.zeros(1, found.input_channels, _SIDE, _SIDE)
    target = io.BytesIO()
    axes = {2: "height", 3: "width"}
    try:
        torch.onnx.export(
            found.model.eval().float(),
            (example,),
            target,
            input_names=["input"],
            output_names=["output"],
            dynamic_axes={"input": axes, "output": axes},
            opset_version=OPSET,
            dynamo=False,
        )
    except _ERRORS as error:
        raise ModelError(
            Text("PyTorch cannot write {0} as ONNX: {1}", file.name, said(error)[:200]),
            hint="Export it as ONNX where it was trained.",
        ) from error
    return Converted(target.getvalue(), Claims(Order.RGB, Range.UNIT))
