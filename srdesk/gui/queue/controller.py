"""The queue in a window: its strip, its commands, and what is opened when."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu

from srdesk.gui import dialogs, drops
from srdesk.gui.actions import Actions
from srdesk.gui.announcing import announce
from srdesk.gui.drops import Drop
from srdesk.gui.queue import words
from srdesk.gui.queue.announcer import Announcer
from srdesk.gui.queue.room import QueueRoom
from srdesk.gui.queue.strip import QueueStrip
from srdesk.jobs.queue import ACTIVE, ENDED, Made, QueueEntry, State
from srdesk.models.spec import ModelSpec


class Opener(Protocol):
    """Opens a photo in the window, with its result if one was made, once nothing is lost by that."""

    def __call__(self, path: Path, made: Made | None = None, /) -> None: ...


class QueueController(QObject):
    """Joins a window with the queue. One photo alone is opened and never seen in a queue."""

    def __init__(
        self, room: QueueRoom, window: QMainWindow, commands: Actions, specs: Sequence[ModelSpec], open_photo: Opener
    ) -> None:
        super().__init__(window)
        self._room = room
        self._desk = room.desk
        self._window = window
        self._commands = commands
        self._open = open_photo
        self.strip = QueueStrip(self._desk, room.thumbnails, specs, commands)
        Announcer(self._desk, window)
        self._empty = True
        self._connect()
        self._show_state()

    def take(self, drop: Drop) -> None:
        """Open what was dropped or pasted if it is one photo, or else put it into the queue."""
        if drop.message is not None:
            self._room.notices.show(drop.message)
        if drop.picture is not None:
            self._room.paste(drop.picture)
        self.take_files(drop.paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open a photo if it is alone, or else put photos and folders of photos into the queue."""
        if len(paths) == 1 and not len(self._desk.queue) and not paths[0].is_dir():
            self._open(paths[0])
        elif paths:
            self._room.gather([path.absolute() for path in paths])

    def may_leave(self, go_on: Callable[[], None]) -> bool:
        """Whether the window may be closed; if the queue is running the user is asked, and then comes ``go_on``."""
        if not self._desk.running:
            return True
        left = self._desk.queue.number(State.QUEUED, *ACTIVE)
        dialogs.ask_leave_queue(self._window, left, leave=go_on)
        return False

    def _connect(self) -> None:
        slots: dict[str, Callable[[], None]] = {
            "paste": self._paste,
            "add": self._ask_photos,
            "add_folder": self._ask_folder,
            "start_queue": self._start,
            "pause_queue": self._pause,
            "cancel_queue": self._desk.cancel_all,
            "retry_failed": self._retry_failed,
            "clear_queue": self._desk.clear_ended,
        }
        for name, slot in slots.items():
            self._commands[name].triggered.connect(lambda _checked=False, slot=slot: slot())
        self._commands["queue"].toggled.connect(self._show_state)
        self._desk.changed.connect(self._show_state)
        self._room.arrived.connect(self._on_arrived)
        self._room.remarked.connect(self._on_remarked)
        self._room.pasted.connect(self._on_pasted)
        self._room.workbench.opened.connect(self._on_opened)
        self.strip.list.opened.connect(self._on_entry_opened)
        self.strip.list.removed.connect(self._remove_chosen)
        self.strip.list.moved.connect(self._desk.move)
        self.strip.list.menu_wanted.connect(self._show_menu)

    def _show_state(self) -> None:
        desk, queue = self._desk, self._desk.queue
        if self._empty and len(queue):
            self._commands["queue"].setChecked(True)
        self._empty = not len(queue)
        self.strip.setVisible(bool(len(queue)) and self._commands["queue"].isChecked())
        self._commands.enable(
            start_queue=(bool(queue.number(State.QUEUED)) and (not desk.running or desk.paused)) or desk.paused,
            pause_queue=desk.running and not desk.paused,
            cancel_queue=bool(queue.number(State.QUEUED, *ACTIVE)),
            retry_failed=bool(queue.number(State.FAILED)),
            clear_queue=bool(queue.number(State.DONE, State.CANCELLED)),
            queue=bool(len(queue)),
        )

    def _on_remarked(self, remark: str) -> None:
        announce(self._window, remark)

    def _on_arrived(self, photos: tuple[Path, ...], fresh: tuple[Path, ...]) -> None:
        """Open a photo that is alone after all; otherwise show the queue, with the photo that is open in it."""
        queue, workbench = self._desk.queue, self._room.workbench
        if len(queue) == 1 and len(fresh) == 1:
            self._desk.remove(queue.order)
            self._open(photos[0])
            return
        self._commands["queue"].setChecked(True)
        self._join_open_photo()
        self._show_state()
        if len(photos) == 1 or (workbench.document is None and workbench.opening is None):
            self._open_entry(photos[0])

    def _on_pasted(self, path: Path) -> None:
        if len(self._desk.queue):
            self._room.add([path])
        self._open(path)

    def _join_open_photo(self) -> None:
        """Have the photo that is open in the queue too, first, unless it is done with."""
        document = self._room.workbench.document
        if document is None or (document.result is not None and not document.unsaved):
            return
        for source in self._room.add([document.source.absolute()]):
            entry = self._desk.queue.find(source)
            if entry is not None:
                self._desk.move({entry.key}, 0)

    def _open_entry(self, source: Path) -> None:
        entry = self._desk.queue.find(source)
        if entry is not None:
            self._on_entry_opened(entry)

    def _on_entry_opened(self, entry: QueueEntry) -> None:
        """Show a photo, with its result if it is done; of one that failed, why."""
        self._open(entry.source, entry.made)
        if entry.state is State.FAILED:
            self._room.notices.show(words.failed_message(entry))

    def _on_opened(self) -> None:
        document = self._room.workbench.document
        if document is not None:
            self.strip.list.show_current(self._desk.queue.find(document.source))

    def _paste(self) -> None:
        self.take(drops.dropped(QGuiApplication.clipboard().mimeData()))

    def _ask_photos(self) -> None:
        dialogs.ask_sources(self._window, self._folder, self._room.gather)

    def _ask_folder(self) -> None:
        dialogs.ask_folder(self._window, self._folder, lambda folder: self._room.gather([folder]))

    @property
    def _folder(self) -> Path | None:
        folder = self._room.settings.folder
        return Path(folder) if folder else None

    def _start(self) -> None:
        self._desk.start(self._room.recipe)

    def _pause(self) -> None:
        self._desk.pause(pausing=True)

    def _retry_failed(self) -> None:
        self._desk.retry([entry.key for entry in self._desk.queue if entry.state is State.FAILED])

    def _remove_chosen(self) -> None:
        self._desk.remove({entry.key for entry in self.strip.list.chosen})

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.strip.list.chosen
        menu = self._menu(chosen)
        menu.popup(place)

    def _menu(self, chosen: Sequence[QueueEntry]) -> QMenu:
        """Everything that can be done with some photos."""
        desk, keys = self._desk, {entry.key for entry in chosen}
        panel = self._room.recipe
        idle = any(entry.state not in ACTIVE for entry in chosen)
        table: tuple[tuple[str, bool, Callable[[], None]], ...] = (
            (self.tr("Open"), len(chosen) == 1, lambda: self._on_entry_opened(chosen[0])),
            (self.tr("Try again"), any(entry.state in ENDED for entry in chosen), lambda: desk.retry(keys)),
            (
                self.tr("Cancel"),
                any(entry.state in {State.QUEUED, *ACTIVE} for entry in chosen),
                lambda: desk.cancel(keys),
            ),
            (self.tr("Give the panel's settings for good"), idle, lambda: desk.give_recipe(keys, panel)),
            (
                self.tr("Restore with the settings of all again"),
                any(entry.recipe is not None for entry in chosen),
                lambda: desk.give_recipe(keys, None),
            ),
            (self.tr("Move to the top"), True, lambda: desk.move(keys, 0)),
            (self.tr("Move to the end"), True, lambda: desk.move(keys, len(desk.queue))),
            (self.tr("Remove from the queue"), idle, lambda: desk.remove(keys)),
        )
        menu = QMenu(self.strip)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, possible, act in table:
            action = menu.addAction(text)
            action.setEnabled(possible)
            action.triggered.connect(lambda _checked=False, act=act: act())
        return menu
