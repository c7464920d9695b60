"""The acceptance test of an installation: what is there, and whether every model restores."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from srdesk.engines import devices, ncnn, onnx, opencv, openvino, tflite
from srdesk.errors import SrdeskError
from srdesk.imaging.codec import readable_suffixes, writable_formats
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import ModelSpec, Precision
from srdesk.release import title
from srdesk.restore import RestoreOptions, Restorer

SIDE = 96
SEAM_LIMIT = 1e-5

Say = Callable[[str], None]


class Check(NamedTuple):
    """One finding: whether it is as it should be, and the sentence that says so."""

    passed: bool
    text: str


def run(say: Say, *, seams: bool = False, models: Collection[str] = ()) -> bool:
    """Say everything about this installation and whether it works; ``True`` if all of it does.

    With names of ``models`` only those are tried; raises `ModelError` for one that there is not.
    """
    restorer = Restorer()
    for name in models:
        Catalogue(restorer.specs).named(name)
    for line in inventory():
        say(line)
    passed = True
    for spec in (spec for spec in restorer.specs if not models or spec.name in models):
        for check in _checks(restorer, spec, seams=seams):
            say(f"{'ok  ' if check.passed else 'FAIL'} {check.text}")
            passed &= check.passed
    say("srdesk works." if passed else "srdesk does not work as it should: see the lines that begin with FAIL.")
    return passed


def inventory() -> Iterator[str]:
    """What there is: versions, the processor, engines and their devices, formats."""
    yield f"{title()} on {devices.processor()}"
    for engine in (onnx, opencv, tflite, openvino, ncnn):
        if not engine.devices():
            continue
        names = ", ".join(device.name for device in engine.devices())
        yield f"engine {engine.NAME}: {devices.TITLES[engine.NAME]} {engine.version()}, devices: {names}"
    yield f"reads {' '.join(sorted(readable_suffixes()))}"
    yield f"writes {' '.join(form.name for form in writable_formats())}"


def _checks(restorer: Restorer, spec: ModelSpec, *, seams: bool) -> Iterator[Check]:
    for precision in _distinct(spec):
        title = f"{spec.name} x{spec.scale} {precision}"
        options = RestoreOptions(model=spec.name, scale=spec.scale, precision=precision)
        try:
            yield _restores(restorer, options, title)
            if precision is Precision.FP32 and not spec.imported:
                yield _restores(restorer, replace(options, engine="opencv"), f"{title} by OpenCV")
            if seams:
                yield _seamless(restorer, options, title)
        except SrdeskError as error:
            yield Check(passed=False, text=f"{title}: {error} {error.hint}")


def _distinct(spec: ModelSpec) -> Iterator[Precision]:
    """Precisions with a weight file of their own."""
    seen = set()
    for precision, file in spec.files.items():
        if file.sha256 not in seen:
            seen.add(file.sha256)
            yield precision


def _restores(restorer: Restorer, options: RestoreOptions, title: str) -> Check:
    """Every pixel of a smooth picture comes back where it was."""
    source = _ramp(48, 40)
    result = restorer.enlarge(source, options)
    s = options.scale
    reduced = result.reshape(48, s, 40, s, 3).mean(axis=(1, 3))
    worst = float(np.abs(reduced - source)[4:-4, 4:-4].max())
    return Check(worst < 0.05, f"{title} restores ({result.shape[1]} x {result.shape[0]}, off by {worst:.4f} at most)")


def _seamless(restorer: Restorer, options: RestoreOptions, title: str) -> Check:
    """Four tiles, which meet in the middle, give what one tile gives."""
    source = np.random.default_rng(1).random((SIDE, SIDE, 3), dtype=np.float32)
    whole = restorer.enlarge(source, _tiled(options, SIDE))
    tiled = restorer.enlarge(source, _tiled(options, SIDE // 2))
    plan = restorer.plan((SIDE, SIDE), _tiled(options, SIDE // 2))
    worst = float(np.abs(whole - tiled).max())
    text = f"{title} seams: {plan.tiles} tiles with overlap {plan.overlap} differ from one tile by {worst:.1e} at most"
    return Check(worst <= SEAM_LIMIT, text)


def _tiled(options: RestoreOptions, tile: int) -> RestoreOptions:
    return replace(options, tile=tile)


def _ramp(height: int, width: int) -> NDArray[np.float32]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return np.stack([y / height, x / width, 1 - (y + x) / (height + width)], axis=-1)
