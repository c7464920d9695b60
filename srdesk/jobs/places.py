"""What a batch keeps in its output beside the results."""

from contextlib import suppress
from pathlib import Path

JOURNAL = "srdesk-journal.jsonl"
ORIGINALS = "srdesk-originals"
REPORT = "srdesk-report"

OWN_NAMES = frozenset({JOURNAL, ORIGINALS, *(f"{REPORT}.{suffix}" for suffix in ("html", "json", "csv"))})
"""Names in an output that are never photos to be restored."""


def journal_of(output: Path) -> Path:
    return output / JOURNAL


def originals_of(output: Path) -> Path:
    """Where photos go that are replaced in place."""
    return output / ORIGINALS


def report_of(output: Path, suffix: str) -> Path:
    return output / f"{REPORT}.{suffix}"


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, below ``top``, as long as nothing is in them."""
    with suppress(OSError):
        while folder != top and folder.is_relative_to(top):
            folder.rmdir()
            folder = folder.parent
