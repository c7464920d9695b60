"""What somebody who ports a network has to know, for programs and for people."""

import hashlib
from collections.abc import Sequence
from typing import Any

from srdesk.convert.export.formats import ModelFile
from srdesk.convert.export.reference import LUMA
from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.models.spec import Precision

TOLERANCES = {Precision.FP32: 1e-4, Precision.FP16: 1e-4, Precision.INT8: 0.05}
"""By how much a value of the reference may be off: other processors round otherwise."""

_LOADING = {
    Platform.ANDROID: "Load it with LiteRT (`com.google.ai.edge.litert`) or TensorFlow Lite 2.4 or newer.",
    Platform.IOS: "Load it with LiteRT for iOS (`TensorFlowLiteSwift` or `TensorFlowLiteObjC`).",
    Platform.WEB: "Load the `.onnx` with onnxruntime-web; builds of ONNX Runtime without ONNX itself take the `.ort`.",
    Platform.OPENCV: "`cv2.dnn.readNetFromONNX(path)`; in OpenCV 5 add `engine=cv2.dnn.ENGINE_CLASSIC`.",
}


def constants(request: ExportRequest, files: Sequence[ModelFile]) -> dict[str, Any]:
    """Everything as values, for ``port.json``."""
    spec = request.spec
    return {
        "made_by": request.made_by,
        "platform": str(request.platform),
        "model": {
            "name": spec.name,
            "title": spec.title,
            "scale": spec.scale,
            "precision": str(request.precision),
            "parameters": spec.parameters,
            "multiplications_per_source_pixel": spec.operations,
        },
        "files": [
            {"name": file.name, "bytes": len(file.content), "sha256": hashlib.sha256(file.content).hexdigest()}
            for file in files
        ],
        "input": _end(request, files[0].layout, 1),
        "output": _end(request, files[0].layout, spec.scale),
        "preprocessing": _preprocessing(request),
        "postprocessing": _postprocessing(request),
        "tiling": _tiling(request),
        "reference": {
            "input": "input.npy",
            "output": "output.npy",
            "pictures": ["input.png", "output.png"],
            "largest_deviation": TOLERANCES[request.precision],
        },
    }


def _end(request: ExportRequest, layout: str, scale: int) -> dict[str, Any]:
    height, width = (-1, -1) if request.shape is None else (side * scale for side in request.shape)
    channels = request.spec.channels
    return {
        "layout": layout,
        "shape": [1, height, width, channels] if layout == "NHWC" else [1, channels, height, width],
        "type": "float32",
        "channels": ["Y"] if request.luma else ["R", "G", "B"],
        "range": [0.0, 1.0],
    }


def _preprocessing(request: ExportRequest) -> dict[str, Any]:
    steps: dict[str, Any] = {"divide_by": 255, "mean": 0, "deviation": 1, "gamma": "as in the picture, not linear"}
    return steps | ({"luma_of_rgb": [round(float(share), 3) for share in LUMA]} if request.luma else {})


def _postprocessing(request: ExportRequest) -> dict[str, Any]:
    steps: dict[str, Any] = {"clip": [0, 1], "multiply_by": 255, "round": True}
    if request.luma:
        steps["color"] = "rgb = bicubic(rgb) + (y - luma(bicubic(rgb))), clipped after that"
    return steps


def _tiling(request: ExportRequest) -> dict[str, Any]:
    return {
        "halo": request.spec.halo,
        "core": list(request.core),
        "tile": list(request.tile),
        "fixed": request.shape is not None,
    }


def readme(request: ExportRequest, files: Sequence[ModelFile], checks: Sequence[str]) -> str:
    """The same in sentences."""
    spec, halo = request.spec, request.spec.halo
    height, width = request.tile
    layout = files[0].layout
    sees = "brightness (one channel)" if request.luma else "RGB (three channels, red first)"
    sizes = f"{height} x {width} pixels and no other size" if request.shape else "pictures of any size"
    return f"""# {spec.title} x{spec.scale}, {request.precision}, for {request.platform}

{spec.sentence}

Each side becomes {spec.scale} times as long. Made by {request.made_by}; `port.json` has all of this as values.

| file | |
|---|---|
{_table(files)}
| `port.json` | the constants below |
| `input.npy`, `output.npy` | what goes in and what has to come out, float32, in the order of axes of the model |
| `input.png`, `output.png` | the same as pictures |

{_LOADING[request.platform]}

## In and out

It takes {sees}, float32, {layout}, 0 is black and 1 is white: {sizes}.
It makes the same, {spec.scale} times as high and wide.{_integers(request)}

1. Divide 8-bit values by 255. Nothing is subtracted; values stay as they are in the picture (sRGB, not linear).
{_color_steps(request)}
3. Clip the result to 0..1, multiply by 255, round.

## Tiles

A pixel of the result depends on source pixels at most {halo} away. So cut the picture into cores (for instance of
{request.core[0]} x {request.core[1]} pixels), give the network each core with {halo} more pixels on each side, and keep
the core of the result: it is then what one run over the whole picture would give, without seams. At the border of the
picture, move the tile inside, so that it ends where the picture ends: do not invent pixels there, the network pads with
zeros itself.{_small_pictures(request)}

## Check the port

Give it `input.npy`; no value may differ from `output.npy` by more than {TOLERANCES[request.precision]}.
{_checked(checks)}
"""


def _table(files: Sequence[ModelFile]) -> str:
    return "\n".join(
        f"| `{file.name}` | the network, {len(file.content) / 1e6:.2f} MB, {file.layout} |" for file in files
    )


def _integers(request: ExportRequest) -> str:
    if request.precision is not Precision.INT8:
        return ""
    return " Inside it computes in 8-bit integers; what goes in and what comes out are floating all the same."


def _color_steps(request: ExportRequest) -> str:
    if not request.luma:
        return "2. Run the network."
    return """2. Take the luma, Y = 0.299 R + 0.587 G + 0.114 B, and run the network on it. Enlarge the RGB picture by
   bicubic interpolation, and add to each of its three channels what the network's Y has more than the luma of that."""


def _small_pictures(request: ExportRequest) -> str:
    if request.shape is None:
        return ""
    return " A picture smaller than the tile has to be extended (repeat its last row and column) and the result cut."


def _checked(checks: Sequence[str]) -> str:
    return "\n".join(("", "Checked when it was exported:", "", *(f"* {check}" for check in checks))) if checks else ""
