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
PROGRAM = "srdesk"
"""Its other names are links, which the package's recipe lists."""

CHANGES = """\
srdesk ({version}-1) stable; urgency=low

  * Release {version}.

 -- {maintainer}  {when}
"""


def main(frozen: Path, share: Path, root: Path) -> None:
    """Make the folder anew."""
    shutil.rmtree(root, ignore_errors=True)
    library = root / "usr" / "lib" / "srdesk"
    shutil.copytree(frozen / "lib", library / "lib", symlinks=True, copy_function=linked)
    shutil.copyfile(frozen / PROGRAM, library / PROGRAM)
    shutil.copytree(share, root / "usr" / "share")
    document(root / "usr" / "share" / "doc" / "srdesk", library / "lib" / "licences")
    overrides = root / "usr" / "share" / "lintian" / "overrides" / "srdesk"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides)
    settle(root, library / PROGRAM)


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
    text = CHANGES.format(
        version=os.environ["VERSION"], maintainer=os.environ["MAINTAINER"], when=format_datetime(when)
    )
    (folder / "changelog.Debian.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def settle(root: Path, program: Path) -> None:
    """Folders can be entered, the program run, everything else only read by all; and all is as old as the source."""
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
