"""What the process that looks at a file is told, and what it answers: JSON in files of a folder."""

import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.findings import Findings
from srdesk.errors import ModelError
from srdesk.tables import table_of, value_of
from srdesk.texts import Text

REQUEST, ANSWER, MODEL = "request.json", "answer.json", "model.onnx"
NATIVE = "native"


def write(file: Path, table: dict[str, Any]) -> None:
    file.write_text(json.dumps(table), encoding="utf-8")


def read(file: Path) -> dict[str, Any] | None:
    """A letter, ``None`` if there is none or it was not finished."""
    with contextlib.suppress(OSError, ValueError):
        table = json.loads(file.read_text(encoding="utf-8"))
        return table if isinstance(table, dict) else None
    return None


def claims_table(claims: Claims) -> dict[str, Any]:
    return {name: value for name, value in asdict(claims).items() if value is not None}


def claims_of(table: dict[str, Any]) -> Claims:
    order, values = table.get("order"), table.get("range")
    return Claims(Order(order) if order else None, Range(values) if values else None)


def findings_table(findings: Findings) -> dict[str, Any]:
    return table_of(findings)


def findings_of(table: dict[str, Any]) -> Findings:
    """Findings as they were written; what does not fit is a bug and shows as one."""
    strange: list[str] = []
    findings = value_of(Findings, table, lambda oddity: strange.append(oddity.path))
    assert not strange, strange
    return findings


def refusal_table(error: ModelError) -> dict[str, Any]:
    """An error with its texts as they were made, so that they can be said in another language."""
    return {"message": _text_table(error.args[0]), "hint": _text_table(error.hint)}


def refusal_of(table: dict[str, Any]) -> ModelError:
    return ModelError(_text_of(table["message"]), hint=_text_of(table["hint"]))


def _text_table(text: str) -> list[Any]:
    if not isinstance(text, Text):
        return [text]
    return [
        text.template,
        [argument if isinstance(argument, int | float) else str(argument) for argument in text.arguments],
    ]


def _text_of(parts: list[Any]) -> str:
    return Text.remade(*parts) if len(parts) > 1 else str(parts[0])
