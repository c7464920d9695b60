"""PyTorch's files of weights (.pth, .safetensors): recognised by spandrel and written as ONNX once."""

import io
import pickle
import warnings
from pathlib import Path
from typing import Any

from srdesk.convert.claims import Claims, Converted, Order, Range
from srdesk.convert.content import content_of
from srdesk.errors import ModelError
from srdesk.texts import Text, said

OPSET = 17
_SIDE = 64
_MOST_SAID = 200
# What PyTorch and spandrel raise for weights that are not as they expect them.
_ERRORS = (RuntimeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError)


def converted(file: Path) -> Converted:
    """A file of weights as ONNX; spandrel knows the network that belongs to it. Programs in pickles are never run.

    Raises `ModelError` where the extra is not installed or does not work, for files that hold more than weights or are
    damaged, and for what spandrel does not know or PyTorch cannot export.
    """
    try:
        import spandrel
        import torch
    except ImportError as error:
        raise ModelError(
            Text("{0} is a file of PyTorch's, which is not installed.", file.name),
            hint="Install it with: pip install srdesk[torch]; or export the network as ONNX.",
        ) from error
    except RuntimeError as error:  # torchvision was made for another PyTorch
        raise ModelError(
            Text("{0} cannot be read, since PyTorch does not start: {1}", file.name, said(error)[:_MOST_SAID]),
            hint="Install torch and torchvision again, of one release and from one place.",
        ) from error
    try:
        found = spandrel.ModelLoader(device="cpu").load_from_state_dict(_weights(file))
    except (*_ERRORS, spandrel.UnsupportedModelError) as error:
        raise ModelError(
            Text("spandrel does not know the network that the weights in {0} belong to.", file.name),
            hint="Export it as ONNX where it was trained.",
        ) from error
    if not isinstance(found, spandrel.ImageModelDescriptor):
        raise ModelError(Text("{0} is a network that needs more than one picture.", file.name))
    example = torch.zeros(1, found.input_channels, _SIDE, _SIDE)
    return Converted(_exported(found.model.eval().float(), example, file.name), Claims(Order.RGB, Range.UNIT))


def _weights(file: Path) -> dict[str, Any]:
    """What a file holds, as far as that is tensors, numbers and texts; raises `ModelError`."""
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load

    content = content_of(file)
    try:
        if file.suffix.lower() == ".safetensors":
            return dict(load(content))
        with warnings.catch_warnings(action="ignore"):  # of pickles that it does not know, which it refuses then
            held = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise _refused(file, error) from error
    except (*_ERRORS, OSError, SafetensorError) as error:
        raise _damaged(file) from error
    if not isinstance(held, dict):
        raise _damaged(file)
    return held


def _refused(file: Path, error: pickle.UnpicklingError) -> ModelError:
    """Why PyTorch did not read a pickle: it names what is forbidden, or is no pickle."""
    if "GLOBAL" not in str(error):
        return _damaged(file)
    return ModelError(
        Text("{0} holds more than weights: a program that would run when it is opened. It was not run.", file.name),
        hint="Get the weights as .safetensors, or from somebody you trust as ONNX.",
    )


def _damaged(file: Path) -> ModelError:
    return ModelError(
        Text("{0} is damaged, or holds something else than weights. Nothing in it was run.", file.name),
        hint="Get it again, as .safetensors if possible; a whole model or TorchScript has to be exported as ONNX.",
    )


def _exported(model: Any, example: Any, name: str) -> bytes:
    """A network as ONNX, for pictures of any size as far as the network has no size in it."""
    import torch

    target, axes = io.BytesIO(), {2: "height", 3: "width"}
    try:
        with warnings.catch_warnings(action="ignore"):  # that sizes become constants, which the probe finds out itself
            torch.onnx.export(
                model,
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
            Text("PyTorch cannot write {0} as ONNX: {1}", name, said(error)[:_MOST_SAID]),
            hint="Export it as ONNX where it was trained.",
        ) from error
    return target.getvalue()
