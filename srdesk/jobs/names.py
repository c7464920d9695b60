"""What results are called."""

from collections.abc import Collection
from itertools import chain, count
from pathlib import Path


def default_target(source: Path, enlargement: str, suffix: str | None = None) -> Path:
    """``{stem}_{enlargement}{suffix}`` beside the source; the suffix is the source's own unless given.

    ``enlargement`` is that of `RestoreOptions`: ``x2``, ``3840w``.
    """
    return source.with_name(f"{source.stem}_{enlargement}{source.suffix if suffix is None else suffix}")


def free_name(target: Path, taken: Collection[Path] = ()) -> Path:
    """The target, or the first of its numbered namesakes that neither exists nor is ``taken``."""
    numbered = (target.with_stem(f"{target.stem}-{number}") for number in count(2))
    return next(name for name in chain((target,), numbered) if name not in taken and not name.exists())
