"""Web pages in one file that load nothing from anywhere: what all of them begin with."""

import html
from pathlib import Path

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --bad: #c62828; --good: #2e7d32; --fair: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #81c784; --fair: #ffca6a; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
.when { opacity: .75; margin-top: .2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 4rem; } .n { text-align: right; font-variant-numeric: tabular-nums; }
code { font-size: .8rem; background: var(--soft); padding: 0 .25rem; border-radius: .2rem; }
summary { cursor: pointer; }
"""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def head(title: str, style: str = "", *, language: str = "en") -> str:
    """The beginning of a page in a language, up to its body; pictures may only come from the page itself."""
    return (
        f'{_opening(language)}<head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title><style>{STYLE}{style}</style></head>\n<body><main>\n"
    )


def is_in(page: Path, language: str) -> bool:
    """Whether a file is a page with this `head` in that language; raises `OSError`."""
    opening = _opening(language).encode("ascii")
    with page.open("rb") as file:
        return file.read(len(opening)) == opening


def _opening(language: str) -> str:
    return f'<!doctype html>\n<html lang="{language}">'
