"""The user's collection: networks that were brought in, each with a file of facts beside its weights."""

import contextlib
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from srdesk.errors import ModelError, OutputError, UsageError
from srdesk.models.convention import Convention
from srdesk.models.spec import ModelSpec, NativeFile, Precision, WeightFile
from srdesk.paths import models_folder
from srdesk.tables import table_of
from srdesk.texts import Text, refusal, said

Read = Callable[[dict[str, Any], Path], ModelSpec]
Report = Callable[[str], None]

_LONGEST = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|auto)$", re.IGNORECASE)


@dataclass(frozen=True)
class Weights:
    """Weights to be kept: the bytes of the file, and what is known of running it as in `WeightFile`."""

    content: bytes
    loss: float | None = None
    bytes_per_pixel: int = 4096
    origin: str = ""


@dataclass(frozen=True)
class Native:
    """The bytes of the file that a network was brought in as, and what pictures that takes; see `NativeFile`."""

    content: bytes
    convention: Convention


def name_of(file: Path | str) -> str:
    """The name that a model gets by its file: letters, digits, ``.``, ``_`` and ``-``, on every system."""
    stem = unicodedata.normalize("NFC", Path(file).stem)
    name = "".join(one if one.isalnum() or one in "._-" else "-" for one in stem).strip(".-_")[:_LONGEST]
    return f"model-{name}" if not name or _RESERVED.match(name) else name


def specs(read: Read, *, folder: Path | None = None, report: Report = lambda _notice: None) -> tuple[ModelSpec, ...]:
    """Every network of the collection by name and scale; what cannot be read is reported and left out."""
    found = []
    for file in sorted((folder or models_folder()).glob("*.json")):
        try:
            table = json.loads(file.read_text(encoding="utf-8"))
            found.append(replace(read(table, file.parent), imported=True))
        except OSError as error:
            report(Text("The model in {0} cannot be read: {1}.", file, refusal(error)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            report(Text("The model in {0} is damaged: {1}.", file, said(error)))
    return tuple(sorted(found, key=lambda spec: (spec.name, spec.scale)))


def add(
    spec: ModelSpec,
    weights: Mapping[Precision, Weights],
    *,
    native: Native | None = None,
    folder: Path | None = None,
) -> ModelSpec:
    """Keep a network, or other precisions of one that is kept; weights come first, then what names them.

    ``native`` is kept beside them.

    Returns the spec with its files. Raises `OutputError` where the folder cannot be written.
    """
    folder = folder or models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = {precision: _kept(spec, precision, one, folder) for precision, one in weights.items()}
        if native:
            spec = replace(spec, native=_kept_native(spec, native, folder))
        spec = replace(spec, files={**spec.files, **files})
        _replace(_facts_file(spec, folder), json.dumps(_table(spec, folder), indent=1).encode())
    except OSError as error:
        raise OutputError(
            Text("The model cannot be kept in {0}: {1}.", folder, refusal(error)),
            hint="Check the folder's permissions and the room on the disk.",
        ) from error
    return spec


def remove(spec: ModelSpec, *, folder: Path | None = None) -> None:
    """Forget a network and delete its files; raises `UsageError` for one that came with srdesk, and `OutputError`."""
    folder = folder or models_folder()
    if not spec.imported:
        raise _staying(spec.title)
    native = (spec.native.file,) if spec.native else ()
    with _removing(folder):
        _facts_file(spec, folder).unlink(missing_ok=True)
        for file in {file.path for file in (*spec.files.values(), *native) if _within(folder, file)}:
            file.unlink(missing_ok=True)


def remove_precision(spec: ModelSpec, precision: Precision, *, folder: Path | None = None) -> None:
    """Delete the weights of one precision; with the last of a network that was brought in, that goes as a whole.

    Raises `ModelError` where there is no such precision, `UsageError` for one that came with srdesk, and `OutputError`.
    """
    folder = folder or models_folder()
    file = spec.files.get(precision)
    if file is None:
        have = ", ".join(spec.files)
        raise ModelError(
            Text("{0} x{1} has no {2} weights.", spec.title, spec.scale, precision), hint=Text("It has {0}.", have)
        )
    if not _within(folder, file):
        raise _staying(f"{spec.title} x{spec.scale} {precision}")
    left = replace(spec, files={other: one for other, one in spec.files.items() if other is not precision})
    if not left.files:
        remove(spec, folder=folder)
        return
    facts = _facts_file(spec, folder)
    with _removing(folder):
        if any(_within(folder, one) for one in left.files.values()):
            _replace(facts, json.dumps(_table(left, folder), indent=1).encode())
        else:
            facts.unlink(missing_ok=True)
        file.path.unlink(missing_ok=True)


def _staying(title: str) -> UsageError:
    return UsageError(Text("{0} came with srdesk and stays.", title), hint="Only models you added can go.")


def _within(folder: Path, file: WeightFile) -> bool:
    return file.path.parent.resolve() == folder.resolve()


@contextlib.contextmanager
def _removing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            Text("The model cannot be removed from {0}: {1}.", folder, refusal(error)),
            hint="Check the folder's permissions.",
        ) from error


def _facts_file(spec: ModelSpec, folder: Path) -> Path:
    return folder / f"{spec.name}_x{spec.scale}.json"


def _kept(spec: ModelSpec, precision: Precision, weights: Weights, folder: Path) -> WeightFile:
    file = folder / f"{spec.name}_x{spec.scale}_{precision}.onnx"
    _replace(file, weights.content)
    digest = hashlib.sha256(weights.content).hexdigest()
    return WeightFile(
        file,
        digest,
        len(weights.content),
        weights.loss,
        bytes_per_pixel=weights.bytes_per_pixel,
        origin=weights.origin,
    )


def _kept_native(spec: ModelSpec, native: Native, folder: Path) -> NativeFile:
    file = folder / f"{spec.name}_x{spec.scale}.pb"
    _replace(file, native.content)
    digest = hashlib.sha256(native.content).hexdigest()
    return NativeFile(WeightFile(file, digest, len(native.content)), native.convention)


def _replace(file: Path, content: bytes) -> None:
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def _table(spec: ModelSpec, folder: Path) -> dict[str, Any]:
    """A spec as an entry of a catalogue, with those of its files that are in the folder."""
    own = {precision: file for precision, file in spec.files.items() if _within(folder, file)}
    native = {"native": _file_table(spec.native.file) | table_of(spec.native.convention)} if spec.native else {}
    return native | {
        "name": spec.name,
        "title": spec.title,
        "scale": spec.scale,
        "color": str(spec.color),
        "halo": spec.halo,
        "local": spec.local,
        "parameters": spec.parameters,
        "operations": spec.operations,
        "sentence": spec.sentence,
        "lattice": vars(spec.lattice),
        "files": {str(precision): _file_table(file) for precision, file in own.items()},
    }


def _file_table(file: WeightFile) -> dict[str, Any]:
    table = {"file": file.path.name, "sha256": file.sha256, "bytes": file.size, "bytes_per_pixel": file.bytes_per_pixel}
    if file.origin:
        table["origin"] = file.origin
    if file.loss is not None:
        table["loss"] = file.loss
    return table


def check_new(name: str, scale: int, known: tuple[ModelSpec, ...]) -> None:
    """Raise `UsageError` where a model of that name cannot be added at that scale."""
    for spec in known:
        if spec.called(name) and not spec.imported:
            raise UsageError(Text("{0!r} is a model of srdesk's own.", name), hint="Choose another name.")
        if spec.called(name) and spec.scale == scale:
            raise ModelError(
                Text("There is a model {0!r} for {1} times already.", name, scale),
                hint="Remove that first, or choose another name.",
            )


def free_name(name: str, scale: int, known: tuple[ModelSpec, ...]) -> str:
    """The name, with a number behind it if need be, that a model can be added under at that scale."""
    taken = [spec for spec in known if spec.scale == scale or not spec.imported]
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if not any(spec.called(one) for spec in taken))
