"""Where photos live, and where results go that cannot live beside theirs."""

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from srdesk.paths import bundled, pasted_folder


def is_homeless(source: Path) -> bool:
    """Whether a photo came with srdesk or was pasted, so that nothing should be written beside it."""
    real = source.resolve()
    return any(real.is_relative_to(folder.resolve()) for folder in (bundled("resources"), pasted_folder()))


def may_write(folder: Path) -> bool:
    """Whether the system would let files be made in a folder, as far as it says so beforehand."""
    return os.access(folder, os.W_OK | os.X_OK)


def own_folder(latest: str) -> Path:
    """Where the user keeps photos: in the folder used last, if that exists and may be written to."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    own = (Path(name) for name in (latest, pictures) if name and Path(name).is_dir() and may_write(Path(name)))
    return next(own, Path.home())
