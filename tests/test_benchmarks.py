"""What benchmarks share: figures get into documents, and costs are those of the work alone."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
DOCUMENT = "before\n<!-- figures -->\n\nold\n\n<!-- end of figures -->\nafter\n"


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))


def test_figures_replace_the_last_ones_and_nothing_else(tmp_path):
    from marked import put

    document = tmp_path / "document.md"
    document.write_text(DOCUMENT, encoding="utf-8")
    for _ in range(2):
        put("| new |\n", document)
        assert document.read_text(encoding="utf-8") == DOCUMENT.replace("old", "| new |")


def test_a_document_without_the_place_stays_as_it_is(tmp_path):
    from marked import put

    document = tmp_path / "document.md"
    document.write_text(DOCUMENT, encoding="utf-8")
    with pytest.raises(ValueError, match="no place for others"):
        put("new", document, name="others")
    assert document.read_text(encoding="utf-8") == DOCUMENT


def adding(calls):
    def run(given):
        calls.append(given)
        return [*given, len(calls)]

    return run


def ready():
    return adding([])


@pytest.mark.parametrize(("runs", "patience", "done"), [(0, 9.0, 1), (2, 9.0, 3), (2, 1e-12, 1)])
def test_work_is_done_as_often_as_wanted_and_as_there_is_patience_for(runs, patience, done):
    from alone import _cost

    spent = _cost(ready, [], runs, patience)
    assert spent.made == [done]
    assert min(spent.ready, spent.first, spent.best) >= 0
    assert spent.peak >= spent.grown >= 0


def test_work_is_done_in_a_process_of_its_own():
    import os

    from alone import cost

    assert cost(_number_of_process, 0, runs=0).made != os.getpid()


def _number_of_process():
    import os

    return lambda _given: os.getpid()


@pytest.mark.parametrize(
    ("document", "name"),
    [("README.md", "comparison with OpenCV"), ("docs/edsr-routes.md", "figures"), ("docs/cache.md", "figures")],
)
def test_documents_have_the_places_that_benchmarks_write_to(document, name):
    text = (FOLDER.parent / document).read_text(encoding="utf-8")
    assert text.count(f"<!-- {name} -->") == text.count(f"<!-- end of {name} -->") == 1
