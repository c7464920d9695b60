"""One EDSR file of OpenCV's by every route in one run: OpenCV itself, and every engine, in float32 and INT8.

    python benchmarks/edsr_routes.py FOLDER/EDSR_x3.pb [--side PIXELS] [--runs N] [--write docs/edsr-routes.md] [PHOTO]

Needs an environment with opencv-contrib-python-headless in place of opencv-python-headless, and for LiteRT, OpenVINO
and ncnn the extras ``tflite``, ``openvino`` and ``ncnn``; a route that cannot be taken is named with the reason. Takes
some five minutes on two quiet cores with 128 pixels a side, most of them OpenCV's.

Each route has a process of its own, with two threads: loading the network as srdesk does, running it once, then the
best of N runs; memory is what that process had at its peak, less what it had before it loaded anything. Deviations are
from OpenCV's own numbers before they are rounded, white being 1. INT8 is srdesk's own recipe as ``srdesk quantize`` has
it, calibrated on parts of the photo that lie outside the picture.
"""

import argparse
import os
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from alone import Cost, Run, cost
from marked import put
from numpy.typing import NDArray

from srdesk.convert.importing.bring import bring_along
from srdesk.convert.quantize import quantize
from srdesk.convert.reducing import ends
from srdesk.engines import SessionRequest, open_session
from srdesk.engines.devices import CPU, TITLES, processor, runtime_version
from srdesk.errors import SrdeskError
from srdesk.imaging.codec import decode
from srdesk.models.ncnn.onnx_file import from_onnx as ncnn_files
from srdesk.models.spec import ModelSpec, Precision, WeightFile
from srdesk.models.tflite.onnx_file import from_onnx as tflite_file
from srdesk.progress import CancelToken

THREADS = 2
# Enough for scales that hold elsewhere; together they take some four gigabytes while they are looked at.
TILES = 16
TILE = 48
PLACE = (60, 120)
HEAD = (
    "| route | file | load | first run | best run | MP/s | memory | deviation | PSNR to OpenCV | levels of 255 |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
)

Planes = NDArray[np.float32]


@dataclass(frozen=True)
class Route:
    """A way to run the network: its name, the bytes of its file, and how to get it ready."""

    name: str
    size: int
    ready: Callable[[], Run[Planes]]


def superres(file: Path) -> Run[Planes]:
    """The file as OpenCV's own module runs it, from and to 8 bits."""
    import cv2

    modules: Any = cv2
    cv2.setNumThreads(THREADS)
    network = modules.dnn_superres.DnnSuperResImpl.create()
    network.readModel(str(file))
    network.setModel("edsr", int(file.stem.rpartition("_x")[2]))

    def run(planes: Planes) -> Planes:
        bgr = np.ascontiguousarray(levels(planes)[::-1].transpose(1, 2, 0))
        return network.upsample(bgr)[..., ::-1].transpose(2, 0, 1).astype(np.float32) / np.float32(255)

    return run


def by_engine(request: SessionRequest) -> Run[Planes]:
    """The network as srdesk runs it, RGB in 0..1."""
    session = open_session(request)
    return lambda planes: session.run(planes, CancelToken())


def with_int8(spec: ModelSpec, tiles: list[Planes], folder: Path) -> ModelSpec:
    """The network with INT8 beside its full precision."""
    full = spec.files[Precision.FP32].path.read_bytes()
    content = quantize(full, tiles, keep=ends(full))
    path = folder / "int8.onnx"
    path.write_bytes(content)
    file = WeightFile(path, sha256(content).hexdigest(), len(content))
    return replace(spec, files={**spec.files, Precision.INT8: file})


def outside(photo: Planes, side: int) -> list[Planes]:
    """Parts of a photo to calibrate on that do not touch the picture that is measured."""
    rng, (top, left), found = np.random.default_rng(7), PLACE, []
    while len(found) < TILES:
        y, x = (int(rng.integers(0, length - TILE)) for length in photo.shape[1:])
        if not (top - TILE < y < top + side and left - TILE < x < left + side):
            found.append(np.ascontiguousarray(photo[:, y : y + TILE, x : x + TILE]))
    return found


def routes(spec: ModelSpec) -> Iterator[Route]:
    """Every engine in every precision, but for OpenCV, which has the file itself."""
    for engine in ("onnx", "tflite", "openvino", "ncnn"):
        for precision in (Precision.FP32, Precision.INT8):
            content = spec.files[precision].path.read_bytes()
            try:
                size = file_size(engine, content)
            except SrdeskError:
                size = 0  # running it says why
            request = SessionRequest(spec, precision, engine, CPU, THREADS)
            yield Route(f"{TITLES[engine]} {precision}", size, partial(by_engine, request))


def file_size(engine: str, content: bytes) -> int:
    """Bytes of the file that an application for that engine would carry."""
    if engine == "tflite":
        return len(tflite_file(content))
    if engine == "ncnn":
        files = ncnn_files(content)
        return len(files.weights) + len(files.param)
    return len(content)


def levels(planes: Planes) -> NDArray[np.uint8]:
    """What is left in 8 bits."""
    return np.rint(planes * np.float32(255)).clip(0, 255).astype(np.uint8)


def line(route: Route, spent: Cost[Planes], reference: Planes, area: int) -> str:
    apart = spent.made - reference
    error = float(np.mean(apart**2))
    cells = (
        route.name,
        f"{route.size / 1e6:.1f} MB",
        f"{spent.ready:.2f} s",
        f"{spent.first:.2f} s",
        f"{spent.best:.2f} s",
        f"{area / spent.best / 1e6:.5f}",
        f"{spent.grown:.0f} MB",
        f"{np.abs(apart).max():.1e}",
        f"{-10 * np.log10(error):.1f} dB" if error else "-",
        f"{np.abs(levels(spent.made).astype(int) - levels(reference)).max()}",
    )
    return "| " + " | ".join(cells) + " |\n"


def taken(found: list[Route], picture: Planes, runs: int) -> Iterator[str]:
    """Lines of the table; a route that cannot be taken is a line with the reason. The first is OpenCV's."""
    reference: Planes | None = None
    for route in found:
        try:
            spent = cost(route.ready, picture, runs=runs)
        except SrdeskError as error:
            yield f"| {route.name} | {error} {error.hint} | | | | | | | | |\n"
            continue
        reference = spent.made if reference is None else reference
        yield line(route, spent, reference, picture[0].size)


def conditions(file: Path, side: int) -> str:
    """What was measured, on what and by which command."""
    engines = ", ".join(f"{title} {found}" for engine, title in TITLES.items() if (found := runtime_version(engine)))
    command = shlex.join(["python", "benchmarks/edsr_routes.py", file.name, *sys.argv[2:]])
    return (
        f"`{command}`: a picture of {side} x {side} pixels through {file.name} on {processor()}, {THREADS} threads; "
        f"{engines}.\n\n"
    )


def main() -> None:
    """Print the table, and put it into a document if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("photo", type=Path, nargs="?", default=Path("resources/sample/astronaut.jpg"))
    parser.add_argument("--side", type=int, default=128)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--write", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    os.environ["SRDESK_KEEP_OPTIMISED"] = "no"
    photo = np.ascontiguousarray(decode(arguments.photo).pixels[..., :3].transpose(2, 0, 1), np.float32) / 255
    top, left = PLACE
    picture = np.ascontiguousarray(photo[:, top : top + arguments.side, left : left + arguments.side])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spec = with_int8(bring_along(arguments.file, folder), outside(photo, arguments.side), folder)
        native, size = SessionRequest(spec, Precision.FP32, "opencv", CPU, THREADS), arguments.file.stat().st_size
        found = [
            Route("OpenCV's net of the .pb", size, partial(by_engine, native)),
            Route("OpenCV's dnn_superres, in 8 bits", size, partial(superres, arguments.file)),
            *routes(spec),
        ]
        lines = []
        for one in taken(found, picture, arguments.runs):
            print(one, end="", flush=True)
            lines.append(one)
    if arguments.write:
        put(conditions(arguments.file, arguments.side) + HEAD + "".join(lines), arguments.write)


if __name__ == "__main__":
    main()
