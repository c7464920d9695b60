"""Translations: every string found, none with wrong placeholders, the compiled files up to date."""

import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
CATALOGUE = '[[model]]\nname = "fake"\nsentence = "Fast."\n'


@pytest.fixture(scope="module")
def translations():
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def tree(tmp_path):
    """A program of a few modules, given by their text."""

    def make(**modules):
        (tmp_path / "srdesk").mkdir()
        (tmp_path / "models").mkdir()
        (tmp_path / "models" / "catalogue.toml").write_text(CATALOGUE)
        for name, text in modules.items():
            (tmp_path / "srdesk" / f"{name}.py").write_text(text, encoding="utf-8")
        return tmp_path

    return make


OWN_TR = 'def tr(text):\n    return QCoreApplication.translate("{}", text)\n'


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ('class Panel(QWidget):\n    def f(self):\n        self.tr("&Go")\n', "Panel", "&Go"),
        (OWN_TR.format("main") + 'x = tr("one " "two")\n', "main", "one two"),
        ('from srdesk.words import tr\nclass A:\n    x = tr("word")\n', "words", "word"),
        ('from srdesk import words\nx = words.tr("word")\n', "words", "word"),
        ('from srdesk.texts import Text\nx = Text("{0} is odd.", 3)\n', "srdesk", "{0} is odd."),
        ('from srdesk.errors import BadError\nraise BadError("Bad.")\n', "srdesk", "Bad."),
        ('from srdesk.errors import BadError\nraise BadError(x, hint="Mend it.")\n', "srdesk", "Mend it."),
        ('from srdesk.texts import Text\nx = Text("one" if x else "two")\n', "srdesk", "two"),
    ],
)
def test_strings_are_found_with_their_context(translations, tree, text, context, found):
    errors = "class SrdeskError(Exception): ...\nclass BadError(SrdeskError): ...\n"
    root = tree(main=text, words=OWN_TR.format("words"), errors=errors)
    assert translations.Source(context, found) in translations.sources(root)


@pytest.mark.parametrize(
    "text",
    [
        'class Panel(QWidget):\n    def f(self):\n        self.tr(f"{x} files")\n',
        "from srdesk.texts import Text\nx = Text(sentence)\n",
        'class BadError(Exception): ...\nraise BadError(f"{x} is bad.")\n',
        'def f(window):\n    window.tr("Go")\n',
    ],
)
def test_what_cannot_be_translated_is_refused(translations, tree, text):
    with pytest.raises(translations.SourceError):
        translations.sources(tree(main=text))


def test_only_texts_of_the_program_count(translations, tree):
    root = tree(main='from xml.dom import Text\nx = Text("node")\nprint("plain")\n')
    assert translations.sources(root) == [translations.Source("models", "Fast.")]


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("{0} of {1:.1f}", "{1:.1f} 中的 {0}", ""),
        ("{0} of {1}", "{0}", "placeholders"),
        ("{0:.1f}", "{0}", "placeholders"),
        ("&Open", "打开(&O)", ""),
        ("&Open", "打开", "mnemonic"),
        ("Open", "", "not translated"),
    ],
)
def test_faults_of_translations(translations, source, translation, fault):
    entry = translations.Entry(translations.Source("main", source), translation, finished=True)
    assert fault in " ".join(entry.faults) if fault else not list(entry.faults)


def test_the_compiled_files_are_those_of_the_translations(translations, tmp_path):
    _needs_qt_tool("lrelease")
    translations.compile_all(target=tmp_path)
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (translations.FOLDER / file.name).read_bytes(), "run `make translations`"


def _needs_qt_tool(name):
    if not Path(sys.executable).with_name(f"pyside6-{name}").exists():
        pytest.skip(f"needs pyside6-{name}")


def test_every_string_is_translated_and_nothing_is_left_over(translations):
    assert translations.faults() == []


def test_qts_own_tool_finds_nothing_new(translations, tmp_path):
    _needs_qt_tool("lupdate")
    for file in translations.FOLDER.glob("*.ts"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    translations.update(tmp_path)
    for file in translations.FOLDER.glob("*.ts"):
        assert (tmp_path / file.name).read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


def test_every_translation_is_found_where_it_is_looked_for(translations):
    for language in translations.LANGUAGES:
        translator = QTranslator()
        assert translator.load(f"srdesk_{language}", str(translations.FOLDER))
        for entry in translations.entries(translations.FOLDER / f"srdesk_{language}.ts"):
            assert translator.translate(entry.source.context, entry.source.text) == entry.translation
