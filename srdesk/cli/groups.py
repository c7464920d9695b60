"""Groups of options that several commands share; imports nothing heavy."""

import argparse
from typing import TypeAlias

from srdesk.errors import UsageError
from srdesk.imaging.options import MetadataPolicy, ProfilePolicy
from srdesk.models.spec import LARGEST_SCALE
from srdesk.restore.options import ENGINE_CHOICES, PRECISIONS, check_scale
from srdesk.restore.size import DPI_RULES, SYNTAX, TargetSize

EXIT_CODES = """\
exit codes: 0 done, 1 a bug, 2 wrong usage, 3 a source cannot be read, 4 a result cannot be written,
5 a model is missing or damaged, 6 the engine failed, 7 a journal is in use or not srdesk's,
8 some of several photos failed, 130 cancelled"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def scale_number(text: str) -> int:
    """An enlargement that a network may have; raises `ArgumentTypeError` for others."""
    try:
        check_scale(scale := int(text))
    except (ValueError, UsageError):
        known = f"whole numbers from 1 to {LARGEST_SCALE}"
        raise argparse.ArgumentTypeError(f"there is no scale {text!r}: {known}") from None
    return scale


def add_beginning(parser: argparse.ArgumentParser) -> None:
    """What everything that is not given is taken from."""
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--no-settings", action="store_true", help="do not look at what was set in the window")
    begin.add_argument("--preset", metavar="NAME", help="begin with a preset saved in the window")


def add_restoring(parser: argparse.ArgumentParser) -> None:
    """How photos are restored and written."""
    _add_network(parser)
    _add_size(parser)
    _add_tiling(parser)
    _add_finishing(parser)
    _add_writing(parser)


def _add_network(parser: argparse.ArgumentParser) -> None:
    network = parser.add_argument_group("network", argument_default=argparse.SUPPRESS)
    network.add_argument(
        "--model",
        metavar="NAME",
        help="fsrcnn (fast), espcn (fastest), edsr (best), photo (best for noise and JPEG blocks), "
        "auto (looks at each picture, then edsr or photo); see srdesk models",
    )
    network.add_argument("--precision", choices=PRECISIONS)
    network.add_argument("--engine", choices=ENGINE_CHOICES)
    network.add_argument("--device", metavar="auto|NAME", help="srdesk selftest lists the devices")
    network.add_argument("--threads", type=int, metavar="N", help="processor threads, 0 for all cores")


def _add_size(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("size", argument_default=argparse.SUPPRESS)
    size = group.add_mutually_exclusive_group()
    size.add_argument(
        "--scale",
        type=scale_number,
        metavar="N",
        help="enlargement of each side, by the network alone",
    )
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
