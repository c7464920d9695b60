"""The third page: what a batch will do, before it does anything."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QScrollArea, QVBoxLayout, QWidget

from srdesk.gui.batch import words
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.sheet import Fact, Sheet
from srdesk.gui.batch.stage import Stage
from srdesk.gui.styled import named
from srdesk.gui.styled import words as label
from srdesk.jobs.planning.table import Verdict

if TYPE_CHECKING:
    from srdesk.jobs.planning.estimate import PlanSummary

# How many clashes are named.
_NAMED = 5


class PlanPage(QScrollArea):
    """Shows a plan, or how the search for photos goes."""

    def __init__(self, desk: BatchDesk) -> None:
        super().__init__()
        self._desk = desk
        self.heading = label("", "heading", wrap=True)
        self.caution = label("", "caution", wrap=True)
        self.sheet = Sheet()
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._bar.setAccessibleName(self.tr("Looking for photos"))
        self._arrange()
        desk.changed.connect(self.show_desk)
        desk.progressed.connect(self._on_progressed)
        self.show_desk()

    def show_desk(self) -> None:
        """Show the plan."""
        planned, planning = self._desk.planned, self._desk.stage is Stage.PLANNING
        self._bar.setVisible(planning)
        self.sheet.setVisible(planned is not None)
        if planned is None:
            self.caution.hide()
            self._show_found()
            return
        summary = planned.summary
        todo = summary.counts[Verdict.TODO]
        self.heading.setText(
            self.tr("{0} to restore").format(words.photos(todo)) if todo else self.tr("There is nothing to do")
        )
        self.caution.setText("\n".join(self._cautions(summary)))
        self.caution.setVisible(bool(self.caution.text()))
        self.sheet.fill(self._facts(summary))

    def _on_progressed(self) -> None:
        if self._desk.planned is None:
            self._show_found()

    def _show_found(self) -> None:
        found = self._desk.planning.found
        if self._desk.stage is not Stage.PLANNING:
            self.heading.setText(self.tr("No plan yet"))
            return
        self.heading.setText(self.tr("Looking for photos: {0} so far …").format(words.number(found.done)))

    def _cautions(self, summary: "PlanSummary") -> list[str]:
        found = []
        planned = self._desk.planned
        assert planned is not None
        clashes = summary.counts[Verdict.CLASH]
        if clashes:
            found.append(
                self.tr("{0} have no name of their own for their results: choose other names in the options.").format(
                    words.photos(clashes)
                )
            )
            rows = planned.plan.clashes()[:_NAMED]
            found += [f"{row.source}: {words.reason(row.reason)}" for row in rows]
        if summary.bytes_needed > summary.bytes_free:
            found.append(self.tr("The disk has less room than this will probably need."))
        if planned.plan.passed.serious:
            found.append(self.tr("There are folders or links that could not be looked into: photos may be missing."))
        return found

    def _facts(self, summary: "PlanSummary") -> list[Fact]:
        counts = summary.counts
        done = counts[Verdict.DONE]
        return [
            (self.tr("By format"), self._formats(summary)),
            (self.tr("Done already"), words.photos(done) if done else ""),
            (self.tr("Left out"), self._left_out(summary)),
            (self.tr("Names"), self._names(summary)),
            (self.tr("Pixels"), self._pixels(summary)),
            (self.tr("Disk space"), self._disk(summary)),
            (self.tr("Time"), self._time(summary)),
        ]

    def _formats(self, summary: "PlanSummary") -> str:
        unreadable = self.tr("that look like no pictures, and are tried all the same")
        titles = {"unreadable": unreadable, "": unreadable}
        return ", ".join(f"{words.number(count)} {titles.get(kind, kind)}" for kind, count in summary.formats.items())

    def _left_out(self, summary: "PlanSummary") -> str:
        lines = []
        for reason, count in summary.skipped.items():
            line = f"{words.number(count)}: {words.reason(reason)}"
            examples = summary.examples.get(reason, ())
            if examples:
                line = self.tr("{0}, for instance {1}").format(line, examples[0])
            lines.append(line)
        return "\n".join(lines)

    def _names(self, summary: "PlanSummary") -> str:
        planned = self._desk.planned
        assert planned is not None
        output = planned.plan.spec.output
        pairs = ((source, os.path.relpath(target, output)) for source, target in summary.names)
        return "\n".join(self.tr("{0} → {1}").format(source.name, target) for source, target in pairs)

    def _pixels(self, summary: "PlanSummary") -> str:
        if not summary.pixels:
            return ""
        return self.tr("{0} megapixels become {1}").format(
            f"{summary.pixels / 1e6:,.1f}", f"{summary.output_pixels / 1e6:,.1f}"
        )

    def _disk(self, summary: "PlanSummary") -> str:
        if not summary.counts[Verdict.TODO]:
            return ""
        return self.tr("about {0} needed, {1} free").format(
            words.size(summary.bytes_needed), words.size(summary.bytes_free)
        )

    def _time(self, summary: "PlanSummary") -> str:
        if not summary.counts[Verdict.TODO]:
            return ""
        if summary.trial is None or summary.eta is None:
            return self.tr("A piece of a photo is being restored to find out …") if self._desk.timing else ""
        return self.tr("{0}, by a piece of {1} restored on this computer just now").format(
            words.span(*summary.eta), summary.trial.source.name
        )

    def _arrange(self) -> None:
        contents = named(QWidget(), "panelContents")
        column = QVBoxLayout(contents)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(12)
        for widget in (self.heading, self._bar, self.caution, self.sheet):
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Plan of the batch"))
