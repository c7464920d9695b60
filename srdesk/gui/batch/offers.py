"""Offers: batches that were not finished when srdesk ended last may be gone on with."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from srdesk.gui.background import Background
from srdesk.gui.batch.desk import BatchDesk
from srdesk.gui.notices import Notices
from srdesk.gui.wording import Message, Offer
from srdesk.jobs import known
from srdesk.progress import CancelToken, ProgressSink


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
        """Say what may be gone on with, the latest batch if there are several."""
        places = self._desk.places

        def work(token: CancelToken, _progress: ProgressSink) -> Path | None:
            for output in known.known(places):
                token.check()
                if known.is_unfinished(output):
                    return output
            return None

        self._files.submit(work).succeeded.connect(self._on_looked)

    def _on_looked(self, output: Path | None) -> None:
        if output is not None and not self._desk.running:
            self._notices.show(self._message(output))

    def _message(self, output: Path) -> Message:
        return Message(
            tr("The batch into {0} is not finished.").format(output.name),
            tr("What is done will not be done again."),
            offers=(
                Offer(tr("Go on with it…"), partial(self._go_on, output)),
                Offer(tr("Leave it"), partial(known.forget, output, self._desk.places)),
            ),
            topic="batch",
            again=partial(self._message, output),
        )

    def _go_on(self, output: Path) -> None:
        self._desk.open(output)
        self._desk.wanted.emit()
