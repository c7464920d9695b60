"""An export from the request to the folder, checked on the way."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from srdesk.convert.export.apple import Package, package, words
from srdesk.convert.export.formats import ModelFile, model_files
from srdesk.convert.export.network import network_of
from srdesk.convert.export.port import TOLERANCES, constants, readme
from srdesk.convert.export.reference import Reference, computed, reference_of
from srdesk.convert.export.request import ExportRequest
from srdesk.engines import tflite
from srdesk.engines.devices import TITLES, installed
from srdesk.errors import ModelError, OutputError
from srdesk.imaging.codec import EncodeOptions, encode
from srdesk.imaging.files import replacing
from srdesk.imaging.photo import Photo
from srdesk.texts import Text, refusal

Floats = NDArray[np.float32]

_CORE_ML = "coreml"


@dataclass(frozen=True)
class Check:
    """A model file that was run on the reference, by which engine, and how far off it was at most."""

    file: str
    engine: str
    deviation: float

    def __str__(self) -> str:
        if self.engine == _CORE_ML:
            return Text(
                "{0}: read back, off by {1:.1e} at most; never run on an Apple device", self.file, self.deviation
            )
        return Text("{0}: run by {1}, off by {2:.1e} at most", self.file, TITLES[self.engine], self.deviation)


@dataclass(frozen=True)
class Exported:
    """What was written: the folder, the models in it, how they were found to do, and a Core ML package if asked for."""

    folder: Path
    models: tuple[ModelFile, ...]
    checks: tuple[Check, ...]
    package: Package | None = None


def export(request: ExportRequest, folder: Path, *, overwrite: bool = False) -> Exported:
    """Write everything a port needs into a folder, which is made if it is not there.

    Every model file is first run by the engine for its format, if that is installed, and has to give the reference.
    Raises `OutputError` if the folder cannot be written or has such files already and they may not be replaced,
    `ModelError` for a network that cannot be exported or comes out different, `EngineError`.
    """
    network = network_of(request).SerializeToString()
    files = model_files(request, network)
    reference = reference_of(request, network)
    apple = package(request, network, reference) if request.core_ml else None
    checks = tuple(_checks(request, files, reference, apple))
    texts = {
        "port.json": json.dumps(constants(request, files), indent=2) + "\n",
        "README.md": readme(request, files, list(map(str, checks))) + (words(request) if apple else ""),
    }
    contents = {file.name: file.content for file in files}
    contents |= {f"{apple.name}/{path}": content for path, content in apple.files.items()} if apple else {}
    contents |= {name: text.encode() for name, text in texts.items()}
    ends = {"input": reference.given, "output": reference.wanted}
    contents |= {f"{name}.npy": _array(planes, files[0].layout) for name, planes in ends.items()}
    pictures = {f"{name}.png": planes for name, planes in ends.items()}
    _make(folder, [*contents, *pictures], overwrite=overwrite)
    for name, content in contents.items():
        _make((folder / name).parent, [], overwrite=overwrite)
        with replacing(folder / name, overwrite=overwrite) as (file, _):
            file.write(content)
    for name, planes in pictures.items():
        encode(Photo(_pixels(planes)), folder / name, EncodeOptions(overwrite=overwrite, provenance=False))
    return Exported(folder, files, checks, apple)


def _checks(
    request: ExportRequest, files: tuple[ModelFile, ...], reference: Reference, apple: Package | None
) -> Iterator[Check]:
    limit = TOLERANCES[request.precision]
    for file in files:
        if file.engine == tflite.NAME and not installed(tflite.NAME):
            continue
        result = computed(request, file.content, reference.given, engine=file.engine)
        yield _passed(Check(file.name, file.engine, float(np.abs(result - reference.wanted).max())), limit)
    if apple:
        yield _passed(Check(apple.name, _CORE_ML, apple.deviation), limit)


def _passed(check: Check, limit: float) -> Check:
    if not check.deviation <= limit:
        raise ModelError(
            Text("{0} gives another result than the model: it is off by {1:.2g}.", check.file, check.deviation),
            hint="Export it in another precision, and please report this.",
        )
    return check


def _make(folder: Path, names: list[str], *, overwrite: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            Text("The folder {0} cannot be made: {1}.", folder, refusal(error)), hint="Choose another folder."
        ) from error
    taken = [name for name in names if (folder / name).exists()]
    if taken and not overwrite:
        raise OutputError(
            Text("{0} has {1} already.", folder, taken[0]), hint="Choose another folder, or use --overwrite."
        )


def _array(planes: Floats, layout: str) -> bytes:
    picture = planes[None] if layout == "NCHW" else planes.transpose(1, 2, 0)[None]
    buffer = io.BytesIO()
    np.save(buffer, np.ascontiguousarray(picture), allow_pickle=False)
    return buffer.getvalue()


def _pixels(planes: Floats) -> NDArray[np.uint8]:
    pixels = np.rint(planes.clip(0, 1) * 255).astype(np.uint8)
    return pixels[0] if len(pixels) == 1 else np.ascontiguousarray(pixels.transpose(1, 2, 0))
