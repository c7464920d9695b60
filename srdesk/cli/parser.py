"""What can be typed; imports nothing heavy, so that --help is instant."""

import argparse
from pathlib import Path

from srdesk import __version__
from srdesk.errors import UsageError
from srdesk.imaging.options import MetadataPolicy, ProfilePolicy
from srdesk.restore.options import ENGINES, PRECISIONS, SCALES
from srdesk.restore.size import DPI_RULES, SYNTAX, TargetSize

EXIT_CODES = """\
exit codes: 0 done, 1 a bug, 2 wrong usage, 3 a source cannot be read, 4 a result cannot be written,
5 a model is missing or damaged, 6 the engine failed, 8 some of several photos failed, 130 cancelled"""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; ``command`` says which command was chosen."""
    parser = argparse.ArgumentParser(
        prog="srdesk",
        description="Restore and enlarge photographs, offline. Without a command the window opens.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"srdesk {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_restore(commands)
    _add_show(commands)
    _add_models(commands)
    _add_selftest(commands)
    _add_evaluate(commands)
    gui = commands.add_parser("gui", help="open the window, with photos if given")
    gui.add_argument("files", nargs="*", type=Path, metavar="PHOTO")
    return parser


Commands = argparse._SubParsersAction


def _add_restore(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "restore",
        help="restore and enlarge photos",
        description="Restore and enlarge photos. Whatever is not given is as it was last set in the window, or as in\n"
        "a preset saved there; with --no-settings it is as srdesk comes: FSRCNN, twice the size, format, quality,\n"
        "metadata and colours as the source has them. Files are replaced with --overwrite only.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", nargs="+", type=Path, metavar="PHOTO")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="a file (one photo) or a folder, made if absent; without it beside the source, named for instance "
        "photo_x2.jpg or photo_3840w.jpg",
    )
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--no-settings", action="store_true", help="do not look at what was set in the window")
    begin.add_argument("--preset", metavar="NAME", help="begin with a preset saved in the window")
    _add_network(parser)
    _add_size(parser)
    _add_tiling(parser)
    _add_finishing(parser)
    _add_writing(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")


def _add_network(parser: argparse.ArgumentParser) -> None:
    network = parser.add_argument_group("network", argument_default=argparse.SUPPRESS)
    network.add_argument(
        "--model",
        metavar="NAME",
        help="fsrcnn (fast), espcn (fastest), edsr (best), photo (best for noise and JPEG blocks), "
        "auto (looks at each picture, then edsr or photo); see srdesk models",
    )
    network.add_argument("--precision", choices=PRECISIONS)
    network.add_argument("--engine", choices=ENGINES)
    network.add_argument("--device", metavar="auto|NAME", help="srdesk selftest lists the devices")
    network.add_argument("--threads", type=int, metavar="N", help="processor threads, 0 for all cores")


def _add_size(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("size", argument_default=argparse.SUPPRESS)
    size = group.add_mutually_exclusive_group()
    size.add_argument("--scale", type=int, choices=SCALES, help="enlargement of each side, by the network alone")
    size.add_argument(
        "--size",
        type=_size,
        metavar="SIZE",
        help=f"what to reach, by the smallest network that does: {SYNTAX}; never smaller than the source",
    )
    group.add_argument(
        "--dpi",
        type=_dpi,
        metavar=f"{'|'.join(DPI_RULES)}|N",
        help="print resolution of the result: scale keeps a print's size, keep the source's number, N sets it; auto is "
        "that of a print size, else scale",
    )


def _add_tiling(parser: argparse.ArgumentParser) -> None:
    tiling = parser.add_argument_group("tiling", argument_default=argparse.SUPPRESS)
    tiling.add_argument("--tile", type=_auto_or_number, metavar="auto|N", help="side of a tile in source pixels")
    tiling.add_argument(
        "--overlap",
        type=_auto_or_number,
        metavar="auto|N",
        help="pixels read around a tile; auto is exactly what makes tiles invisible",
    )


def _add_finishing(parser: argparse.ArgumentParser) -> None:
    finishing = parser.add_argument_group("finishing", argument_default=argparse.SUPPRESS)
    finishing.add_argument(
        "--strength", type=float, metavar="0..1", help="1 is all network, 0 a plain bicubic enlargement"
    )
    finishing.add_argument(
        "--grain", type=float, metavar="0..1", help="film grain, the same every time; 0 is none, 0.2 like fine film"
    )


def _add_show(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "show",
        help="print what a file says of how it was made",
        description="Print what pictures say of how they were made: by srdesk's own record, and by IPTC's digital "
        "source type. The original is looked for beside a result, by name and by content.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _add_writing(parser: argparse.ArgumentParser) -> None:
    writing = parser.add_argument_group("writing", argument_default=argparse.SUPPRESS)
    writing.add_argument(
        "--format",
        type=_auto_or_text,
        metavar="auto|NAME",
        help="jpeg, png, tiff, webp, avif, bmp; auto: as the source",
    )
    writing.add_argument(
        "--quality", type=_auto_or_quality, metavar="auto|1..100", help="of lossy formats; auto: as the source"
    )
    writing.add_argument("--metadata", choices=list(MetadataPolicy), help="what goes into the result")
    writing.add_argument(
        "--profile", choices=list(ProfilePolicy), help="colours of the result: the source's own profile, or converted"
    )
    writing.add_argument(
        "--provenance",
        action=argparse.BooleanOptionalAction,
        help="whether the file says how it was made (srdesk show reads that); strip-all leaves it out too",
    )


def _add_models(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("models", help="list the models")
    parser.add_argument("--json", action="store_true", help="a JSON array on standard output")


def _add_selftest(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "selftest", help="check this installation: engines, devices, formats, and every model on a small picture"
    )
    parser.add_argument("--seams", action="store_true", help="also compare tiled with untiled results")


def _add_evaluate(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "evaluate",
        help="measure PSNR and SSIM of models on a folder of good pictures",
        description="Reduce every picture by antialiased bicubic, enlarge it again and compare: PSNR and SSIM on the "
        "BT.601 luma, a border of SCALE pixels cut. Bicubic is measured beside the models.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--model", action="append", metavar="NAME", help="may be given several times (default: all)")
    parser.add_argument("--scale", action="append", type=int, choices=SCALES, help="may be given several times")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--engine", choices=ENGINES, default="onnx")
    parser.add_argument("--json", action="store_true", help="a JSON array on standard output")


def _size(text: str) -> TargetSize:
    try:
        return TargetSize.parse(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.hint}") from error


def _dpi(text: str) -> float | str:
    """A rule by its name, or a number; argparse turns the ValueError into a message."""
    return text if text in DPI_RULES else float(text)


_dpi.__name__ = "rule or number"


def _auto_or_text(text: str) -> str | None:
    return None if text == "auto" else text


def _auto_or_quality(text: str) -> int | None:
    return None if text == "auto" else _bounded(1, 100)(text)


_auto_or_quality.__name__ = "auto or number"


def _auto_or_number(text: str) -> int | None:
    """``None`` for auto; argparse turns the ValueError into a message."""
    return None if text == "auto" else int(text)


_auto_or_number.__name__ = "auto or number"


def _bounded(low: int, high: int) -> type[int]:
    def number(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is not within {low}..{high}")
        return value

    return number  # type: ignore[return-value]
