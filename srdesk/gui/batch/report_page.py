"""The last page: what came of a batch, and what can still be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from srdesk.gui.batch import words
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.sheet import Fact, Sheet
from srdesk.gui.batch.standing import Sieve
from srdesk.gui.batch.undoing import Undoing
from srdesk.gui.styled import named
from srdesk.gui.styled import words as label
from srdesk.gui.wording import duration

Acts = dict[str, Callable[[], None]]


class ReportPage(QWidget):
    """Shows the end of a run, or what the journal says of earlier ones."""

    def __init__(self, desk: BatchDesk, acts: Acts) -> None:
        """``acts`` are what the buttons do, by the names of `buttons`."""
        super().__init__()
        self._desk = desk
        self.heading = label("", "heading", wrap=True)
        self.line = label("", "value", wrap=True)
        self.sheet = Sheet()
        self.countdown = label("", "caution", wrap=True)
        self.call_off = QPushButton(self.tr("&Call it off"))
        self.call_off.clicked.connect(lambda _checked=False: desk.aftermath.call_off())
        titles = {
            "go_on": self.tr("&Go on"),
            "report": self.tr("Open the &report"),
            "folder": self.tr("Show the &folder"),
            "failed": self.tr("&Look at the failed ones"),
            "retry": self.tr("&Try the failed ones again"),
            "undo": self.tr("&Undo the batch…"),
            "anew": self.tr("&New batch"),
        }
        self.buttons = {name: QPushButton(title) for name, title in titles.items()}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, act=acts[name]: act())
        named(self.buttons["go_on"], "primary")
        self._box = named(QFrame(), "message")
        self.undoing = Undoing(desk.aftermath)
        self._arrange()
        desk.changed.connect(self.show_desk)
        desk.aftermath.counted.connect(self._on_counted)
        self._on_counted(0)
        self.show_desk()

    def show_desk(self) -> None:
        """Show what came of it."""
        desk, rows, outcome = self._desk, self._desk.rows, self._desk.outcome
        done, failed = rows.number(Sieve.DONE), rows.number(Sieve.FAILED)
        if outcome is not None:
            self.heading.setText(self.tr("Finished") if not outcome.remaining else self.tr("Ended before its time"))
            self.line.setText(" ".join(filter(None, (words.ended_line(outcome), words.stopped_line(outcome)))))
        else:
            self.heading.setText(self.tr("What was done so far"))
            self.line.setText(str(desk.output) if desk.output is not None else "")
        self.sheet.fill(self._facts())
        idle = not desk.running and not desk.aftermath.undoing
        self.buttons["go_on"].setVisible(outcome is not None and bool(outcome.remaining))
        for name, possible in (
            ("go_on", True),
            ("report", bool(done or failed)),
            ("folder", desk.output is not None),
            ("failed", bool(failed)),
            ("retry", bool(failed) and idle),
            ("undo", bool(done) and idle),
            ("anew", idle),
        ):
            self.buttons[name].setEnabled(possible and (idle or name in ("folder", "failed")))

    def _facts(self) -> list[Fact]:
        rows, outcome, output = self._desk.rows, self._desk.outcome, self._desk.output
        counts = {sieve: rows.number(sieve) for sieve in (Sieve.DONE, Sieve.FAILED, Sieve.WAITING, Sieve.LEFT_OUT)}
        titles = words.sieves()
        facts = [(titles[sieve], words.photos(count) if count else "") for sieve, count in counts.items()]
        if outcome is not None:
            facts.append((self.tr("Time"), duration(outcome.seconds)))
            facts.append((self.tr("Engine at work"), f"{outcome.engine_share:.0%}"))
        facts.append((self.tr("Results"), "" if output is None else str(output)))
        return facts

    def _on_counted(self, seconds: int) -> None:
        self._box.setVisible(bool(seconds))
        if seconds:
            self.countdown.setText(words.countdown(self._desk.draft.finish, seconds))

    def _arrange(self) -> None:
        inside = QHBoxLayout(self._box)
        inside.addWidget(self.countdown, 1)
        inside.addWidget(self.call_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(12)
        for widget in (self.heading, self.line, self._box, self.undoing, self.sheet):
            column.addWidget(widget)
        column.addSpacing(8)
        for names in (("go_on",), ("report", "folder"), ("failed", "retry"), ("undo", "anew")):
            row = QHBoxLayout()
            for name in names:
                row.addWidget(self.buttons[name])
            row.addStretch()
            column.addLayout(row)
        column.addStretch()
