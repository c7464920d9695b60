"""Our networks beside OpenCV's official super-resolution files, Lanczos and bicubic, by one protocol in one run.

    python benchmarks/against_opencv.py --pb FOLDER [--write README.md] [--chart FILE] PICTURES...

Needs an environment with opencv-contrib-python-headless in place of opencv-python-headless (only that has
``cv2.dnn_superres``) and a folder with FSRCNN_x2.pb, ESPCN_x3.pb, EDSR_x4.pb and so on, as OpenCV's documentation names
them. Figures are means of Y-PSNR (dB) and SSIM, a border of SCALE pixels cut. Speed is source megapixels a second on a
picture of 256 x 256, the best of several runs; memory is what a process of its own had at its peak for that picture.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from alone import cost
from marked import put
from numpy.typing import NDArray

from srdesk.evaluation import score_pairs
from srdesk.feasibility.plots import Bar, bars
from srdesk.imaging.codec import decode
from srdesk.imaging.photo import Photo
from srdesk.imaging.resample import enlarge_samples, reduce_samples
from srdesk.models.catalogue import load
from srdesk.restore import RestoreOptions, Restorer

SCALES = (2, 3, 4)
SIDE = 256
RUNS = 3
PATIENCE = 20.0

Pixels = NDArray[np.uint8]
Enlarge = Callable[[Pixels], Pixels]


@dataclass(frozen=True)
class Method:
    """A way to enlarge: its name, its scale, the bytes of its file, and how to get it ready."""

    name: str
    scale: int
    size: int
    ready: Callable[[], Enlarge]
    official: bool = False


@dataclass(frozen=True)
class Row:
    """Means by picture set, megapixels a second, and megabytes at the peak."""

    method: Method
    scores: dict[str, tuple[float, float]]
    pace: float
    peak: float


def methods(weights: Path) -> Iterator[Method]:
    """Plain resampling, OpenCV's files, ours in full precision and, where there is such a file, in INT8."""
    for scale in SCALES:
        for name in ("bicubic", "lanczos"):
            yield Method(name, scale, 0, partial(_resampler, scale, name))
        for file in sorted(weights.glob(f"*_x{scale}.pb")):
            yield Method(
                f"OpenCV's {file.stem[:-3]}.pb", scale, file.stat().st_size, partial(_official, file), official=True
            )
        for spec in (spec for spec in load().specs if spec.scale == scale):
            for precision in (p for p in ("fp32", "int8") if p in spec.precisions):
                options = RestoreOptions(model=spec.name, scale=scale, precision=precision)
                name = spec.title if precision == "fp32" else f"{spec.title} INT8"
                yield Method(name, scale, spec.files[precision].size, partial(_ours, options))


def _resampler(scale: int, kernel: str) -> Enlarge:
    return lambda low: enlarge_samples(low, scale, method=kernel)  # type: ignore[arg-type,return-value]


def _ours(options: RestoreOptions) -> Enlarge:
    restorer = Restorer()
    return lambda low: restorer.restore(Photo(low), options).photo.pixels  # type: ignore[return-value]


def _official(file: Path) -> Enlarge:
    name, _, scale = file.stem.rpartition("_x")
    network = cv2.dnn_superres.DnnSuperResImpl.create()
    network.readModel(str(file))
    network.setModel(name.lower(), int(scale))

    def enlarge(low: Pixels) -> Pixels:
        bgr = cv2.cvtColor(low, cv2.COLOR_RGB2BGR if low.ndim == 3 else cv2.COLOR_GRAY2BGR)
        return network.upsample(bgr)[..., ::-1]  # type: ignore[no-any-return]

    return enlarge


def measured(method: Method, sets: dict[str, list[Pixels]]) -> Row:
    """Quality here, speed and memory in a process of its own."""
    spent = cost(method.ready, _sample(), runs=RUNS - 1, patience=PATIENCE / RUNS)
    enlarge = method.ready()
    scores = {}
    for name, originals in sets.items():
        pairs = ((high, enlarge(reduce_samples(high, method.scale))) for high in originals)
        score = score_pairs(method.name, method.scale, "", pairs)
        scores[name] = score.psnr, score.ssim
    return Row(method, scores, SIDE**2 / min(spent.first, spent.best) / 1e6, spent.peak)


def _sample() -> Pixels:
    """A picture with something in it that no two pixels share."""
    low = np.random.default_rng(0).integers(0, 256, (SIDE // 16, SIDE // 16, 3), dtype=np.uint8)
    return enlarge_samples(low, 16)  # type: ignore[return-value]


def table(rows: list[Row]) -> str:
    """Markdown."""
    sets = list(rows[0].scores)
    lines = [
        "| scale | | " + " | ".join(sets) + " | file | MP/s | peak MB |",
        "|---|---|" + "---|" * len(sets) + "---:|---:|---:|",
    ]
    for row in rows:
        cells = [f"{psnr:.2f} / {ssim:.4f}" for psnr, ssim in row.scores.values()]
        size = f"{row.method.size / 1e6:.2f} MB" if row.method.size else "-"
        name = row.method.name if row.method.official or not row.method.size else f"**{row.method.name}**"
        cells += [size, f"{row.pace:.3g}", f"{row.peak:.0f}"]
        lines.append(f"| x{row.method.scale} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def chart(rows: list[Row]) -> str:
    """Bars of what each way gains over bicubic on the first set, as SVG."""
    name = next(iter(rows[0].scores))
    plain = {row.method.scale: row.scores[name][0] for row in rows if row.method.name == "bicubic"}
    found = [_bar(row.method, row.scores[name][0] - plain[row.method.scale]) for row in rows]
    shown = [bar for bar in found if bar.label != "bicubic"]
    return bars(f"Gain over bicubic, dB of Y-PSNR on {name}", shown, width=720, indent=200, ink="#888")


def _bar(method: Method, gain: float) -> Bar:
    color = "#999" if method.official else "#2a7de1" if method.size else "#bbb"
    size = f", {method.size / 1e6:.2f} MB" if method.size else ""
    return Bar(method.name, gain, f"{gain:+.2f}{size}", group=f"x{method.scale}", color=color)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pb", type=Path, required=True)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table there, between its two marks")
    parser.add_argument("--chart", type=Path, help="write a chart there, as SVG")
    parser.add_argument("pictures", type=Path, nargs="+")
    arguments = parser.parse_args()
    sets = {folder.name: [decode(path).pixels for path in sorted(folder.iterdir())] for folder in arguments.pictures}
    rows = []
    for method in methods(arguments.pb):
        rows.append(measured(method, sets))
        print(table(rows[-1:]).splitlines()[-1], flush=True)
    if arguments.write:
        put(table(rows), arguments.write, name="comparison with OpenCV")
    if arguments.chart:
        arguments.chart.write_text(chart(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
