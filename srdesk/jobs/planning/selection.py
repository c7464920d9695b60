"""Which files of a tree are meant."""

import fnmatch
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_DROPPINGS = frozenset(
    {
        *("thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "recycler", "system volume information"),
        *(".ds_store", "icon\r", "__macosx", ".trashes", ".spotlight-v100", ".fseventsd"),
        *("@eadir", "@recycle", "#recycle", "#snapshot", "lost+found"),
    }
)
_UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".temp", ".download")


class Reason(StrEnum):
    """Why something in a tree is passed over, as it continues a sentence that begins with its name."""

    HIDDEN = "is hidden"
    DROPPING = "was left there by a system"
    UNFINISHED = "is still being written by another program"
    NOT_INCLUDED = "is not among what --include names"
    EXCLUDED = "is excluded"
    BELOW = "is a folder inside, and only the folders themselves were asked for"
    OUTPUT = "is a result of this batch"
    DUPLICATE = "is a file that the batch has already"
    LOOP = "is a link to a folder that the batch has already"
    NO_PICTURE = "is no picture"
    RAW = "is a camera's raw file: develop it and save a TIFF"
    READ_ONLY = "is of a format srdesk reads but does not write, so it cannot be replaced"
    EXISTS = "has a result of that name already"
    NO_FILE = "is no regular file"
    BROKEN_LINK = "is a link to nothing"
    UNLISTABLE = "is a folder that may not be read"

    @property
    def serious(self) -> bool:
        """Whether photos may be missed because of it."""
        return self in (Reason.UNLISTABLE, Reason.BROKEN_LINK)


@dataclass(frozen=True)
class Selection:
    """Globs that names have to match (any of ``include``, none of ``exclude``), in any case of letters.

    A glob with a slash is matched against the whole path below the input, ``*`` then matching slashes too; one
    without against the name alone. An excluded folder is not entered, and none within an input unless the
    selection is ``recursive``. ``hidden`` lets hidden files in.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hidden: bool = False
    recursive: bool = True

    def folder_refused(self, path: str, name: str) -> Reason | None:
        """Why a folder is not entered, ``None`` if it is; ``path`` is relative, with slashes."""
        refused = self._refused(name)
        if refused is None and self._matches(self._exclude, path, name):
            return Reason.EXCLUDED
        return refused if refused is not None or self.recursive else Reason.BELOW

    def file_refused(self, path: str, name: str) -> Reason | None:
        """Why a file is passed over, ``None`` if it is not."""
        refused = self._refused(name)
        if refused is not None:
            return refused
        if self._matches(self._exclude, path, name):
            return Reason.EXCLUDED
        if name.lower().endswith(_UNFINISHED):
            return Reason.UNFINISHED
        return Reason.NOT_INCLUDED if self.include and not self._matches(self._include, path, name) else None

    def _refused(self, name: str) -> Reason | None:
        if name.lower() in _DROPPINGS or name.startswith("._"):
            return Reason.DROPPING
        return Reason.HIDDEN if name.startswith(".") and not self.hidden else None

    @staticmethod
    def _matches(globs: "tuple[tuple[bool, re.Pattern[str]], ...]", path: str, name: str) -> bool:
        return any(glob.match((path if whole else name).lower()) for whole, glob in globs)

    @cached_property
    def _include(self) -> "tuple[tuple[bool, re.Pattern[str]], ...]":
        return _compiled(self.include)

    @cached_property
    def _exclude(self) -> "tuple[tuple[bool, re.Pattern[str]], ...]":
        return _compiled(self.exclude)


def _compiled(globs: tuple[str, ...]) -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """Each glob with whether it is about the whole path."""
    lowered = (glob.lower().replace("\\", "/").strip("/") for glob in globs)
    return tuple(("/" in glob, re.compile(fnmatch.translate(glob))) for glob in lowered)
