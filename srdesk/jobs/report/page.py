"""The account of a batch as a web page in one file, which loads nothing from anywhere."""

import html
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from srdesk.jobs.records import DoneRecord
from srdesk.jobs.report.account import Account
from srdesk.jobs.report.samples import Choice, Sample
from srdesk.pages import head
from srdesk.texts import ENGLISH, Text, Tongue

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


def page(account: Account, choice: Choice, samples: Iterable[Sample], tongue: Tongue = ENGLISH) -> Iterator[str]:
    """The page piece by piece: figures, failures first, then samples, settings and a table of the photos.

    ``samples`` are those of the ``choice``.
    """
    return _Page(account, tongue).pieces(choice, samples)


class _Page:
    """The pieces of a page in one language."""

    def __init__(self, account: Account, tongue: Tongue) -> None:
        self._account, self._tongue = account, tongue
        self._totals = account.totals()

    def pieces(self, choice: Choice, samples: Iterable[Sample]) -> Iterator[str]:
        totals, title = self._totals, self._title()
        yield head(self._tongue.say(title), _STYLE, language=self._tongue.code)
        span = Text("{0} to {1} UTC", _moment(totals.began), _moment(totals.ended))
        yield (
            f'<h1>{self._said(title)}</h1><p class="when">{_escaped(self._account.output)} &middot; '
            f"{self._said(span)}</p>\n"
        )
        yield self._figures()
        yield from self._failures()
        yield from self._samples(choice, samples)
        yield self._settings()
        yield from self._table()
        yield "</main></body></html>\n"

    def _said(self, text: str) -> str:
        return _escaped(self._tongue.say(text))

    def _row(self, cells: Iterable[str]) -> str:
        """The head of a table."""
        cells = "".join(f"<th>{self._said(cell)}</th>" for cell in cells)
        return f'<div class="wide"><table><thead><tr>{cells}</tr></thead><tbody>\n'

    def _title(self) -> Text:
        done, failed = self._totals.done, self._totals.failed
        if failed:
            return Text("{0:,} of {1:,} photos failed", failed, done + failed)
        return Text("1 photo restored") if done == 1 else Text("{0:,} photos restored", done)

    def _figures(self) -> str:
        totals = self._totals
        figures = (
            ("done", f"{totals.done:,}", Text("restored")),
            ("failed" if totals.failed else "", f"{totals.failed:,}", Text("failed")),
            ("", f"{totals.pixels / 1e6:,.1f} → {totals.result_pixels / 1e6:,.1f}", Text("megapixels")),
            ("", f"{_size(totals.source_bytes)} → {_size(totals.result_bytes)}", Text("on disk")),
            (
                "",
                self._said(Text("{0:,} of {1:,}", totals.metadata_kept, totals.metadata_total)),
                Text("metadata entries kept"),
            ),
            ("", _duration(totals.seconds), Text("running time")),
        )
        boxes = (f'<div class="{kind}"><b>{value}</b>{self._said(label)}</div>' for kind, value, label in figures)
        return f'<section class="figures" aria-label="{self._said(Text("Figures"))}">{"".join(boxes)}</section>\n'

    def _failures(self) -> Iterator[str]:
        if not self._totals.failed:
            return
        yield f'<h2 id="failed">{self._said(Text("Failed"))}</h2>'
        yield self._row((Text("Photo"), Text("What happened"), Text("What to do")))
        summary = self._said(Text("Details"))
        for record in self._account.failed():
            details = f"<details><summary>{summary}</summary><pre>{_escaped(record.details)}</pre></details>"
            yield (
                f"<tr><td>{_escaped(record.source)}</td>"
                f"<td>{self._said(record.message)}{details if record.details else ''}</td>"
                f"<td>{self._said(record.hint)}</td></tr>\n"
            )
        yield "</tbody></table></div>\n"

    def _samples(self, choice: Choice, samples: Iterable[Sample]) -> Iterator[str]:
        begun = False
        for sample in samples:
            if not begun:
                yield f'<h2>{self._said(Text("Before and after"))}</h2><div class="samples">\n'
                begun = True
            yield self._sample(sample)
        if begun:
            yield "</div>\n"
        if choice.too_large:
            text = Text("Too large to be shown here in the memory that may be used: {0:,}.", choice.too_large)
            yield f"<p>{self._said(text)}</p>\n"

    def _sample(self, sample: Sample) -> str:
        name = _escaped(Path(sample.record.source).name)
        before, after = self._said(Text("before, bicubic")), self._said(Text("after"))
        return (
            f'<figure><div class="pair"><span>{before}</span><span>{after}</span>'
            f'<img alt="{name}: {before}" src="{sample.before}"><img alt="{name}: {after}" src="{sample.after}"></div>'
            f"<figcaption>{name}: {_shape(sample.record)}</figcaption></figure>\n"
        )

    def _settings(self) -> str:
        run = self._account.run
        if run is None:
            return ""
        text = json.dumps(dict(run.batch), indent=2, ensure_ascii=False)
        summary = self._said(Text("Everything the last run was told; hash {0}", run.settings))
        return (
            f"<h2>{self._said(Text('Settings'))}</h2><details><summary>{summary}"
            f"</summary><pre>{_escaped(text)}</pre></details>\n"
        )

    def _table(self) -> Iterator[str]:
        if not self._totals.done:
            return
        yield f"<h2>{self._said(Text('Photos'))}</h2>"
        yield self._row(
            (
                *(Text("Photo"), Text("Result"), Text("Size"), Text("Made by"), Text("Seconds"), Text("Metadata")),
                *(Text("Check"), Text("SHA-256 of photo and result")),
            )
        )
        for record in islice(self._account.done(), MOST_ROWS):
            yield self._photo(record)
        yield "</tbody></table></div>\n"
        if self._totals.done > MOST_ROWS:
            text = Text(
                "The first {0:,} of {1:,}; all are in the CSV file beside this page.", MOST_ROWS, self._totals.done
            )
            yield f"<p>{self._said(text)}</p>\n"

    def _photo(self, record: DoneRecord) -> str:
        notices = "".join(f"<br>{self._said(notice)}" for notice in record.notices)
        kept = Text("{0} of {1} kept", record.metadata_kept, record.metadata_total)
        check = Text("believable: off by {0:.4f} when reduced again", record.difference)
        return (
            f"<tr><td>{_escaped(record.source)}</td>"
            f'<td><a href="{html.escape(_address(record.target))}">{_escaped(record.target)}</a>{notices}</td>'
            f"<td>{_shape(record)}</td>"
            f"<td>{_escaped(record.model)} x{record.scale} {_escaped(record.precision)}, {_escaped(record.engine)}</td>"
            f'<td class="n">{record.seconds:.1f}</td>'
            f"<td>{self._said(kept)}</td>"
            f"<td>{self._said(check)}</td>"
            f"<td><code>{record.source_mark.sha256[:16]}</code> <code>{record.target_mark.sha256[:16]}</code></td>"
            f"</tr>\n"
        )


def _address(target: str) -> str:
    """A relative link to a result."""
    return "./" + quote(target.encode("utf-8", "surrogateescape"))


def _shape(record: DoneRecord) -> str:
    (width, height), (wider, higher) = record.source_size, record.target_size
    return f"{width} × {height} → {wider} × {higher}"


def _moment(time: str) -> str:
    """A time of the journal to the minute."""
    return time[:16].replace("T", " ")


def _escaped(value: object) -> str:
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
