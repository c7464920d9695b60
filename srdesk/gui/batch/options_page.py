"""The second page: how photos are restored, what the results are called and how they are written."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from srdesk.gui.background import Failure
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.batch.manners import Manners
from srdesk.gui.batch.stage import Page
from srdesk.gui.panel import choices
from srdesk.gui.panel.details import Details
from srdesk.gui.panel.facts import Facts
from srdesk.gui.panel.fields import Choice, Field, Share
from srdesk.gui.panel.fold import Fold
from srdesk.gui.panel.size_field import SizeField
from srdesk.gui.panel.writing import Writing
from srdesk.gui.styled import named, words
from srdesk.gui.wording import failure_message
from srdesk.jobs.planning.spec import Conflict
from srdesk.jobs.planning.template import FIELDS
from srdesk.models.spec import ModelSpec
from srdesk.restore.options import AUTO


class OptionsPage(QScrollArea):
    """The controls of the settings panel and those for names, on a draft."""

    def __init__(self, desk: BatchDesk, specs: Sequence[ModelSpec]) -> None:
        super().__init__()
        self._desk = desk
        self._specs = tuple(specs)
        self.model, self.enlarge, self.conflict = Choice(), SizeField(), Choice()
        self.strength, self.grain = Share(), Share()
        self.template = named(QLineEdit(), "entry")
        self.names = words("", "value", wrap=True)
        self.writing, self.details, self.manners = Writing(typed=False), Details(), Manners(desk)
        self._values = {name: words("", "value") for name in ("strength", "grain")}
        self._fields = {
            "model": Field(self.tr("&Model"), self.model),
            "size": Field(self.tr("&Enlarge"), self.enlarge),
            "strength": Field(self.tr("S&trength"), self.strength, value=self._values["strength"]),
            "grain": Field(self.tr("&Grain"), self.grain, value=self._values["grain"]),
            "template": Field(self.tr("&Names of results"), self.template),
            "conflict": Field(self.tr("If a file of that name &exists"), self.conflict),
        }
        self._fold = Fold(self.tr("Details"), [self.details])
        self._saving = Fold(self.tr("Format and metadata"), [self.writing])
        self._connect()
        self._arrange()
        self.show_desk()

    def show_desk(self) -> None:
        """Show what is asked for."""
        draft, specs = self._desk.draft, self._specs
        options = choices.possible(specs, draft.options)
        spec = choices.found(specs, options)
        self.model.offer({AUTO: self.tr("Automatic")} | choices.models(specs), options.model)
        self._fields["model"].say(self.tr("Automatic looks at each photo and takes what suits it."))
        missing = self.tr("{0} has no network for this.").format(spec.title)
        self._fields["size"].say(self.tr("How many times wider and higher the photos become."))
        self._fields["strength"].say(self.tr("Less than 100% mixes in a plain enlargement, which is softer."))
        self._fields["grain"].say(self.tr("Grain like that of film, so that smooth parts look less like plastic."))
        self.enlarge.offer(options, choices.scales(specs, options.model), missing=missing)
        for name, share, value in (
            ("strength", self.strength, options.strength),
            ("grain", self.grain, options.grain),
        ):
            share.show_share(value)
            self._values[name].setText(f"{value:.0%}")
        self.writing.offer(draft.encoding)
        self.details.offer(spec, options, None, Facts())
        self._fold.sum_up(self.details.summary(options))
        self._saving.sum_up(self.writing.summary)
        if self.template.text() != draft.template:
            self.template.setText(draft.template)
        self.conflict.offer(self._conflicts(), draft.conflict)
        self._fields["conflict"].say(self._conflict_sentence())
        for widget in (self.template, self.conflict):
            widget.setEnabled(not draft.in_place)
        self.setEnabled(not self._desk.running)

    def _connect(self) -> None:
        desk = self._desk
        self.model.chosen.connect(lambda name: self._change(model=name))
        self.enlarge.chosen.connect(lambda changes: self._change(**changes))
        self.strength.chosen.connect(lambda share: self._change(strength=share))
        self.grain.chosen.connect(lambda share: self._change(grain=share))
        self.details.chosen.connect(lambda changes: self._change(**changes))
        self.writing.chosen.connect(lambda encoding: desk.change(encoding=encoding))
        self.template.textEdited.connect(lambda text: desk.change(template=text))
        self.conflict.chosen.connect(lambda name: desk.change(conflict=Conflict(name)))
        desk.changed.connect(self._on_changed)
        desk.turned.connect(self._on_turned)
        desk.planning.exemplified.connect(self._on_exemplified)

    def _change(self, **changes: object) -> None:
        options = replace(self._desk.draft.options, **changes)  # type: ignore[arg-type]
        self._desk.change(options=choices.possible(self._specs, options))

    def _on_changed(self) -> None:
        self.show_desk()
        self._on_turned()

    def _on_turned(self) -> None:
        if self._desk.page is Page.OPTIONS:
            self._desk.exemplify()

    def _on_exemplified(self, found: object) -> None:
        """Names of a few results, or why there are none."""
        sentence = self.tr("Made of {0}.").format(" ".join(f"{{{name}}}" for name in FIELDS))
        if isinstance(found, Failure):
            message = failure_message(found)
            self._fields["template"].say(sentence, caution=f"{message.text} {message.hint}")
            self.names.setText("")
            return
        assert isinstance(found, tuple)
        self._fields["template"].say(sentence)
        lines = (self.tr("{0} → {1}").format(source, target) for source, target in found)
        self.names.setText("\n".join(lines) or self.tr("No photo was found at first glance."))

    def _conflicts(self) -> dict[str, str]:
        return {
            Conflict.SKIP: self.tr("Leave the photo out"),
            Conflict.UNIQUE: self.tr("Add a number to the name"),
            Conflict.OVERWRITE: self.tr("Replace that file"),
        }

    def _conflict_sentence(self) -> str:
        return {
            Conflict.SKIP: self.tr("What this batch has made itself is known by its journal, and not done again."),
            Conflict.UNIQUE: self.tr("For instance beach_x2-2.jpg; no file is replaced."),
            Conflict.OVERWRITE: self.tr("Photos of the batch itself are never replaced that way."),
        }[self._desk.draft.conflict]

    def _arrange(self) -> None:
        contents = named(QWidget(), "panelContents")
        row = QHBoxLayout(contents)
        row.setContentsMargins(24, 20, 24, 16)
        row.setSpacing(36)
        left = [self._fields[name] for name in ("model", "size", "strength", "grain")]
        columns: tuple[tuple[str, Sequence[QWidget]], ...] = (
            (self.tr("Restoring"), (*left, self._fold)),
            (self.tr("Results"), (self._fields["template"], self.names, self._fields["conflict"], self._saving)),
            (self.tr("While it runs"), (self.manners,)),
        )
        for title, parts in columns:
            column = QVBoxLayout()
            column.setSpacing(14)
            column.addWidget(words(title, "heading"))
            for part in parts:
                column.addWidget(part)
            column.addStretch()
            row.addLayout(column, 1)
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Options of the batch"))
