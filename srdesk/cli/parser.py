"""What can be typed; imports nothing heavy, so that --help is instant."""

import argparse
from pathlib import Path

from srdesk.cli.batch_parser import add_batch, add_watch
from srdesk.cli.export import add_export
from srdesk.cli.feasibility import add_benchmark
from srdesk.cli.groups import EXIT_CODES, Commands, add_beginning, add_restoring, scale_number
from srdesk.cli.models_parser import add_models, add_quantize
from srdesk.release import title
from srdesk.restore.options import AUTO, ENGINE_CHOICES, PRECISIONS

NEW_WINDOW = "--new-window"


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; ``command`` says which command was chosen."""
    parser = argparse.ArgumentParser(
        prog="srdesk",
        description="Restore and enlarge photographs, offline. Without a command the window opens.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=title())
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_restore(commands)
    add_batch(commands)
    add_watch(commands)
    _add_show(commands)
    add_models(commands)
    add_export(commands)
    add_quantize(commands)
    _add_selftest(commands)
    _add_evaluate(commands)
    add_benchmark(commands)
    gui = commands.add_parser(
        "gui",
        help="open the window, with photos if given",
        description="Open the window, with photos if given. If it is open already, it comes to the front and takes the "
        "photos.",
    )
    gui.add_argument(NEW_WINDOW, action="store_true", help="open another window even so")
    gui.add_argument("files", nargs="*", type=Path, metavar="PHOTO")
    return parser


def _add_restore(commands: Commands) -> None:
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
    add_beginning(parser)
    add_restoring(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")


def _add_show(commands: Commands) -> None:
    parser = commands.add_parser(
        "show",
        help="print what a file says of how it was made",
        description="Print what pictures say of how they were made: by srdesk's own record, and by IPTC's digital "
        "source type. The original is looked for beside a result, by name and by content.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _add_selftest(commands: Commands) -> None:
    parser = commands.add_parser(
        "selftest", help="check this installation: engines, devices, formats, and every model on a small picture"
    )
    parser.add_argument("--seams", action="store_true", help="also compare tiled with untiled results")
    parser.add_argument("--model", action="append", metavar="NAME", help="only this model (may be given several times)")


def _add_evaluate(commands: Commands) -> None:
    parser = commands.add_parser(
        "evaluate",
        help="measure PSNR and SSIM of models on a folder of good pictures",
        description="Reduce every picture by antialiased bicubic, enlarge it again and compare: PSNR and SSIM on the "
        "BT.601 luma, a border of SCALE pixels cut. Bicubic is measured beside the models.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--model", action="append", metavar="NAME", help="may be given several times (default: all)")
    parser.add_argument("--scale", action="append", type=scale_number, metavar="N", help="may be given several times")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--engine", choices=ENGINE_CHOICES, default=AUTO)
    parser.add_argument("--json", action="store_true", help="a JSON array on standard output")
