"""Offers: batches that were not finished when srdesk ended last may be gone on with."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from srdesk.gui.background import Background
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.notices import Notices
from srdesk.gui.wording import Message, Offer
from srdesk.jobs import known
from srdesk.progress import CancelToken, ProgressSink

MOST_OFFERED = 3
"""So many batches are offered by name, the latest first; the others are named in the details."""


def tr(text: str) -> str:
    return QCoreApplication.translate("batch_offers", text)


class BatchOffers(QObject):
    """Looks in the background for batches that are not finished, and says so."""

    def __init__(self, desk: BatchDesk, notices: Notices, files: Background) -> None:
        super().__init__()
        self._desk = desk
        self._notices = notices
        self._files = files

    def recall(self) -> None:
        """Say what may be gone on with, by whomever it was begun."""
        places = self._desk.places

        def work(token: CancelToken, _progress: ProgressSink) -> tuple[Path, ...]:
            found = []
            for output in known.known(places):
                token.check()
                if known.is_unfinished(output):
                    found.append(output)
            return tuple(found)

        self._files.submit(work).succeeded.connect(self._on_looked)

    def _on_looked(self, outputs: tuple[Path, ...]) -> None:
        if outputs and not self._desk.running:
            self._notices.show(self._message(outputs))

    def _message(self, outputs: tuple[Path, ...]) -> Message:
        if len(outputs) == 1:
            text = tr("The batch into {0} is not finished.").format(outputs[0].name)
            go_on, leave = tr("Go on with it…"), tr("Leave it")
        else:
            text = tr("{0} batches are not finished.").format(len(outputs))
            go_on, leave = tr("Go on with {0}…"), tr("Leave them")
        chosen = outputs[:MOST_OFFERED]
        titles = shortest(chosen)
        return Message(
            text,
            tr("What is done will not be done again."),
            details="\n".join(map(str, outputs)) if len(outputs) > 1 else "",
            offers=(
                *(Offer(go_on.format(titles[output]), partial(self._go_on, output)) for output in chosen),
                Offer(leave, partial(self._leave, outputs)),
            ),
            topic="batch",
            again=partial(self._message, outputs),
        )

    def _leave(self, outputs: tuple[Path, ...]) -> None:
        places = self._desk.places

        def work(_token: CancelToken, _progress: ProgressSink) -> None:
            for output in outputs:
                known.forget(output, places)

        self._files.submit(work)

    def _go_on(self, output: Path) -> None:
        self._desk.open(output)
        self._desk.wanted.emit()


def shortest(outputs: Sequence[Path]) -> dict[Path, str]:
    """Names of folders, each with as much of the folders around it as is needed to tell it from the others."""
    return {output: _shortest(output, [other for other in outputs if other != output]) for output in outputs}


def _shortest(output: Path, others: Sequence[Path]) -> str:
    for depth in range(1, len(output.parts)):
        end = output.parts[-depth:]
        if all(other.parts[-depth:] != end for other in others):
            return "/".join(end)
    return str(output)
