"""The command that makes a lower precision of a model."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.errors import ExitCode, ModelError, OutputError, UsageError
from srdesk.texts import Text, refusal

if TYPE_CHECKING:
    from srdesk.convert.reducing import Reduced
    from srdesk.models.spec import ModelSpec


def quantize(arguments: Namespace) -> ExitCode:
    """Make a lower precision of every scale of a model that was asked for, and keep it."""
    from srdesk.cli.console import interruptible
    from srdesk.convert.reducing import reduced
    from srdesk.models.spec import Precision
    from srdesk.progress import CancelToken

    precision, token = Precision(arguments.to), CancelToken()
    specs = _wanted(arguments, precision)
    for spec in specs:
        work = partial(reduced, spec, arguments.calibration, to=precision, max_loss=arguments.max_loss, token=token)
        made = interruptible(work, token)
        _keep(spec, made, arguments.output)
        calibrated = f", calibrated on {made.tiles} tiles of {made.side[0]} x {made.side[1]}" if made.tiles else ""
        print(
            f"{spec.name} x{spec.scale} {precision}: {made.loss:.3f} dB lost on {made.photos} photos, "
            f"{made.size:.0%} of the size, {made.time:.0%} of the time{calibrated}"
        )
    return ExitCode.OK


def _wanted(arguments: Namespace, precision: str) -> "list[ModelSpec]":
    from srdesk.models.catalogue import load_all

    specs = [spec for spec in load_all().named(arguments.model) if arguments.scale in (None, spec.scale)]
    if not specs:
        raise ModelError(Text("Model {0!r} has no scale {1}.", arguments.model, arguments.scale))
    if arguments.output is not None:
        if len(specs) > 1:
            raise UsageError("One file is for one scale.", hint="Say which with --scale.")
        return specs
    lacking = [spec for spec in specs if precision not in spec.files]
    if not lacking:
        raise ModelError(
            Text("{0} has {1} weights already.", specs[0].title, precision), hint="-o writes new ones into a file."
        )
    return lacking


def _keep(spec: "ModelSpec", made: "Reduced", output: Path | None) -> None:
    from srdesk.models import collection

    if output is None:
        weights = collection.Weights(
            made.content,
            loss=round(made.loss, 4),
            bytes_per_pixel=spec.files[spec.fullest].bytes_per_pixel,
            origin=spec.files[spec.fullest].sha256,
        )
        collection.add(spec, {made.precision: weights})
        return
    try:
        output.write_bytes(made.content)
    except OSError as error:
        raise OutputError(Text("{0} cannot be written: {1}.", output, refusal(error))) from error
