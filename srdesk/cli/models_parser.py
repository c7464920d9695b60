"""What can be typed after `srdesk models`; imports nothing heavy."""

import argparse
from pathlib import Path

from srdesk.cli.groups import EXIT_CODES, Commands, scale_number
from srdesk.restore.options import PRECISIONS


def add_models(commands: Commands) -> None:
    """`srdesk models` and what it can do."""
    parser = commands.add_parser(
        "models",
        help="list the models; add, remove and show your own",
        description="List the models. Networks that others trained can be added: a file is tried out in a process with "
        "limits until it is known what it takes and makes, and is then a model like any other.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="a JSON array on standard output")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    _add_add(actions)
    remove = actions.add_parser("remove", help="remove a model that was added")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("--scale", type=scale_number, metavar="N", help="only at this scale")
    remove.add_argument("--precision", choices=PRECISIONS[1:], help="only its weights in this precision")
    show = actions.add_parser("show", help="show what is known of a model")
    show.add_argument("name", metavar="NAME")
    show.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def add_quantize(commands: Commands) -> None:
    """`srdesk quantize`."""
    parser = commands.add_parser(
        "quantize",
        help="make a lower precision of a model, calibrated on your photos",
        description="Make a lower precision of a model, yours or srdesk's: INT8 is calibrated on half of your photos. "
        "What it loses is measured on the other half, against originals that are known because the photos are made "
        "smaller first. It is kept as one more precision of that model, unless it loses too much.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("--calibration", type=Path, required=True, metavar="DIR", help="a folder of your photos")
    parser.add_argument("--scale", type=scale_number, metavar="N", help="only at this scale")
    parser.add_argument("--to", choices=("int8", "fp16"), default="int8")
    parser.add_argument("--max-loss", type=float, default=0.1, metavar="DB", help="refuse what loses more (0.1)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it into a file instead of keeping it")


def _add_add(actions: Commands) -> None:
    add = actions.add_parser("add", help="add a model from a file")
    add.add_argument("file", type=Path, metavar="FILE", help="for instance an .onnx file")
    add.add_argument("--name", metavar="NAME", help="what to call it; as the file is called if not given")
    add.add_argument(
        "--colours",
        "--order",
        dest="order",
        choices=("rgb", "bgr"),
        help="its order of colours, where srdesk cannot find that out; asked for on a terminal",
    )
    add.add_argument("--range", metavar="0..1|0..255|-1..1", help="its black and white, where srdesk gets that wrong")
    add.add_argument("--json", action="store_true", help="a JSON object on standard output")
