"""What can be typed after `srdesk models`; imports nothing heavy."""

import argparse
from pathlib import Path

from srdesk.cli.groups import EXIT_CODES, Commands


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
    remove.add_argument("--scale", type=int, metavar="N", help="only at this scale")
    show = actions.add_parser("show", help="show what is known of a model")
    show.add_argument("name", metavar="NAME")
    show.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _add_add(actions: Commands) -> None:
    add = actions.add_parser("add", help="add a model from a file")
    add.add_argument("file", type=Path, metavar="FILE", help="for instance an .onnx file")
    add.add_argument("--name", metavar="NAME", help="what to call it; as the file is called if not given")
    add.add_argument("--order", choices=("rgb", "bgr"), help="its order of colours, where srdesk cannot find that out")
    add.add_argument("--range", metavar="0..1|0..255|-1..1", help="its black and white, where srdesk gets that wrong")
    add.add_argument("--json", action="store_true", help="a JSON object on standard output")
