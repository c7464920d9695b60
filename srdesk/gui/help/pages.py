"""Help pages: short texts in the window, in its language."""

from pathlib import Path

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from srdesk.gui.styled import named
from srdesk.paths import bundled

PAGES = ("first-steps", "models", "comparing", "saving", "many", "batch", "trouble", "licences")
"""The pages in their order, by the names of their files."""

_SIZE = (900, 640)
_LIST_WIDTH = 220
_MARGIN = 18


def page_file(name: str, language: str = "") -> Path:
    """The file of a page in a language, that which is spoken by default; in English where there is none."""
    folder = bundled("resources", "help")
    own = folder / (language or QLocale().name()) / f"{name}.md"
    return own if own.exists() else folder / "en" / f"{name}.md"


class HelpPages(QDialog):
    """The pages, with their titles beside them; stays open while the window is used."""

    page_changed = Signal(str)

    def __init__(self, parent: QWidget, page: str = PAGES[0]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help for srdesk"))
        self._texts = {name: page_file(name).read_text(encoding="utf-8") for name in PAGES}
        self.list = named(QListWidget(), "roomy")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setAccessibleName(self.tr("Pages"))
        self.browser = QTextBrowser(openLinks=False)
        self.browser.document().setDocumentMargin(_MARGIN)
        for name, text in self._texts.items():
            item = QListWidgetItem(title_of(text), self.list)
            item.setData(0x100, name)
        self.list.ensurePolished()  # or rows are laid out before they have the height that the style gives them
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.browser.anchorClicked.connect(self._on_anchor_clicked)
        self._arrange()
        self.show_page(page)

    @property
    def page(self) -> str:
        """The page that is shown."""
        return PAGES[self.list.currentRow()]

    def show_page(self, name: str) -> None:
        self.list.setCurrentRow(PAGES.index(name))

    def _arrange(self) -> None:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.browser, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(box)
        self.resize(*_SIZE)

    def _on_row_changed(self, row: int) -> None:
        text = self._texts[PAGES[row]]
        self.browser.setMarkdown(text)
        self.browser.setAccessibleName(title_of(text))
        self.page_changed.emit(PAGES[row])

    def _on_anchor_clicked(self, url: QUrl) -> None:
        """Follow links between the pages; there are no others."""
        name = url.path().removesuffix(".md")
        if name in PAGES:
            self.show_page(name)


def title_of(text: str) -> str:
    """The heading that a page begins with."""
    return text.partition("\n")[0].removeprefix("# ").strip()
