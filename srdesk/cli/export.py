"""`srdesk export`: what can be typed, and what is done then; imports nothing heavy before it is needed."""

import argparse
import json
import re
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.cli.groups import EXIT_CODES, Commands, scale_number
from srdesk.errors import ExitCode
from srdesk.restore.options import PRECISIONS

if TYPE_CHECKING:
    from srdesk.convert.export.write import Exported

PLATFORMS = ("android", "ios", "web", "opencv")


def add_export(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "export",
        help="export a model for phones, browsers or OpenCV",
        description="Write a folder with a model in the format of a platform, all constants that a port needs, a\n"
        "recipe for tiles, and a picture to check the port with: TensorFlow Lite for android and ios, ONNX and ORT\n"
        "for the web, ONNX for opencv. The model is run here first, where that is possible.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL", help="see srdesk models")
    parser.add_argument("--for", dest="platform", choices=PLATFORMS, required=True, help="what it is exported for")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="made if absent")
    parser.add_argument("--scale", type=scale_number, metavar="N", help="the smallest the model has if not given")
    parser.add_argument("--precision", choices=PRECISIONS[1:], default="fp32", help="of the weights (default: fp32)")
    parser.add_argument("--shape", type=_shape, metavar="HxW", help="take pictures of this size only; any if not given")
    parser.add_argument(
        "--calibration",
        type=Path,
        metavar="DIR",
        help="photos that int8 is fitted to, for models that have none (default: the sample photo)",
    )
    parser.add_argument(
        "--core-ml",
        action="store_true",
        help="with --for ios: a Core ML package as well (srdesk[coreml]); it is read back, but cannot be run here",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.add_argument("--json", action="store_true", help="a JSON object on standard output")


def export(arguments: Namespace) -> ExitCode:
    """Export a model and say what came out."""
    from srdesk.convert.export.request import ExportRequest, Platform
    from srdesk.convert.export.write import export as write
    from srdesk.models.catalogue import load_all
    from srdesk.models.spec import Precision
    from srdesk.release import title

    catalogue = load_all()
    named = catalogue.named(arguments.model)
    request = ExportRequest(
        named[0] if arguments.scale is None else catalogue.find(arguments.model, arguments.scale),
        Platform(arguments.platform),
        Precision(arguments.precision),
        arguments.shape,
        arguments.calibration,
        made_by=title(),
        core_ml=arguments.core_ml,
    )
    exported = write(request, arguments.output, overwrite=arguments.overwrite)
    print(json.dumps(_row(exported), indent=2) if arguments.json else _told(exported))
    return ExitCode.OK


def _told(exported: "Exported") -> str:
    lines = [f"{exported.folder / model.name}: {len(model.content) / 1e6:.2f} MB" for model in exported.models]
    if exported.package:
        lines.append(f"{exported.folder / exported.package.name}: {exported.package.size / 1e6:.2f} MB")
    lines += [f"  {check}" for check in exported.checks]
    if len(exported.checks) < len(exported.models):
        lines.append("  not run here: that needs LiteRT, pip install srdesk[tflite]")
    return "\n".join((*lines, f"{exported.folder / 'README.md'} says how to use it."))


def _row(exported: "Exported") -> dict[str, object]:
    return {
        "folder": str(exported.folder),
        "models": [{"name": model.name, "bytes": len(model.content)} for model in exported.models],
        "package": exported.package and {"name": exported.package.name, "bytes": exported.package.size},
        "checks": [
            {"file": check.file, "engine": check.engine, "deviation": check.deviation} for check in exported.checks
        ],
    }


def _shape(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 256x256 (height x width)")
    return int(found[1]), int(found[2])
