"""What the Debian package is laid out of, without freezing anything."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.recipes import PACKAGING

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for Linux packages")

DEB = PACKAGING / "linux" / "deb"
WHEN = 1_700_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The package's files, of a program that is small and new."""
    frozen, share = tmp_path / "frozen", tmp_path / "share"
    (frozen / "lib" / "licences").mkdir(parents=True)
    (frozen / "lib" / "licences" / "THIRD-PARTY.txt").write_text("all parts", encoding="utf-8")
    (frozen / "lib" / "library.so").write_bytes(b"library")
    (frozen / "lib" / "library.so").chmod(0o700)
    (frozen / "srdesk").write_bytes(b"program")
    (frozen / "srdesk-gui").symlink_to("srdesk")
    (share / "applications").mkdir(parents=True, mode=0o700)
    (share / "applications" / "srdesk.desktop").write_text("entry", encoding="utf-8")
    command = [sys.executable, DEB / "stage.py", frozen, share, tmp_path / "root"]
    facts = {"SOURCE_DATE_EPOCH": str(WHEN), "VERSION": "1.2.3", "MAINTAINER": "Ann <ann@example.org>"}
    subprocess.run(command, env=os.environ | facts, check=True)
    return tmp_path / "root"


def test_nothing_depends_on_when_and_by_whom_it_was_made(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        assert path.stat().st_mtime == WHEN
        runs = path.is_dir() or path == root / "usr/lib/srdesk/srdesk"
        assert path.stat().st_mode & 0o777 == (0o755 if runs else 0o644)


def test_what_was_frozen_is_as_new_as_it_was(root: Path) -> None:
    assert (root.parent / "frozen" / "srdesk").stat().st_mtime > WHEN


def test_links_are_left_to_the_recipe_of_the_package(root: Path) -> None:
    """nfpm packs what it finds under the name of a target in place of the link: a clone has a folder `srdesk`."""
    assert [path for path in root.rglob("*") if path.is_symlink()] == []
    recipe = (DEB / "nfpm.yaml.in").read_text(encoding="utf-8")
    for name in ("srdesk", "srdesk-gui"):
        assert f"  - src: ../lib/srdesk/srdesk\n    dst: /usr/bin/{name}\n    type: symlink\n" in recipe


def test_who_gives_the_package_away_stands_in_its_list_of_changes(root: Path) -> None:
    told = gzip.decompress((root / "usr/share/doc/srdesk/changelog.Debian.gz").read_bytes()).decode()
    assert "srdesk (1.2.3-1)" in told
    assert "\n -- Ann <ann@example.org>  Tue, 14 Nov 2023 22:13:20 +0000\n" in told
