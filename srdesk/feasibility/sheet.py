"""Tables of a web page that turn into cards where the screen is narrow."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

STYLE = """
small { display: block; opacity: .8; }
td b { white-space: nowrap; } td b + small { min-width: 9rem; }
.yes b { color: var(--good); } .no b { color: var(--bad); } .perhaps b { color: var(--fair); }
@media (max-width: 44rem) {
  thead { display: none; } table, tbody, tr, td { display: block; }
  tr { padding: .6rem 0; border-bottom: 2px solid var(--line); }
  td { display: flex; gap: .6rem; border: 0; padding: .15rem 0; }
  td::before { content: attr(data-name); opacity: .75; flex: 0 0 8.5rem; } td.n { text-align: left; }
}
"""


@dataclass(frozen=True)
class Cell:
    """What one cell says, with a note below it; ``kind`` is ``n`` for a number, or an answer, which stands out."""

    text: str
    note: str = ""
    kind: str = ""


def sheet(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A table; the last cell of a row that is too short takes what is left of the width."""
    lines = list(rows)
    numbers = {place for row in lines for place, cell in enumerate(row) if cell.kind == "n"}
    heads = "".join(_head(name, number=place in numbers) for place, name in enumerate(columns))
    yield f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>\n'
    for row in lines:
        last = len(columns) - len(row) + 1
        cells = (
            _cell(cell, columns[place], span=last if place == len(row) - 1 else 1) for place, cell in enumerate(row)
        )
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody></table></div>\n"


def _head(name: str, *, number: bool) -> str:
    kind = ' class="n"' if number else ""
    return f"<th{kind}>{html.escape(name)}</th>"


def _cell(cell: Cell, column: str, *, span: int) -> str:
    text = html.escape(cell.text)
    if cell.kind not in ("", "n"):
        text = f"<b>{text}</b>"
    note = f"<small>{html.escape(cell.note)}</small>" if cell.note else ""
    kind = f' class="{cell.kind}"' if cell.kind else ""
    width = f' colspan="{span}"' if span > 1 else ""
    return f'<td{kind}{width} data-name="{html.escape(column)}"><div>{text}{note}</div></td>'
