"""Actions: everything the menus, the tool bar and the keyboard can ask for, declared in one table."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from srdesk.gui.icons import icon
from srdesk.gui.keymap import Keymap, native
from srdesk.gui.styled import plain, words
from srdesk.gui.tool_bar import tool_bar


@dataclass(frozen=True)
class Command:
    """What an action is called, the keys for it, the first of which is shown, and its icon if it has one.

    A ``checkable`` one is on or off; of those of one ``choice`` just one is on.
    """

    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    choice: str = ""


def tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


def command_table() -> dict[str, Command]:
    """Every command by its name."""
    return {
        "open": Command(tr("&Open…"), ("Ctrl+O",), "open", tr("Open a photo, or several")),
        "paste": Command(tr("&Paste"), ("Ctrl+V",), "paste", tr("Open the photo on the clipboard")),
        "add": Command(tr("A&dd photos…"), ("Ctrl+Shift+O",), "add", tr("Add photos to the queue")),
        "add_folder": Command(tr("Add a &folder…"), tip=tr("Add all photos of a folder to the queue")),
        "batch": Command(tr("&Batch…"), ("Ctrl+B",), "queue", tr("Restore folders of photos, however many")),
        "sample": Command(tr("Open the sa&mple photo")),
        "add_model": Command(tr("Add a mode&l…"), tip=tr("Bring in a network that others trained")),
        "save": Command(tr("&Save"), ("Ctrl+S",), "save", tr("Save the result beside the photo")),
        "save_as": Command(tr("Save &as…"), ("Ctrl+Shift+S",), "save-as", tr("Save the result elsewhere")),
        "undo_save": Command(
            tr("&Undo save"), ("Ctrl+Z",), "undo", tr("Move the file to the recycle bin; what it replaced comes back")
        ),
        "copy_result": Command(tr("&Copy the result"), ("Ctrl+C",), "copy", tr("Put the result on the clipboard")),
        "copy_comparison": Command(
            tr("Copy what is see&n"), ("Ctrl+Shift+C",), "", tr("Put the comparison on the clipboard as it is seen")
        ),
        "export": Command(
            tr("&Export the comparison…"), ("Ctrl+E",), "export", tr("Make one file of before and after to show around")
        ),
        "quit": Command(tr("&Quit"), ("Ctrl+Q",), "quit"),
        "restore": Command(tr("&Restore"), ("Ctrl+R", "Ctrl+Return"), "restore", tr("Restore the photo")),
        "cancel": Command(tr("&Cancel"), ("Esc",), "cancel", tr("Stop restoring")),
        "keep_preset": Command(tr("&Keep the settings as a preset…"), tip=tr("Give the settings a name")),
        "defaults": Command(tr("Reset all &settings"), tip=tr("Have every setting as srdesk comes; presets stay")),
        "measure": Command(
            tr("Settings for this c&omputer"), tip=tr("Measure for three seconds what this computer can do")
        ),
        "start_queue": Command(
            tr("Restore a&ll"),
            ("Ctrl+Shift+R",),
            "resume",
            tr("Restore every photo that waits, or go on after a pause"),
        ),
        "pause_queue": Command(
            tr("&Pause"), ("Ctrl+Shift+P",), "pause", tr("Hold the queue up; what has been restored is kept")
        ),
        "cancel_queue": Command(tr("Cancel &all"), tip=tr("Stop, and restore nothing of what waits")),
        "retry_failed": Command(tr("&Try the failed ones again"), tip=tr("Let the photos that failed wait again")),
        "clear_queue": Command(tr("Remove what is &done"), tip=tr("Take what is done or cancelled out of the queue")),
        "zoom_in": Command(tr("Zoom &in"), ("+", "Ctrl++", "=", "Ctrl+="), "zoom-in", tr("Zoom in")),
        "zoom_out": Command(tr("Zoom &out"), ("-", "Ctrl+-"), "zoom-out", tr("Zoom out")),
        "actual_size": Command(
            tr("&Actual size"), ("Z", "Ctrl+1"), "actual-size", tr("Show every pixel of the result as one on screen")
        ),
        "double_size": Command(tr("&Double size"), ("Shift+Z", "Ctrl+2")),
        "fit": Command(tr("&Fit to window"), ("F", "Ctrl+0"), "fit", tr("Show all of the photo")),
        "fill": Command(tr("Fi&ll the window"), ("W",)),
        "minimap": Command(tr("&Minimap"), ("M",), checkable=True),
        "grid": Command(tr("Pixel &grid from 800 %"), ("G",), checkable=True),
        "labels": Command(tr("La&bels"), ("H",), checkable=True),
        "probe": Command(tr("&Pixel values at the cursor"), ("P",), checkable=True),
        "queue": Command(tr("&Queue"), ("F8",), "queue", tr("Show or hide the queue"), checkable=True),
        "preview": Command(
            tr("Pre&view what is seen"), tip=tr("Restore what you look at before you ask for it"), checkable=True
        ),
        "panel": Command(tr("&Settings panel"), ("F9",), "panel", tr("Show or hide the settings"), checkable=True),
        **_comparing(),
        **_trying(),
        "pages": Command(tr("&Help pages"), ("Shift+F1",), "help", tr("Read how it works")),
        "shortcuts": Command(tr("&Keyboard shortcuts"), ("F1",), "keyboard"),
        "edit_shortcuts": Command(tr("&Change keyboard shortcuts…")),
        "diagnostics": Command(tr("Save &diagnostics…"), (), "", tr("Save what helps to find out why something fails")),
        "about": Command(tr("&About srdesk"), (), "about"),
    }


def _comparing() -> dict[str, Command]:
    """Commands that change how photos are compared; the first ones are named as their `Mode`."""
    return {
        "split": _mode(tr("&Split"), "S", tr("Before and after with a divider between them")),
        "side_by_side": _mode(tr("Side b&y side"), "Y", tr("Before and after beside each other, moved together")),
        "blink": _mode(tr("&Blink"), "B", tr("Before and after by turns in the same place")),
        "onion": _mode(tr("&Onion skin"), "O", tr("The result laid over the original, as opaque as you like")),
        "difference": _mode(tr("&Difference"), "D", tr("What the result changed, amplified")),
        "single": _mode(tr("S&ingle"), "I", tr("The result alone; Tab switches to the original and back")),
        "original": Command(tr("Show the o&riginal"), (), "original", tr("Show the original, or the result again")),
        "turn": Command(tr("&Turn the divider"), ("T",), "turn", tr("Divide left and right, or above and below")),
        "exchange": Command(tr("E&xchange the sides"), ("X",), "exchange", tr("Put before where after is")),
        "centre": Command(tr("&Centre the divider"), ("Ctrl+D",)),
        "less": Command(tr("&Less (opacity, gain, speed)"), ("[",)),
        "more": Command(tr("&More (opacity, gain, speed)"), ("]",)),
        "next_baseline": Command(tr("&Enlarge the original otherwise"), ("K",)),
        "next_channel": Command(tr("Differe&nce of all, brightness, colour"), ("L",)),
        "signed": Command(
            tr("Si&gned difference"), ("Shift+D",), "signed", tr("Show darker and lighter apart"), checkable=True
        ),
    }


def _trying() -> dict[str, Command]:
    """Commands for variants."""
    variants = {
        f"variant_{number}": Command(
            tr("Variant &{0}").format(number),
            (str(number),),
            tip=tr("Look at this variant, in the place of the other"),
            checkable=True,
            choice="variant",
        )
        for number in range(1, 5)
    }
    return variants | {
        "add_variant": Command(
            tr("Add a &variant"), ("V",), "add", tr("Try other settings, and compare: they begin as a copy of these")
        ),
        "remove_variant": Command(
            tr("Re&move the variant"), ("Shift+V",), "close", tr("Do without the variant that you look at")
        ),
        "blind": Command(
            tr("&Blind test"),
            ("Shift+B",),
            tip=tr("Hide which variant is which, pick the best a few times, and see which it was"),
            checkable=True,
        ),
        "pick": Command(tr("&Pick this one"), ("Shift+P",), "", tr("Count this one as the best, and go on")),
        "invented": Command(
            tr("&Invented detail"),
            ("E",),
            tip=tr("Colour what the network added to a plain enlargement, and say how much it is"),
            checkable=True,
        ),
    }


def _mode(text: str, key: str, tip: str) -> Command:
    name = {"S": "split", "Y": "side-by-side", "B": "blink", "O": "onion", "D": "difference", "I": "single"}[key]
    return Command(text, (key,), f"mode-{name}", tip, checkable=True, choice="mode")


def menus() -> dict[str, tuple[str, ...]]:
    """What is in which menu; an empty name is a line between."""
    return {
        tr("&File"): (
            *("open", "paste", "sample", "", "add", "add_folder", "batch", "", "save", "save_as", "undo_save", ""),
            *("copy_result", "copy_comparison", "export", "", "quit"),
        ),
        tr("&Photo"): ("restore", "cancel", "", "keep_preset", "defaults", "measure", "", "add_model"),
        tr("Tr&y"): (
            *("variant_1", "variant_2", "variant_3", "variant_4", "", "add_variant", "remove_variant", ""),
            *("blind", "pick", "", "invented"),
        ),
        tr("&Queue"): ("start_queue", "pause_queue", "cancel_queue", "", "retry_failed", "clear_queue"),
        tr("&View"): (
            *("zoom_in", "zoom_out", "actual_size", "double_size", "fit", "fill", ""),
            *("minimap", "grid", "labels", "probe", "", "preview", "", "queue", "panel"),
        ),
        tr("&Compare"): (
            *("split", "side_by_side", "blink", "onion", "difference", "single", "", "original"),
            *("turn", "exchange", "centre", "", "less", "more", "", "next_baseline", "next_channel", "signed"),
        ),
        tr("&Help"): ("pages", "shortcuts", "edit_shortcuts", "", "diagnostics", "about"),
    }


TOOLS = (
    *("open", "save", "save_as", "export", "", "zoom_out", "zoom:", "zoom_in", "actual_size", "fit", "stretch:"),
    "queue",
    "panel",
)
WORDED = ("open", "save", "save_as")
"""Tools that show their text beside the icon."""


def mouse_and_keys() -> tuple[tuple[str, str], ...]:
    """What the view does that is no action: the keys or gesture, and what it does."""
    return (
        (tr("Space, held"), tr("Show the original")),
        (tr("Tab"), tr("Switch between original and result (Shift+Tab leaves the photo)")),
        (tr("Arrow keys"), tr("Move the photo (with Shift: by a page)")),
        (tr(", and ."), tr("Move the divider")),
        (tr("Wheel"), tr("Zoom at the cursor")),
        (tr("Drag"), tr("Move the photo, or the divider")),
        (tr("Two fingers"), tr("Zoom and move the photo")),
        (tr("Double click"), tr("Centre the divider, if on it")),
    )


class Actions:
    """The actions of a window, in its menus and its tool bar."""

    def __init__(self, window: QMainWindow) -> None:
        self._actions = {name: _action(command, window) for name, command in command_table().items()}
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self._actions["panel"].setChecked(True)
        self.titles = {name: command.text for name, command in command_table().items()}
        self._tips = {name: command.tip for name, command in command_table().items()}
        self.keymap = Keymap({name: command.keys for name, command in command_table().items()})
        self.use_keys(self.keymap)
        self._group(window)
        self.zoom_label = words("", "zoom")
        self._fill_menus(window)
        self._fill_tools(window)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def use_keys(self, keymap: Keymap) -> None:
        """Have commands asked for by these keys from now on."""
        self.keymap = keymap
        for name, action in self._actions.items():
            keys = keymap.keys(name)
            action.setShortcuts([QKeySequence(key) for key in keys])
            tip = self._tips[name] or plain(self.titles[name])
            action.setToolTip(f"{tip} ({native(keys[:1])})" if keys else tip)

    def menu_of(self, name: str) -> QMenu:
        """The menu that a command is in."""
        return next(owner for owner in self._actions[name].associatedObjects() if isinstance(owner, QMenu))

    def enable(self, **possible: bool) -> None:
        """Say which actions make sense now, by name."""
        for name, enabled in possible.items():
            self._actions[name].setEnabled(enabled)

    def _group(self, window: QMainWindow) -> None:
        """Let one of each choice be on."""
        groups: dict[str, QActionGroup] = {}
        for name, command in command_table().items():
            if command.choice:
                group = groups.setdefault(command.choice, QActionGroup(window))
                group.addAction(self._actions[name])

    def _fill_menus(self, window: QMainWindow) -> None:
        for title, names in menus().items():
            menu = window.menuBar().addMenu(title)
            for name in names:
                if name:
                    menu.addAction(self._actions[name])
                else:
                    menu.addSeparator()

    def _fill_tools(self, window: QMainWindow) -> None:
        widgets = {"zoom:": self.zoom_label}
        window.addToolBar(tool_bar(tr("Tools"), TOOLS, actions=self._actions, widgets=widgets, worded=WORDED))


def _action(command: Command, window: QMainWindow) -> QAction:
    action = QAction(command.text, window, checkable=command.checkable)
    if command.icon:
        action.setIcon(icon(command.icon))
    action.setIconText(plain(command.text))
    window.addAction(action)
    return action
