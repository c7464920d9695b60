"""The catalogue: every network there is, read from catalogue.toml, and weight files that are what they say."""

import contextlib
import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from srdesk.errors import ModelError
from srdesk.lattice import Lattice
from srdesk.models import collection
from srdesk.models.convention import ChannelOrder, Convention
from srdesk.models.spec import Color, ModelSpec, NativeFile, Precision, WeightFile
from srdesk.paths import bundled
from srdesk.texts import Text, refusal, said

REINSTALL = Text("Install srdesk again; the file on disk is not the one that was shipped.")


@dataclass(frozen=True)
class Catalogue:
    """Specs in the order of the file."""

    specs: tuple[ModelSpec, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Model names, each once."""
        return tuple(dict.fromkeys(spec.name for spec in self.specs))

    @property
    def scales(self) -> tuple[int, ...]:
        """Every scale that srdesk has a network of its own for, smallest first; ``auto`` chooses among those."""
        return tuple(sorted({spec.scale for spec in self.specs if not spec.imported}))

    def named(self, name: str) -> tuple[ModelSpec, ...]:
        """The networks of a model by name or title, in any case, smallest scale first; raises `ModelError` for none."""
        found = [spec for spec in self.specs if spec.called(name)]
        if not found:
            raise ModelError(Text("There is no model {0!r}.", name), hint=self._advice(name))
        return tuple(sorted(found, key=lambda spec: spec.scale))

    def _advice(self, name: str) -> Text:
        """What to do where there is no model of a name, which may be a file's."""
        if not _is_file(name):
            return Text("Models: {0}.", ", ".join(self.names))
        brought = collection.name_of(name)
        if any(spec.called(brought) for spec in self.specs):
            return Text("That is a file. A model {0} is there already: use --model {0}.", brought)
        return Text("That is a file. Bring it in once: srdesk models add {0}; then use --model {1}.", name, brought)

    def find(self, name: str, scale: int) -> ModelSpec:
        """The network of that name or title, in any case, at a scale; raises `ModelError` that says what there is."""
        named = self.named(name)
        for spec in named:
            if spec.scale == scale:
                return spec
        scales = ", ".join(f"x{spec.scale}" for spec in named)
        raise ModelError(
            Text("Model {0!r} has no scale {1}.", name, scale),
            hint=Text("It has {0}; other models may have it.", scales),
        )


def _is_file(name: str) -> bool:
    with contextlib.suppress(OSError, ValueError):  # no name that a file could have
        return Path(name).is_file()
    return False


def load_all(*, report: collection.Report = lambda _notice: None) -> Catalogue:
    """The bundled catalogue and behind it the networks that the user brought; damaged ones of those are reported.

    Raises `ModelError` if the bundled one is missing or damaged.
    """
    own, brought = load().specs, collection.specs(_spec, report=report)
    others = (spec for spec in brought if not any(one.called(spec.name) for one in own))
    return Catalogue((*(_joined(spec, brought) for spec in own), *others))


def _joined(spec: ModelSpec, brought: Iterable[ModelSpec]) -> ModelSpec:
    """A bundled network with the precisions that were made of its weights, if it is still those, on this computer."""
    weights = {file.sha256 for file in spec.files.values()}
    made = {
        precision: file
        for one in brought
        if (one.name, one.scale) == (spec.name, spec.scale)
        for precision, file in one.files.items()
        if precision not in spec.files and file.origin in weights
    }
    return replace(spec, files=spec.files | made) if made else spec


def load(file: Path | None = None) -> Catalogue:
    """Read a catalogue (the bundled one by default); weight paths are relative to its folder.

    Raises `ModelError` if the file is missing or not a catalogue. Weights are not touched.
    """
    file = file or bundled("models", "catalogue.toml")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return Catalogue(tuple(_spec(entry, file.parent) for entry in table["model"]))
    except OSError as error:
        raise ModelError(
            Text("The model catalogue {0} cannot be read: {1}.", file, refusal(error)), hint=REINSTALL
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(Text("The model catalogue {0} is damaged: {1}.", file, said(error)), hint=REINSTALL) from error


def read_weights(file: WeightFile) -> bytes:
    """The bytes of a weight file, checked against its SHA-256; raises `ModelError` if missing or damaged."""
    try:
        content = file.path.read_bytes()
    except OSError as error:
        raise ModelError(
            Text("The weight file {0} cannot be read: {1}.", file.path, refusal(error)), hint=REINSTALL
        ) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ModelError(Text("The weight file {0} is damaged: its checksum is wrong.", file.path), hint=REINSTALL)
    return content


def _spec(entry: dict[str, Any], folder: Path) -> ModelSpec:
    return ModelSpec(
        name=entry["name"],
        title=entry["title"],
        scale=int(entry["scale"]),
        color=Color(entry["color"]),
        halo=int(entry["halo"]),
        parameters=int(entry["parameters"]),
        operations=int(entry["operations"]),
        sentence=entry["sentence"],
        files={Precision(name): _weight_file(file, folder) for name, file in entry["files"].items()},
        lattice=Lattice(**{name: int(value) for name, value in entry.get("lattice", {}).items()}),
        local=bool(entry.get("local", True)),
        native=_native_file(entry["native"], folder) if "native" in entry else None,
    )


def _native_file(entry: dict[str, Any], folder: Path) -> NativeFile:
    mean = tuple(float(value) for value in entry["mean"])
    return NativeFile(_weight_file(entry, folder), Convention(ChannelOrder(entry["order"]), float(entry["peak"]), mean))


def _weight_file(entry: dict[str, Any], folder: Path) -> WeightFile:
    if int(entry.get("bytes_per_pixel", 1)) <= 0:
        raise ValueError(f"bytes_per_pixel of {entry['file']} is not positive")
    costs = tuple((int(side), float(ns)) for side, ns in entry.get("costs", []))
    path = (folder / entry["file"]).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{entry['file']} lies outside the catalogue's folder")
    return WeightFile(
        path,
        sha256=entry["sha256"],
        size=int(entry["bytes"]),
        loss=float(entry["loss"]) if "loss" in entry else None,
        costs=costs,
        bytes_per_pixel=int(entry.get("bytes_per_pixel", 4096)),
        origin=str(entry.get("origin", "")),
    )
