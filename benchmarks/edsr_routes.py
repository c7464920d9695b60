"""One EDSR file of OpenCV's by every route: OpenCV itself, ONNX Runtime in float32 and INT8, and LiteRT, in one run.

    python benchmarks/edsr_routes.py FOLDER/EDSR_x3.pb [--side PIXELS] [--runs N] [--table docs/edsr-routes.md] [PHOTO]

Needs an environment with opencv-contrib-python-headless in place of opencv-python-headless, and for LiteRT the extra
``tflite``; a route that cannot be taken is named with the reason. Each has a process of its own, with two threads:
loading it, running it once, then the best of N runs; memory is what that process had at its peak, less what it had
before it loaded anything. Deviations are from OpenCV's own numbers before they are rounded, white being 1.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from srdesk.engines.devices import processor, runtime_version
from srdesk.imaging.codec import decode

THREADS = 2
# Where the tiles for calibration are cut, away from the picture that is measured.
CALIBRATION = ((8, 8), (8, 200), (300, 8), (300, 300), (200, 330), (150, 10))
CALIBRATION_SIDE = 32
WHITE = 255.0

Planes = NDArray[np.float32]
Run = Callable[[Planes], Planes]


@dataclass(frozen=True)
class Route:
    """A way to run the network: its name, the bytes of its file, and how to get it ready."""

    name: str
    size: int
    ready: Callable[[], Run]


@dataclass(frozen=True)
class Cost:
    """Seconds to load, for the first and for the best run, megabytes at the peak, and BGR in 0..255."""

    load: float
    first: float
    best: float
    peak: float
    made: Planes


def opencv(file: Path) -> Run:
    """The file as it is, by OpenCV's own reader and runtime."""
    import cv2

    superres: Any = cv2
    cv2.setNumThreads(THREADS)
    network = superres.dnn_superres.DnnSuperResImpl.create()
    network.readModel(str(file))
    network.setModel("edsr", int(file.stem.rpartition("_x")[2]))
    return lambda bgr: network.upsample(_pixels(bgr)).transpose(2, 0, 1).astype(np.float32)


def opencv_numbers(file: Path, bgr: Planes) -> Planes:
    """What OpenCV has before it rounds."""
    import cv2

    from srdesk.convert.tensorflow.network import EDSR

    superres: Any = cv2
    superres.dnn_superres.DnnSuperResImpl.create()
    mean = np.array(EDSR.mean, np.float32)[:, None, None]
    net = cv2.dnn.readNetFromTensorflow(str(file))
    net.setInput((bgr - mean)[None])
    return net.forward()[0] + mean  # type: ignore[no-any-return]


def onnx(file: Path) -> Run:
    """BGR in 0..255 through a file made of the graph."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda bgr: session.run(None, {name: bgr[None]})[0][0]  # type: ignore[no-any-return]


def litert(file: Path) -> Run:
    """BGR in 0..255, colours innermost, through a file made of the ONNX one."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=str(file), num_threads=THREADS)
    source, result = interpreter.get_input_details()[0]["index"], interpreter.get_output_details()[0]["index"]

    def run(bgr: Planes) -> Planes:
        picture = np.ascontiguousarray(bgr.transpose(1, 2, 0)[None])
        interpreter.resize_tensor_input(source, picture.shape)
        interpreter.allocate_tensors()
        interpreter.set_tensor(source, picture)
        interpreter.invoke()
        return interpreter.get_tensor(result)[0].transpose(2, 0, 1)  # type: ignore[no-any-return]

    return run


def routes(file: Path, photo: Planes, folder: Path) -> list[Route | str]:
    """Every route with its file made, or the reason why it cannot be taken."""
    from srdesk.convert.quantize import quantize
    from srdesk.convert.tensorflow import converted

    found: list[Route | str] = [Route("OpenCV dnn_superres, the .pb", file.stat().st_size, partial(opencv, file))]
    whole = converted(file).model
    tiles = [photo[:, y : y + CALIBRATION_SIDE, x : x + CALIBRATION_SIDE] for y, x in CALIBRATION]
    makers: dict[str, tuple[str, Callable[[Path], Run], Callable[[], bytes]]] = {
        "ONNX Runtime float32": ("whole.onnx", onnx, lambda: whole),
        "ONNX Runtime INT8": ("small.onnx", onnx, lambda: quantize(whole, tiles)),
        "LiteRT float32": ("whole.tflite", litert, partial(_tflite, whole)),
    }
    for name, (made, run, make) in makers.items():
        try:
            content = make()
        except Exception as error:  # noqa: BLE001 - the table says which route was not there, and why
            found.append(f"{name}: {error}")
            continue
        (folder / made).write_bytes(content)
        found.append(Route(name, len(content), partial(run, folder / made)))
    return found


def _tflite(model: bytes) -> bytes:
    import ai_edge_litert  # noqa: F401 - says that the route is not there before minutes are spent on it

    from srdesk.models.tflite.onnx_file import from_onnx

    return from_onnx(model)


def cost(route: Route, bgr: Planes, runs: int) -> Cost:
    """Run in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_cost, (route, bgr, runs))


def _cost(route: Route, bgr: Planes, runs: int) -> Cost:
    before, began = _peak(), time.perf_counter()
    run = route.ready()
    load, times, made = time.perf_counter() - began, [], bgr
    for _ in range(runs + 1):
        began = time.perf_counter()
        made = run(bgr)
        times.append(time.perf_counter() - began)
    return Cost(load, times[0], min(times[1:]), _peak() - before, made)


def _peak() -> float:
    """Megabytes at the peak since this process began (``ru_maxrss`` would count what its parent had)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _pixels(planes: Planes) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.rint(planes).clip(0, WHITE).astype(np.uint8).transpose(1, 2, 0))


def line(route: Route, spent: Cost, reference: Planes, area: int) -> str:
    apart = spent.made - reference
    levels = np.abs(_pixels(spent.made).astype(int) - _pixels(reference)).max()
    error = float(np.mean(apart**2))
    cells = (
        route.name,
        f"{route.size / 1e6:.1f} MB",
        f"{spent.load:.2f} s",
        f"{spent.first:.2f} s",
        f"{spent.best:.2f} s",
        f"{area / spent.best / 1e6:.5f}",
        f"{spent.peak:.0f} MB",
        f"{np.abs(apart).max() / WHITE:.1e}",
        f"{10 * np.log10(WHITE**2 / error):.1f} dB" if error else "-",
        f"{levels}",
    )
    return "| " + " | ".join(cells) + " |"


HEAD = (
    "| route | file | load | first run | best run | MP/s | memory | deviation | PSNR to OpenCV | levels of 255 |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def page(file: Path, side: int, runs: int, lines: list[str], missing: list[str]) -> str:
    """docs/edsr-routes.md."""
    versions = ", ".join(
        f"{name} {found}"
        for name, engine in (("OpenCV", "opencv"), ("ONNX Runtime", "onnx"), ("LiteRT", "tflite"))
        if (found := runtime_version(engine))
    )
    rest = "".join(f"\nNot taken: {reason}\n" for reason in missing)
    return f"""# {file.stem} by every route

Written by `python benchmarks/edsr_routes.py {file.name} --side {side} --runs {runs} --table docs/edsr-routes.md`; its
first lines say how it measures. A picture of {side} x {side} pixels on {processor()}, {THREADS} threads; {versions}.

{HEAD}
{chr(10).join(lines)}
{rest}
Deviations are from OpenCV's numbers before rounding, white being 1; `dnn_superres` itself gives 8 bits, clipped, hence
its own deviation. The last column compares what is left after clipping and rounding. INT8 is srdesk's own recipe
(`srdesk.convert.quantize`), calibrated on {len(CALIBRATION)} tiles from elsewhere in the same photo. The computer may
have been busy with other work: take the ratios of times, not the times.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("photo", type=Path, nargs="?", default=Path("resources/sample/astronaut.jpg"))
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--table", type=Path)
    arguments = parser.parse_args()
    photo = np.ascontiguousarray(decode(arguments.photo).pixels[..., 2::-1].transpose(2, 0, 1), np.float32)
    bgr = np.ascontiguousarray(photo[:, 60 : 60 + arguments.side, 120 : 120 + arguments.side])
    lines, missing = [], []
    with tempfile.TemporaryDirectory() as folder:
        for route in routes(arguments.file, photo, Path(folder)):
            if isinstance(route, str):
                missing.append(route)
                print(route, flush=True)
                continue
            spent = cost(route, bgr, arguments.runs)
            if not lines:
                reference = opencv_numbers(arguments.file, bgr)
            lines.append(line(route, spent, reference, arguments.side**2))
            print(lines[-1], flush=True)
    if arguments.table:
        written = page(arguments.file, arguments.side, arguments.runs, lines, missing)
        arguments.table.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
