"""Our networks beside OpenCV's official super-resolution files and bicubic, by one protocol in one run.

    python benchmarks/against_opencv.py --pb FOLDER PICTURES...

Needs an environment with opencv-contrib-python-headless in place of opencv-python-headless (only that has
``cv2.dnn_superres``) and a folder with FSRCNN_x2.pb, ESPCN_x3.pb, EDSR_x4.pb and so on, as OpenCV's documentation names
them. Figures are means of Y-PSNR (dB) and SSIM, a border of SCALE pixels cut.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from srdesk.evaluation import Score, evaluate_folder, score_pairs
from srdesk.imaging.codec import decode
from srdesk.imaging.resample import reduce_samples

SCALES = (2, 3, 4)


def official(pictures: Path, weights: Path) -> Iterator[Score]:
    """Every ``NAME_xSCALE.pb`` of a folder, through OpenCV's own reference implementation."""
    originals = [decode(path).pixels for path in sorted(pictures.iterdir())]
    for file in sorted(weights.glob("*_x[234].pb")):
        name, _, scale_text = file.stem.rpartition("_x")
        scale, network = int(scale_text), cv2.dnn_superres.DnnSuperResImpl.create()
        network.readModel(str(file))
        network.setModel(name.lower(), scale)

        def restore(pixels: np.ndarray, network: object = network) -> np.ndarray:
            bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR if pixels.ndim == 3 else cv2.COLOR_GRAY2BGR)
            return network.upsample(bgr)[..., ::-1]  # type: ignore[attr-defined]

        pairs = ((high, restore(reduce_samples(high, scale))) for high in originals)
        yield score_pairs(f"OpenCV's {name}.pb", scale, f"{file.stat().st_size / 1e6:.2f} MB", pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pb", type=Path, required=True)
    parser.add_argument("pictures", type=Path, nargs="+")
    arguments = parser.parse_args()
    for pictures in arguments.pictures:
        print(f"\n{pictures.name}\n{'':24}" + "".join(f"{f'x{scale}':>16}" for scale in SCALES))
        scores = [*evaluate_folder(pictures), *official(pictures, arguments.pb)]
        for model in dict.fromkeys(score.model for score in scores):
            cells = {score.scale: f"{score.psnr:.2f} / {score.ssim:.4f}" for score in scores if score.model == model}
            print(f"{model:24}" + "".join(f"{cells.get(scale, '-'):>16}" for scale in SCALES), flush=True)


if __name__ == "__main__":
    main()
