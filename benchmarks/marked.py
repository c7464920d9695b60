"""Puts figures into a document, between two marks that name them."""

from pathlib import Path


def put(text: str, document: Path, *, name: str = "figures") -> None:
    """Replace what is between ``<!-- name -->`` and ``<!-- end of name -->``; raises `ValueError` without them."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, _, rest = document.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{document} has no place for {name}")
    document.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}", encoding="utf-8")
