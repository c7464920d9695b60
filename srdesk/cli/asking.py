"""Questions on a terminal about a model that is being added, and what to type where there is none."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from srdesk.convert.claims import Claims, Order, Range
from srdesk.convert.importing.findings import Findings
from srdesk.errors import UsageError
from srdesk.texts import Text

_ORDER = Text("The order of colours could not be found out by trying.")
_RANGE = Text("The range of values could not be found out by trying.")

_TIMES = 3


def asked_for(claims: Claims, findings: Findings) -> Claims:
    """The claims with what could not be found out, as it is answered on the terminal.

    Raises `UsageError` that says which option answers it, where there is no terminal or no answer.
    """
    if not findings.ordered:
        claims = replace(claims, order=Order(_answer(_ORDER, "--colours", [str(order) for order in Order])))
    if not findings.ranged:
        claims = replace(claims, range=Range(_answer(_RANGE, "--range", [str(values) for values in Range])))
    return claims


def _answer(question: str, option: str, answers: Sequence[str]) -> str:
    if sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty():
        print(f"srdesk: {question}", file=sys.stderr)
        for _ in range(_TIMES):
            sys.stderr.write(f"        Which is it, {' or '.join(answers)}? (Most are {answers[0]}.) ")
            sys.stderr.flush()
            line = sys.stdin.readline().strip().lower()
            if line in answers:
                return line
    known = " or ".join(f"{option} {answer}" for answer in answers)
    raise UsageError(question, hint=Text("Nothing was added. Say which it is: {0}. Most are {1}.", known, answers[0]))
