"""Bringing a network in: examined, then kept in the user's collection."""

from dataclasses import dataclass
from pathlib import Path

from srdesk.convert.claims import Claims
from srdesk.convert.importing.findings import Findings
from srdesk.convert.importing.formats import check_known
from srdesk.convert.importing.jail import Examined, examine
from srdesk.models import collection
from srdesk.models.catalogue import load_all
from srdesk.models.spec import ModelSpec
from srdesk.progress import CancelToken
from srdesk.texts import Text

SENTENCE = Text("Brought in by you; its licence is not known to srdesk.")


@dataclass(frozen=True)
class Brought:
    """A network as it is in the collection now, and what was found out about it."""

    spec: ModelSpec
    findings: Findings


def looked_at(file: Path, claims: Claims = Claims(), *, token: CancelToken) -> Examined:
    """Examine a model file; raises `ModelError` that says why it cannot be used, and `Cancelled`."""
    check_known(file)
    return examine(file, claims, token=token)


def bring_in(file: Path) -> Brought:
    """Examine a model file and keep it under its own name; what cannot be found out is taken as it likely is.

    Raises as `looked_at` and `keep` do.
    """
    return keep(looked_at(file, token=CancelToken()), collection.name_of(file))


def informed(examined: Examined, file: Path, claims: Claims, *, token: CancelToken) -> Examined:
    """An examined network by what its user says of it: looked at again if that is something else than was taken.

    Raises as `examine` does.
    """
    found = examined.findings
    if claims.order in (None, found.order) and claims.range in (None, found.source, found.result):
        return examined
    return examine(file, claims, token=token)


def keep(examined: Examined, name: str) -> Brought:
    """Put an examined network into the collection.

    Raises `UsageError` for a name that is taken by srdesk's own models, `ModelError` for one that is taken by another
    of that scale, and `OutputError` where it cannot be kept.
    """
    collection.check_new(name, examined.findings.scale, load_all().specs)
    return _kept(examined, name)


def bring_along(file: Path, folder: Path, *, token: CancelToken | None = None) -> ModelSpec:
    """Examine a model file and keep it in a folder of the caller's, apart from the collection, under the file's name.

    Raises as `looked_at` and `keep` do.
    """
    return _kept(looked_at(file, token=token or CancelToken()), collection.name_of(file), folder).spec


def _kept(examined: Examined, name: str, folder: Path | None = None) -> Brought:
    findings = examined.findings
    spec = ModelSpec(
        name=name,
        title=name,
        scale=findings.scale,
        color=findings.color,
        halo=findings.halo,
        parameters=findings.parameters,
        operations=findings.operations,
        sentence=SENTENCE,
        files={},
        lattice=findings.lattice,
        local=findings.local,
        imported=True,
    )
    weights = collection.Weights(examined.model, bytes_per_pixel=findings.bytes_per_pixel)
    native = collection.Native(examined.native, findings.convention) if findings.convention else None
    return Brought(collection.add(spec, {findings.precision: weights}, native=native, folder=folder), findings)
