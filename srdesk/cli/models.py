"""The commands on models: list, add, remove, show."""

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from srdesk.errors import ExitCode, ModelError, UsageError
from srdesk.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srdesk.convert.claims import Range
    from srdesk.convert.importing.bring import Brought
    from srdesk.models.spec import ModelSpec, Precision


def models(arguments: Namespace) -> ExitCode:
    """Do to the models what was asked for; list them if nothing was."""
    return {"add": _add, "remove": _remove, "show": _show, None: _list}[arguments.action](arguments)


def _list(arguments: Namespace) -> ExitCode:
    from srdesk.cli.console import print_table

    specs = _all()
    if arguments.json:
        print(json.dumps([_row(spec) for spec in specs], indent=2))
        return ExitCode.OK
    print_table(
        ("model", "scale", "precision", "parameters", "sees around a pixel", "size", "what it is for"),
        [
            (
                spec.name,
                f"x{spec.scale}",
                ", ".join(spec.precisions),
                f"{spec.parameters:,}",
                f"{spec.halo} px",
                f"{next(iter(spec.files.values())).size / 1000:,.0f} KB",
                spec.sentence,
            )
            for spec in specs
        ],
    )
    return ExitCode.OK


def _add(arguments: Namespace) -> ExitCode:
    from srdesk.convert.importing.words import sentences

    brought = _brought(arguments)
    if arguments.json:
        print(json.dumps(_row(brought.spec), indent=2))
        return ExitCode.OK
    print(
        f"{brought.spec.name} x{brought.spec.scale} is there: srdesk restore PHOTO --model {brought.spec.name} "
        f"--scale {brought.spec.scale}"
    )
    for sentence in sentences(brought.findings):
        print(f"  {sentence}")
    return ExitCode.OK


def _brought(arguments: Namespace) -> "Brought":
    """The network of a file, looked at, asked about where that is needed, and kept."""
    from srdesk.cli.asking import asked_for
    from srdesk.cli.console import interruptible
    from srdesk.convert.claims import Claims, Order
    from srdesk.convert.importing.bring import informed, keep, looked_at
    from srdesk.models.collection import name_of
    from srdesk.progress import CancelToken

    token, file = CancelToken(), arguments.file
    claims = Claims(
        None if arguments.order is None else Order(arguments.order),
        None if arguments.range is None else _range(arguments.range),
    )
    examined = interruptible(lambda: looked_at(file, claims, token=token), token)
    told = asked_for(claims, examined.findings)
    name = name_of(f"{arguments.name}.x" if arguments.name else file)
    return interruptible(lambda: keep(informed(examined, file, told, token=token), name), token)


def _range(text: str) -> "Range":
    from srdesk.convert.claims import Range

    try:
        return Range(text)
    except ValueError:
        raise UsageError(Text("There is no range {0!r}.", text), hint="Use 0..1, 0..255 or -1..1.") from None


def _remove(arguments: Namespace) -> ExitCode:
    from srdesk.models import collection
    from srdesk.models.spec import Precision

    found = [spec for spec in _named(arguments.name) if arguments.scale in (None, spec.scale)]
    if not found:
        raise ModelError(Text("Model {0!r} has no scale {1}.", arguments.name, arguments.scale))
    if arguments.precision is not None:
        return _remove_precision(found, Precision(arguments.precision))
    for spec in found:
        collection.remove(spec)
        print(f"{spec.name} x{spec.scale} is removed.")
    return ExitCode.OK


def _remove_precision(specs: "Sequence[ModelSpec]", precision: "Precision") -> ExitCode:
    """Of all that were named, those that have it; of none if nothing does, which says what there is."""
    from srdesk.models import collection

    for spec in [spec for spec in specs if precision in spec.files] or specs:
        collection.remove_precision(spec, precision)
        print(f"{spec.name} x{spec.scale} {precision} is removed.")
    return ExitCode.OK


def _show(arguments: Namespace) -> ExitCode:
    for spec in _named(arguments.name):
        row = _row(spec)
        if arguments.json:
            print(json.dumps(row))
            continue
        print(f"{spec.title} x{spec.scale}: {spec.sentence}")
        for name, value in row.items():
            if name not in ("title", "sentence", "files"):
                print(f"  {name:12} {value}")
        for precision, file in spec.files.items():
            print(f"  {precision:12} {file.path} ({file.size:,} bytes, SHA-256 {file.sha256})")
    return ExitCode.OK


def _named(name: str) -> "tuple[ModelSpec, ...]":
    from srdesk.models.catalogue import Catalogue

    return Catalogue(_all()).named(name)


def _all() -> "tuple[ModelSpec, ...]":
    from srdesk.models.catalogue import load_all

    return load_all(report=lambda notice: print(f"srdesk: {notice}", file=sys.stderr)).specs


def _row(spec: "ModelSpec") -> dict[str, Any]:
    return {
        "name": spec.name,
        "scale": spec.scale,
        "title": spec.title,
        "sentence": spec.sentence,
        "imported": spec.imported,
        "color": str(spec.color),
        "halo": spec.halo,
        "local": spec.local,
        "sizes": vars(spec.lattice),
        "parameters": spec.parameters,
        "operations": spec.operations,
        "files": {precision: str(file.path) for precision, file in spec.files.items()},
    }
