"""The account of a batch as a web page in one file, which loads nothing from anywhere."""

import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from srdesk.jobs.records import DoneRecord, FailedRecord
from srdesk.jobs.report.account import Account, Totals
from srdesk.jobs.report.samples import Sample
from srdesk.pages import head

MOST_ROWS = 5000
"""Photos in the table of the page; the rest is in the CSV."""

_STYLE = """
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin: 1.2rem 0; }
.figures div { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
.figures b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.failed b { color: var(--bad); } .done b { color: var(--good); }
.samples { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; }
figure { margin: 0; } figcaption { font-size: .85rem; overflow-wrap: anywhere; margin-top: .3rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 2px; }
.pair img { width: 100%; display: block; } .pair span { font-size: .75rem; opacity: .75; }
"""


def page(account: Account, samples: Iterable[Sample]) -> Iterator[str]:
    """The page piece by piece: figures, failures first, then samples, settings and a table of the photos."""
    totals = account.totals()
    yield head(_title(totals), _STYLE)
    yield (
        f'<h1>{_title(totals)}</h1><p class="when">{_text(account.output)} &middot; {_moment(totals.began)}'
        f" to {_moment(totals.ended)} UTC</p>\n"
    )
    yield _figures(totals)
    yield from _failures(account, totals)
    yield from _samples(samples)
    yield _settings(account)
    yield from _table(account, totals)
    yield "</main></body></html>\n"


def _title(totals: Totals) -> str:
    total = totals.done + totals.failed
    if totals.failed:
        return f"{totals.failed:,} of {total:,} photos failed"
    return "1 photo restored" if total == 1 else f"{total:,} photos restored"


def _figures(totals: Totals) -> str:
    kept = f"{totals.metadata_kept:,} of {totals.metadata_total:,}"
    figures = (
        ("done", f"{totals.done:,}", "restored"),
        ("failed" if totals.failed else "", f"{totals.failed:,}", "failed"),
        ("", f"{totals.pixels / 1e6:,.1f} → {totals.result_pixels / 1e6:,.1f}", "megapixels"),
        ("", f"{_size(totals.source_bytes)} → {_size(totals.result_bytes)}", "on disk"),
        ("", kept, "metadata entries kept"),
        ("", _duration(totals.seconds), "running time"),
    )
    boxes = (f'<div class="{kind}"><b>{value}</b>{label}</div>' for kind, value, label in figures)
    return f'<section class="figures" aria-label="Figures">{"".join(boxes)}</section>\n'


def _failures(account: Account, totals: Totals) -> Iterator[str]:
    if not totals.failed:
        return
    yield (
        '<h2 id="failed">Failed</h2><div class="wide"><table><thead><tr><th>Photo</th><th>What happened</th>'
        "<th>What to do</th></tr></thead><tbody>\n"
    )
    for record in account.failed():
        details = f"<details><summary>Details</summary><pre>{_text(record.details)}</pre></details>"
        yield (
            f"<tr><td>{_text(record.source)}</td><td>{_text(record.message)}{details if record.details else ''}</td>"
            f"<td>{_text(record.hint)}</td></tr>\n"
        )
    yield "</tbody></table></div>\n"


def _samples(samples: Iterable[Sample]) -> Iterator[str]:
    begun = False
    for sample in samples:
        if not begun:
            yield '<h2>Before and after</h2><div class="samples">\n'
            begun = True
        name = _text(Path(sample.record.source).name)
        yield (
            f'<figure><div class="pair"><span>before, bicubic</span><span>after</span>'
            f'<img alt="{name} before" src="{sample.before}"><img alt="{name} after" src="{sample.after}"></div>'
            f"<figcaption>{name}: {_shape(sample.record)}</figcaption></figure>\n"
        )
    if begun:
        yield "</div>\n"


def _settings(account: Account) -> str:
    run = account.run
    if run is None:
        return ""
    text = json.dumps(dict(run.batch), indent=2, ensure_ascii=False)
    return (
        f"<h2>Settings</h2><details><summary>Everything the last run was told; hash <code>{_text(run.settings)}</code>"
        f"</summary><pre>{_text(text)}</pre></details>\n"
    )


def _table(account: Account, totals: Totals) -> Iterator[str]:
    if not totals.done:
        return
    yield (
        '<h2>Photos</h2><div class="wide"><table><thead><tr><th>Photo</th><th>Result</th><th>Size</th>'
        '<th>Made by</th><th class="n">Seconds</th><th>Metadata</th><th>Check</th><th>SHA-256 of photo and result</th>'
        "</tr></thead><tbody>\n"
    )
    for number, record in enumerate(account.done()):
        if number == MOST_ROWS:
            break
        yield _photo(record)
    yield "</tbody></table></div>\n"
    if totals.done > MOST_ROWS:
        yield f"<p>The first {MOST_ROWS:,} of {totals.done:,}; all are in the CSV file beside this page.</p>\n"


def _photo(record: DoneRecord) -> str:
    notices = "".join(f"<br>{_text(notice)}" for notice in record.notices)
    return (
        f"<tr><td>{_text(record.source)}</td>"
        f'<td><a href="{html.escape(_address(record.target))}">{_text(record.target)}</a>{notices}</td>'
        f"<td>{_shape(record)}</td>"
        f"<td>{_text(record.model)} x{record.scale} {_text(record.precision)}, {_text(record.engine)}</td>"
        f'<td class="n">{record.seconds:.1f}</td>'
        f"<td>{record.metadata_kept} of {record.metadata_total} kept</td>"
        f"<td>believable: off by {record.difference:.4f} when reduced again</td>"
        f"<td><code>{record.source_mark.sha256[:16]}</code> <code>{record.target_mark.sha256[:16]}</code></td></tr>\n"
    )


def _address(target: str) -> str:
    """A relative link to a result."""
    return "./" + quote(target.encode("utf-8", "surrogateescape"))


def _shape(record: DoneRecord | FailedRecord) -> str:
    if isinstance(record, FailedRecord):
        return ""
    (width, height), (wider, higher) = record.source_size, record.target_size
    return f"{width} × {height} → {wider} × {higher}"


def _moment(time: str) -> str:
    """A time of the journal to the minute."""
    return _text(time[:16].replace("T", " "))


def _text(value: object) -> str:
    return html.escape(str(value))


def _size(number: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "B" or number >= 100 else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
