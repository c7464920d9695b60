"""Writes the account of a batch beside its results: HTML, JSON and CSV, each whole or not at all."""

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from srdesk.imaging.files import replacing
from srdesk.jobs.places import report_of
from srdesk.jobs.records import DoneRecord, FailedRecord
from srdesk.jobs.report.account import Account
from srdesk.jobs.report.page import page
from srdesk.jobs.report.samples import choose, samples
from srdesk.jobs.running.budget import MemoryBudget
from srdesk.progress import CancelToken
from srdesk.texts import ENGLISH, Tongue

KINDS = ("html", "json", "csv")
SAMPLES = 24

_COLUMNS = (
    *("state", "source", "result", "source width", "source height", "width", "height", "source bytes", "bytes"),
    *("format", "model", "scale", "precision", "engine", "seconds", "difference", "metadata kept", "metadata"),
    *("source SHA-256", "SHA-256", "notices", "reason", "next step"),
)


def write_report(
    account: Account,
    *,
    kinds: Collection[str] = KINDS,
    number: int = SAMPLES,
    max_ram: int | None = None,
    tongue: Tongue = ENGLISH,
    token: CancelToken | None = None,
) -> tuple[Path, ...]:
    """Write the account of a batch in each kind and return where; ``number`` is that of before and after samples.

    The page is in the language of the ``tongue``, and has samples only of what can be read in the memory that the batch
    has, ``max_ram`` bytes if that is said. JSON and CSV are for programs and in English.

    Raises `OutputError` and `Cancelled`.
    """
    token = token or CancelToken()
    writers: dict[str, Callable[[], Iterable[str]]] = {
        "html": lambda: _page(account, number, max_ram, tongue, token),
        "json": lambda: _json(account),
        "csv": lambda: _csv(account),
    }
    written = []
    for kind in KINDS:
        if kind in kinds:
            path = report_of(account.output, kind)
            with replacing(path, overwrite=True) as (file, _):
                _write(file, writers[kind](), token, mark=kind == "csv")
            written.append(path)
    return tuple(written)


def _page(account: Account, number: int, max_ram: int | None, tongue: Tongue, token: CancelToken) -> Iterator[str]:
    choice = choose(account, number, memory=MemoryBudget(max_ram).limit)
    return page(account, choice, samples(account.output, choice, token=token), tongue)


def _write(file: BinaryIO, pieces: Iterable[str], token: CancelToken, *, mark: bool) -> None:
    """Text as UTF-8; with a mark in front where programs would take it for something else without."""
    if mark:
        file.write(b"\xef\xbb\xbf")
    for piece in pieces:
        token.check()
        file.write(piece.encode("utf-8", "backslashreplace"))


def _json(account: Account) -> Iterator[str]:
    run = account.run
    head = {
        "settings": run.settings if run else "",
        "batch": dict(run.batch) if run else {},
        "totals": asdict(account.totals()),
    }
    yield json.dumps(head)[:-1] + ', "photos": ['
    for number, record in enumerate(account.photos()):
        yield (",\n" if number else "\n") + json.dumps({"state": record.event, **asdict(record)})
    yield "\n]}\n"


def _csv(account: Account) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for record in account.photos():
        yield _taken(buffer)
        writer.writerow([_harmless(cell) for cell in _row(record)])
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _row(record: DoneRecord | FailedRecord) -> tuple[object, ...]:
    if isinstance(record, FailedRecord):
        empty = [""] * (len(_COLUMNS) - 4)
        return ("failed", record.source, *empty, record.message, record.hint)
    return (
        *("done", record.source, record.target, *record.source_size, *record.target_size),
        *(record.source_mark.size, record.target_mark.size, record.format, record.model, record.scale),
        *(record.precision, record.engine, record.seconds, record.difference),
        *(record.metadata_kept, record.metadata_total, record.source_mark.sha256, record.target_mark.sha256),
        *(" ".join(record.notices), "", ""),
    )
