"""``srdesk show``: what files say of how they were made."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srdesk.errors import ExitCode, SrdeskError

if TYPE_CHECKING:
    from srdesk.imaging.account import Account
    from srdesk.jobs.original import Original

_FINDINGS = {
    "same": "{path}, the same to the byte",
    "changed": "{path} has that name, but other content than then",
    "missing": "not beside the result, nor in the folder above",
}


def show(arguments: Namespace) -> ExitCode:
    """Print what each file says; one that cannot be read does not keep the others from speaking."""
    failed: list[SrdeskError] = []
    for path in arguments.files:
        try:
            row = _account(path)
        except SrdeskError as error:
            failed.append(error)
            _complain(path, error, as_json=arguments.json)
            continue
        print(json.dumps(row) if arguments.json else _prose(row), flush=True)
    if not failed:
        return ExitCode.OK
    return failed[0].exit_code if len(arguments.files) == 1 else ExitCode.PARTIAL


def _account(path: Path) -> dict[str, Any]:
    """What a file says as a table."""
    from srdesk.imaging.account import account_of

    account = account_of(path)
    row: dict[str, Any] = {"file": str(path), "format": account.format, "digital_source_type": account.source_type}
    if account.provenance is None:
        return row | {"provenance": None}
    return row | {"provenance": _provenance(account, path)}


def _provenance(account: "Account", path: Path) -> dict[str, Any]:
    from srdesk.jobs.original import find_original

    said = account.provenance
    assert said is not None
    table: dict[str, Any] = {"version": said.version, "weights_sha256": said.weights, "options": dict(said.options)}
    if said.source is None:
        return table
    found = find_original(said.source, path)
    source = {"name": said.source.name, "sha256": said.source.sha256, "bytes": said.source.size}
    return table | {"source": source, "original": _finding(found)}


def _finding(found: "Original") -> dict[str, Any]:
    return {"found": str(found.likeness), "path": None if found.path is None else str(found.path)}


def _prose(row: dict[str, Any]) -> str:
    said = row["provenance"]
    lines = [f"{row['file']}: {row['format']}"]
    if row["digital_source_type"]:
        lines.append(f"  digital source type  {row['digital_source_type']}")
    if said is None:
        return "\n".join([*lines, "  It says nothing of having been made by srdesk."])
    lines += [f"  made by              srdesk {said['version']}", f"  weights (SHA-256)    {said['weights_sha256']}"]
    lines += [f"  {name:<20} {text}" for name, text in said["options"].items()]
    if "source" in said:
        source, original = said["source"], said["original"]
        lines.append(
            f"  made from            {source['name'] or 'a picture without a name'}, {source['bytes']:,} bytes"
        )
        lines.append(f"  source (SHA-256)     {source['sha256']}")
        lines.append(f"  the original         {_FINDINGS[original['found']].format(path=original['path'])}")
    return "\n".join(lines)


def _complain(path: Path, error: SrdeskError, *, as_json: bool) -> None:
    if as_json:
        row = {"file": str(path), "error": str(error), "hint": error.hint, "code": int(error.exit_code)}
        print(json.dumps(row), flush=True)
    else:
        print(f"srdesk: {error}", *([f"        {error.hint}"] if error.hint else []), sep="\n", file=sys.stderr)
