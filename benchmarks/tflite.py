"""TensorFlow Lite files of every network: sizes, and how near they come to the ONNX files; the table of docs/tflite.md.

    python benchmarks/tflite.py [SET5] [--calibration PHOTOS] [--write docs/tflite.md]

SET5 is a folder of good pictures; PHOTOS are those that INT8 is fitted to where a network comes without it (the sample
photo if not given). Each network is exported as `srdesk export --for android` does; the file is run by LiteRT and
the ONNX network of the same precision by ONNX Runtime, on a part of the sample photo, and INT8 also on the pictures of
SET5 (Y-PSNR, as `srdesk evaluate` measures).
"""

import argparse
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from marked import put

from srdesk.convert.export.formats import model_files
from srdesk.convert.export.network import network_of
from srdesk.convert.export.reference import computed, reference_of
from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.evaluation import score_pairs
from srdesk.imaging.codec import decode
from srdesk.imaging.color import narrowed
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.resample import reduce_samples
from srdesk.models.catalogue import Catalogue, load
from srdesk.models.spec import ModelSpec, Precision, WeightFile
from srdesk.restore import RestoreOptions, Restorer

WISH = 10.0
HEAD = """\
| network | precision | `.tflite` | `.onnx` | largest difference | Set5, ONNX Runtime | Set5, LiteRT | difference |
|---|---|---:|---:|---:|---:|---:|---:|
"""


def rows(pictures: list[Samples], calibration: Path | None) -> Iterator[str]:
    """A line for each network and precision."""
    for spec in load().specs:
        for precision in Precision:
            yield row(ExportRequest(spec, Platform.ANDROID, precision, calibration=calibration), pictures)


def row(request: ExportRequest, pictures: list[Samples]) -> str:
    """One network, exported and measured."""
    network = network_of(request).SerializeToString()
    lite = model_files(request, network)[0].content
    reference = reference_of(request, network)
    off = abs(computed(request, lite, reference.given, engine="tflite") - reference.wanted).max()
    sizes = f"{len(lite) / 1e6:.2f} MB | {len(network) / 1e6:.2f} MB"
    assert len(lite) / 1e6 <= WISH
    found = "- | - | -"
    if request.precision is Precision.INT8 and pictures:
        pairs = (network, "onnx"), (lite, "tflite")
        theirs, ours = (psnr(request.spec, content, engine, pictures) for content, engine in pairs)
        found = f"{theirs:.3f} dB | {ours:.3f} dB | {ours - theirs:+.4f} dB"
    return f"| {request.spec.title} x{request.spec.scale} | {request.precision} | {sizes} | {off:.1e} | {found} |"


def psnr(spec: ModelSpec, content: bytes, engine: str, pictures: list[Samples]) -> float:
    """What a file reaches on pictures that were reduced; those that only clean are measured on pictures as they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "network")
        path.write_bytes(content)
        file = WeightFile(path, hashlib.sha256(content).hexdigest(), len(content))
        restorer = Restorer(Catalogue((replace(spec, files={Precision.FP32: file}),)))
        options = RestoreOptions(model=spec.name, scale=spec.scale, precision="fp32", engine=engine)
        pairs = [(p, restorer.restore(Photo(reduce_samples(p, spec.scale)), options).photo.pixels) for p in pictures]
    return score_pairs(spec.name, spec.scale, "", pairs).psnr


def main() -> None:
    """Print the table, and put it into a document if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "pictures", type=Path, nargs="?", help="without them, INT8 is compared on the sample photo alone"
    )
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--write", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    paths = sorted(arguments.pictures.glob("*.png")) if arguments.pictures else []
    pictures = [narrowed(decode(path).pixels) for path in paths]
    lines = []
    for line in rows(pictures, arguments.calibration):
        print(line, flush=True)
        lines.append(line)
    if arguments.write:
        put(HEAD + "\n".join(lines), arguments.write, name="table")


if __name__ == "__main__":
    main()
