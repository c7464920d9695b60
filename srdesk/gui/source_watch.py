"""The source watch: says when a photo is restored whose file is no longer what was opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from srdesk.gui.background import Background
from srdesk.gui.notices import Notices
from srdesk.gui.wording import Message, Severity
from srdesk.gui.workbench import Workbench
from srdesk.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from srdesk.gui.operations import Standing


def tr(text: str) -> str:
    return QCoreApplication.translate("source_watch", text)


class SourceWatch(QObject):
    """Looks at the file of the open photo, in the background, whenever that begins to be restored."""

    def __init__(self, workbench: Workbench, files: Background, notices: Notices) -> None:
        super().__init__()
        self._workbench = workbench
        self._files = files
        self._notices = notices
        workbench.started.connect(self._on_started)

    def _on_started(self) -> None:
        document = self._workbench.document
        if document is None:
            return

        def work(_token: CancelToken, _progress: ProgressSink) -> "Standing":
            from srdesk.gui.operations import standing_of

            return standing_of(document)

        self._files.submit(work).succeeded.connect(partial(self._tell, document.source.name))

    def _tell(self, name: str, standing: "Standing") -> None:
        message = _MESSAGES.get(standing.value)
        if message is not None:
            self._notices.show(message(name))


def _changed(name: str) -> Message:
    return Message(
        tr("{0} was changed or replaced after it was opened; it is restored as it was then.").format(name),
        tr("To restore what is there now, cancel and open it again."),
        Severity.WARNING,
        topic="source",
    )


def _gone(name: str) -> Message:
    return Message(
        tr("{0} is no longer where it was opened.").format(name),
        tr("It was moved, renamed or deleted, or its drive taken out. It is still open here: save the result."),
        Severity.WARNING,
        topic="source",
    )


_MESSAGES = {"changed": _changed, "gone": _gone}
