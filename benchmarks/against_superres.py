"""Networks read from OpenCV's official .pb files beside OpenCV's own run of the same files, number by number.

    python benchmarks/against_superres.py --pb FOLDER [--table FILE] PICTURES...

Needs an environment with opencv-contrib-python-headless in place of opencv-python-headless (only that has
``cv2.dnn_superres``) and a folder with FSRCNN_x2.pb, ESPCN_x3.pb, EDSR_x4.pb and so on. Every picture of the folders is
reduced by the scale and enlarged again both ways, and so are cuttings of odd sizes, down to one pixel.

"Before" is the largest difference of what the networks give before it is rounded to 8 bits, white being 1; OpenCV's
side is its own net with the layers of ``dnn_superres``. "After" is the largest difference in 8 bits, of 255, between
``dnn_superres.upsample`` and the same colour conversion around our network.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from srdesk.convert.tensorflow import read_graph
from srdesk.imaging.codec import decode
from srdesk.imaging.resample import reduce_samples
from srdesk.models.convention import Convention

ODD_SIZES = ((1, 1), (1, 17), (31, 2), (7, 7), (33, 19), (64, 41))

Pixels = NDArray[np.uint8]
Planes = NDArray[np.float32]


@dataclass(frozen=True)
class Deviation:
    """The largest differences over so many pictures."""

    file: Path
    pictures: int
    before: float
    after: int

    @property
    def line(self) -> str:
        return f"| {self.file.name} | {self.pictures} | {self.before:.1e} | {self.after} |"


class Official:
    """A file as OpenCV runs it."""

    def __init__(self, file: Path) -> None:
        name, _, scale = file.stem.rpartition("_x")
        self._whole = cv2.dnn_superres.DnnSuperResImpl.create()
        self._whole.readModel(str(file))
        self._whole.setModel(name.lower(), int(scale))
        self._net = cv2.dnn.readNetFromTensorflow(str(file))  # the layers that it needs are registered by now

    def floats(self, planes: Planes) -> Planes:
        self._net.setInput(planes[None])
        return self._net.forward()[0].copy()  # type: ignore[no-any-return]

    def upsampled(self, bgr: Pixels) -> Pixels:
        return self._whole.upsample(bgr)  # type: ignore[no-any-return]


class Ours:
    """The same file read by srdesk and run by ONNX Runtime."""

    def __init__(self, file: Path) -> None:
        network = read_graph(file)
        if network.convention is None:
            raise SystemExit(f"{file}: srdesk does not know what pictures it takes")
        self.convention: Convention = network.convention
        self.scale = network.scale
        self._session = onnxruntime.InferenceSession(network.model.SerializeToString())
        self._input = self._session.get_inputs()[0].name

    def floats(self, planes: Planes) -> Planes:
        return self._session.run(None, {self._input: planes[None]})[0][0]  # type: ignore[no-any-return]

    def upsampled(self, bgr: Pixels) -> Pixels:
        """In the colours and roundings of ``dnn_superres``."""
        if self.convention.channels == 3:
            return _rounded(self._through(_planes(bgr[..., ::-1]))[::-1].transpose(1, 2, 0))
        luma, red, blue = cv2.split(cv2.cvtColor(bgr, cv2.COLOR_BGR2YCrCb))
        size = (bgr.shape[1] * self.scale, bgr.shape[0] * self.scale)
        colours = [_rounded(cv2.resize(_planes(plane)[0], size)) for plane in (red, blue)]
        enlarged = _rounded(self._through(_planes(luma))[0])
        return cv2.cvtColor(cv2.merge([enlarged, *colours]), cv2.COLOR_YCrCb2BGR)  # type: ignore[return-value]

    def _through(self, planes: Planes) -> Planes:
        return self.convention.decoded(self.floats(self.convention.encoded(planes)))


def _planes(pixels: Pixels) -> Planes:
    planes = pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)
    return np.ascontiguousarray(planes, np.float32) * np.float32(1 / 255)  # as OpenCV does: halves stay halves


def _rounded(values: Planes) -> Pixels:
    return np.ascontiguousarray(np.clip(np.rint(values * np.float32(255)), 0, 255).astype(np.uint8))


def pictures(folders: list[Path], scale: int) -> Iterator[Pixels]:
    """Reduced pictures, BGR, and cuttings of them of odd sizes."""
    first: Pixels | None = None
    for folder in folders:
        for path in sorted(folder.iterdir()):
            low: Any = reduce_samples(decode(path).pixels, scale)
            rgb = low if low.ndim == 3 else np.repeat(low[..., None], 3, axis=2)
            bgr = np.ascontiguousarray(rgb[..., ::-1])
            first = bgr if first is None else first
            yield bgr
    if first is None:
        raise SystemExit("there are no pictures")
    for height, width in ODD_SIZES:
        yield np.ascontiguousarray(first[20 : 20 + height, 10 : 10 + width])


def deviation(file: Path, folders: list[Path]) -> Deviation:
    official, ours = Official(file), Ours(file)
    count, before, after = 0, 0.0, 0
    for bgr in pictures(folders, ours.scale):
        luma = cv2.cvtColor(bgr, cv2.COLOR_BGR2YCrCb)[..., 0]
        planes = ours.convention.encoded(_planes(luma if ours.convention.channels == 1 else bgr[..., ::-1]))
        apart = np.abs(official.floats(planes) - ours.floats(planes)).max() / ours.convention.peak
        levels = np.abs(official.upsampled(bgr).astype(int) - ours.upsampled(bgr)).max()
        count, before, after = count + 1, max(before, float(apart)), max(after, int(levels))
    return Deviation(file, count, before, after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pb", type=Path, required=True)
    parser.add_argument("--only", default="*", help="names of files, as FSRCNN*")
    parser.add_argument("--table", type=Path, help="write the table there, as Markdown")
    parser.add_argument("pictures", type=Path, nargs="+")
    arguments = parser.parse_args()
    lines = ["| file | pictures | before rounding | after, of 255 |", "|---|---:|---:|---:|"]
    for file in sorted(arguments.pb.glob(f"{arguments.only}.pb")):
        lines.append(deviation(file, arguments.pictures).line)
        print(lines[-1], flush=True)
    if arguments.table:
        arguments.table.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
