"""Lays out the files of the Debian package.

usage: python stage.py FROZEN SHARE ROOT   (what was frozen, what desktop.py wrote, the folder to make)
"""

import gzip
import os
import shutil
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = ("srdesk", "srdesk-gui")

CHANGES = """\
srdesk ({version}-1) stable; urgency=low

  * Release {version}.

 -- The srdesk authors <srdesk@localhost>  {when}
"""


def main(frozen: Path, share: Path, root: Path) -> None:
    """Make the folder anew."""
    shutil.rmtree(root, ignore_errors=True)
    library = root / "usr" / "lib" / "srdesk"
    shutil.copytree(frozen, library, symlinks=True, copy_function=linked)
    shutil.copytree(share, root / "usr" / "share")
    programs = root / "usr" / "bin"
    programs.mkdir()
    for name in PROGRAMS:
        (programs / name).symlink_to(f"../lib/srdesk/{name}")
    document(root / "usr" / "share" / "doc" / "srdesk", library / "lib" / "licences")
    overrides = root / "usr" / "share" / "lintian" / "overrides" / "srdesk"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides)
    set_modes(root, library)


def linked(source: str, target: str) -> None:
    """The same file by another name, or a copy where that cannot be: what is frozen is not changed any more."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def document(folder: Path, licences: Path) -> None:
    """Copyright, notices and the list of changes."""
    folder.mkdir(parents=True)
    shutil.copyfile(HERE / "copyright", folder / "copyright")
    notices = (licences / "THIRD-PARTY.txt").read_bytes()
    (folder / "THIRD-PARTY.txt.gz").write_bytes(gzip.compress(notices, mtime=0))
    when = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    text = CHANGES.format(version=os.environ["VERSION"], when=format_datetime(when))
    (folder / "changelog.Debian.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def set_modes(root: Path, library: Path) -> None:
    """Folders and programs can be entered and run by all, and nothing else: libraries are only read."""
    programs = {library / name for name in PROGRAMS}
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
