"""Rows: fifty thousand photos cost no more than those that are seen."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from srdesk.gui.batch.photo_table import PhotoTable
from srdesk.gui.batch.rows import NAME, PHOTO, STATE, BatchRows
from srdesk.gui.batch.standing import LET_THROUGH, REACHED, Sieve, Standing
from srdesk.jobs.journal import now
from srdesk.jobs.planning.plan import BatchPlan, PassedOver
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.jobs.planning.table import PlanTable, Verdict
from srdesk.jobs.queue import State
from srdesk.jobs.records import FailedRecord

MANY = 50_000


def plan_of(count, tmp_path):
    """A plan of photos that do not exist."""
    table = PlanTable()
    table.folders.append((str(tmp_path / "in"), ""))
    table.kinds.number("JPEG")
    for number in range(count):
        index = table.add(f"photo{number}.jpg", 0, size_bytes=1, mtime_ns=1)
        table.width[index], table.height[index] = 40, 30
        table.suffix[index] = table.suffixes.number(".jpg")
    return BatchPlan(BatchSpec((tmp_path / "in",), tmp_path / "out"), "s", table, PassedOver())


def failure(message="Broken."):
    return FailedRecord(now(), "/a.png", 1, 1, "s", 1, 3, message, "Mend it.")


@pytest.fixture
def made(monkeypatch):
    """How often the name of a photo was asked for."""
    calls = Counter()
    source = BatchPlan.source

    def counted(self, index):
        calls["source"] += 1
        return source(self, index)

    monkeypatch.setattr(BatchPlan, "source", counted)
    return calls


def test_only_rows_that_are_seen_are_made(qtbot, tmp_path, made):
    rows = BatchRows()
    table = PhotoTable(rows)
    qtbot.addWidget(table)
    rows.show_plan(plan_of(MANY, tmp_path))
    table.resize(800, 400)
    with qtbot.waitExposed(table):
        table.show()
    table.viewport().repaint()
    seen = 400 // 26 + 2
    assert 0 < made["source"] <= seen * 40, "a few questions for each cell that is seen"
    before = made["source"]
    rows.sift(Sieve.FAILED)
    rows.sift(Sieve.ALL)
    assert rows.number(Sieve.WAITING) == MANY
    assert made["source"] == before, "to sift asks for no photo"
    table.scrollToBottom()
    table.viewport().repaint()
    assert made["source"] - before <= seen * 40


def test_a_change_touches_its_row_alone(qtbot, tmp_path, made):
    rows = BatchRows()
    rows.show_plan(plan_of(MANY, tmp_path))
    told = []
    rows.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    rows.change([(7, State.RUNNING, 0.5), (49_000, State.DONE, 1.0)], {})
    assert sorted(told) == [(7, 7), (49_000, 49_000)]
    assert made["source"] == 0
    assert rows.row(7).fraction == 0.5
    told.clear()
    rows.change([(index, State.DONE, 1.0) for index in range(5000)], {})
    assert told == [(0, MANY - 1)], "many at a time are told as one"


def test_those_that_failed_appear_where_they_belong(qapp, tmp_path):
    rows = BatchRows()
    rows.show_plan(plan_of(10, tmp_path))
    rows.sift(Sieve.FAILED)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for index in (7, 2, 5):
        rows.change([(index, State.FAILED, 0.0)], {index: failure(f"Broken {index}.")})
    assert [rows.row(position).index for position in range(rows.rowCount())] == [2, 5, 7]
    cell = rows.index(1, STATE).data()
    assert cell == "Failed: Broken 5."
    assert "Mend it." in rows.index(1, STATE).data(int(Qt.ItemDataRole.ToolTipRole))
    tester.deleteLater()


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(State)), max_size=30), st.sampled_from(Sieve))
def test_what_is_shown_is_what_the_sieve_lets_through(tmp_path_factory, changes, sieve):
    rows = BatchRows()
    rows.show_plan(plan_of(10, tmp_path_factory.getbasetemp()))
    rows.sift(sieve)
    standings = dict.fromkeys(range(10), Standing.WAITING)
    for index, state in changes:
        rows.change([(index, state, 0.0)], {})
        standings[index] = REACHED[state]
    shown = [rows.row(position).index for position in range(rows.rowCount())]
    assert shown == [index for index, standing in standings.items() if standing in LET_THROUGH[sieve]]
    assert rows.number(sieve) == len(shown)


def test_verdicts_of_the_plan_are_standings(tmp_path):
    plan = plan_of(5, tmp_path)
    for index, verdict in enumerate((Verdict.TODO, Verdict.DONE, Verdict.SKIPPED, Verdict.FAILED, Verdict.CLASH)):
        plan.table.judge(index, verdict, "is excluded" if verdict is Verdict.SKIPPED else "")
    rows = BatchRows()
    rows.show_plan(plan)
    assert [rows.row(n).standing for n in range(5)] == [
        Standing.WAITING,
        Standing.DONE_BEFORE,
        Standing.SKIPPED,
        Standing.FAILED_BEFORE,
        Standing.CLASH,
    ]
    assert rows.index(2, STATE).data() == "Left out: excluded"
    assert rows.index(0, NAME).data(PHOTO).source.name == "photo0.jpg"
