"""Translations: what there is to translate, taken from the source; Qt's own tools update and compile the files.

    python packaging/translations.py update     # new strings into the .ts files, gone ones out of them, .qm anew
    python packaging/translations.py compile    # the .qm files alone
    python packaging/translations.py check      # whether all that has been done, and nothing is untranslated

A string is found where it stands as a literal in `self.tr("...")` (its context is the class), in a `tr("...")` that a
module defines as `QCoreApplication.translate("context", text)` or imports from one that does, in `Text("...")`, as the
message or hint of an exception (these in the context "srdesk"), and in the catalogue of models ("models").
"""

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
LIBRARY, MODELS = "srdesk", "models"
TEXT = "srdesk.texts.Text"
MODEL_TEXTS = ("sentence",)
CONSOLE = "cli"
"""What the command line says by itself is English."""

_PLACE = re.compile(r"\{[^{}]*\}|%n")
_MNEMONIC = re.compile(r"&[^&\s]")


@dataclass(frozen=True, order=True)
class Source:
    """A string to be translated, and the context it is looked up in."""

    context: str
    text: str


class SourceError(Exception):
    """Something in the source that cannot be understood as a string to translate."""


def sources(root: Path = ROOT) -> list[Source]:
    """Every string of the program, each once."""
    package = root / "srdesk"
    paths = sorted(path for path in package.rglob("*.py") if not path.is_relative_to(package / CONSOLE))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    contexts = {_module(path, root): context for path, tree in trees.items() if (context := _own_context(tree))}
    errors = _exceptions(trees.values())
    found: set[Source] = set()
    for path, tree in trees.items():
        reader = _Reader(path, _names(tree, contexts), errors)
        reader.visit(tree)
        found |= reader.found
    found |= {Source(MODELS, text) for text in _model_texts(root / "models" / "catalogue.toml")}
    return sorted(found)


def _module(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts)


def _own_context(tree: ast.Module) -> str | None:
    """The context of the `tr` that a module defines."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("translate"):
                    return str(ast.literal_eval(call.args[0]))
    return None


def _names(tree: ast.Module, contexts: dict[str, str]) -> dict[str, str]:
    """Contexts by what a module calls the functions whose argument is a string to be translated."""
    own = _own_context(tree)
    names = {"tr": own} if own else {}
    if any(isinstance(node, ast.ClassDef) and node.name == "Text" for node in tree.body):
        names["Text"] = LIBRARY
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name, source = alias.asname or alias.name, f"{node.module}.{alias.name}"
                if source in contexts:
                    names[f"{name}.tr"] = contexts[source]
                elif source == TEXT:
                    names[name] = LIBRARY
                elif alias.name == "tr" and node.module in contexts:
                    names[name] = contexts[node.module]
    return names


def _exceptions(trees: Iterable[ast.Module]) -> set[str]:
    """Names of exceptions of the program's own: their messages and hints are read by people."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    bases = {node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases} for node in classes}
    found = {"Exception", "ValueError"}
    while grown := {name for name, parents in bases.items() if parents & found} - found:
        found |= grown
    return found - {"Exception", "ValueError"}


class _Reader(ast.NodeVisitor):
    """Collects the strings of one module."""

    def __init__(self, path: Path, names: dict[str, str], errors: set[str]) -> None:
        self.found: set[Source] = set()
        self._path = path
        self._names = names
        self._errors = errors
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name != "tr":
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func)
        if name == "self.tr":
            self._take(self._class, node.args[0], node)
        elif name in self._names:
            self._take(self._names[name], node.args[0], node)
        elif name == "tr" or name.endswith(".tr"):
            raise SourceError(f"{self._path}:{node.lineno}: nobody knows the context of {name}")
        elif name in self._errors and node.args:
            self._take_told(node.args[0], node)
        for keyword in node.keywords:
            if keyword.arg == "hint":
                self._take_told(keyword.value, node)
        self.generic_visit(node)

    def _take_told(self, one: ast.expr, node: ast.Call) -> None:
        """A message or a hint: a literal, or made of a text elsewhere."""
        if isinstance(one, ast.JoinedStr):
            raise SourceError(f"{self._path}:{one.lineno}: Text(...), not f'...', can be translated")
        if isinstance(one, ast.Constant) and one.value:
            self._take(LIBRARY, one, node)

    def _take(self, context: str, argument: ast.expr, node: ast.Call) -> None:
        for one in _branches(argument):
            if not (isinstance(one, ast.Constant) and isinstance(one.value, str)):
                raise SourceError(f"{self._path}:{node.lineno}: not a literal: {ast.unparse(one)}")
            self.found.add(Source(context, one.value))


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    """The expression, or those that a conditional one chooses from."""
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _model_texts(catalogue: Path) -> Iterator[str]:
    for model in tomllib.loads(catalogue.read_text(encoding="utf-8"))["model"]:
        yield from (model[key] for key in MODEL_TEXTS if model.get(key))


def update(folder: Path = FOLDER, root: Path = ROOT) -> None:
    """Bring the .ts files up to date with the source: new strings are untranslated, gone ones go."""
    with tempfile.TemporaryDirectory() as scratch:
        listing = Path(scratch) / "strings.cpp"
        lines = (f"QT_TRANSLATE_NOOP({_literal(one.context)}, {_literal(one.text)})" for one in sources(root))
        listing.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for language in LANGUAGES:
            options = ("-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language)
            _run("lupdate", "-silent", *options, str(listing), "-ts", str(folder / f"srdesk_{language}.ts"))


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def compile_all(folder: Path = FOLDER, target: Path | None = None) -> None:
    """Make the .qm files, beside the .ts files or in another folder."""
    for language in LANGUAGES:
        name = f"srdesk_{language}"
        _run("lrelease", "-silent", str(folder / f"{name}.ts"), "-qm", str((target or folder) / f"{name}.qm"))


def _run(tool: str, *arguments: str) -> None:
    """Run one of Qt's tools, which are in the wheel of PySide6."""
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([program, *arguments], check=True)


@dataclass(frozen=True)
class Entry:
    """A translation as it stands in a .ts file."""

    source: Source
    translation: str
    finished: bool

    @property
    def faults(self) -> Iterator[str]:
        """What is wrong with it."""
        if not self.finished or not self.translation.strip():
            yield "is not translated"
        elif sorted(_PLACE.findall(self.translation)) != sorted(_PLACE.findall(self.source.text)):
            yield f"has other placeholders: {self.translation!r}"
        elif bool(_MNEMONIC.search(self.translation)) != bool(_MNEMONIC.search(self.source.text)):
            yield f"has a mnemonic on one side only: {self.translation!r}"


def entries(file: Path) -> list[Entry]:
    """Everything in a .ts file."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            source = Source(name, message.findtext("source") or "")
            found.append(Entry(source, translation.text or "", "type" not in translation.attrib))
    return found


def faults(folder: Path = FOLDER, root: Path = ROOT) -> list[str]:
    """What is missing, too much, untranslated or wrong in the .ts files; nothing if all is well."""
    wanted, told = set(sources(root)), []
    for language in LANGUAGES:
        there = entries(folder / f"srdesk_{language}.ts")
        known = {entry.source for entry in there}
        told += [f"{language}: {one} is new" for one in sorted(wanted - known)]
        told += [f"{language}: {one} is gone" for one in sorted(known - wanted)]
        told += [f"{language}: {entry.source} {fault}" for entry in there for fault in entry.faults]
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("update", "compile", "check"))
    what = parser.parse_args().what
    if what == "update":
        update()
    if what in ("update", "compile"):
        compile_all()
    told = faults()
    print("\n".join(told) or f"{len(sources())} strings, all translated")
    return int(bool(told) and what == "check")


if __name__ == "__main__":
    sys.exit(main())
