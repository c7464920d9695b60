"""What is set aside is found by a later process, but only once the one that did it is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from srdesk.errors import OutputError
from srdesk.imaging.codec import EncodeOptions
from srdesk.jobs.asides import MARK, Asides, clear_left_behind
from srdesk.jobs.saves import save
from tests.jobs.test_saves import PHOTO, REPLACING

DIES = """
import os, sys
from pathlib import Path
from srdesk.jobs.asides import Asides
asides = Asides(Path(sys.argv[1]))
for name in sys.argv[2:]:
    asides.note(Path(name))
os._exit(9)
"""


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    return tmp_path / "lists"


def aside(tmp_path: Path, name: str = f".srdesk-{MARK}abc.jpg") -> Path:
    path = tmp_path / name
    path.write_bytes(b"precious")
    return path


def die_with(lists: Path, *asides: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", DIES, lists, *asides], timeout=60, check=False)
    assert ended.returncode == 9


def cleared(lists: Path) -> list[Path]:
    thrown: list[Path] = []
    assert clear_left_behind(thrown.append, lists) == len(thrown)
    return thrown


def test_what_a_process_that_died_had_set_aside_is_cleared_once(lists: Path, tmp_path: Path) -> None:
    one, two = aside(tmp_path), aside(tmp_path, f".srdesk-{MARK}\nwith a break é.jpg")
    die_with(lists, one, two, tmp_path / f".srdesk-{MARK}gone.jpg")
    assert cleared(lists) == [one, two]
    assert list(lists.iterdir()) == []
    assert cleared(lists) == []


def test_what_a_living_process_has_set_aside_is_its_own(lists: Path, tmp_path: Path) -> None:
    asides = Asides(lists)
    asides.note(aside(tmp_path))
    assert cleared(lists) == []
    asides.close()
    assert list(lists.iterdir()) == []
    assert cleared(lists) == []


def test_a_list_cannot_name_other_files(lists: Path, tmp_path: Path) -> None:
    photo = aside(tmp_path, "photo.jpg")
    die_with(lists, photo, tmp_path)
    assert cleared(lists) == []
    assert photo.exists()


def test_being_stopped_half_way_forgets_nothing(lists: Path, tmp_path: Path) -> None:
    die_with(lists, kept := aside(tmp_path))

    def stop(_aside: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clear_left_behind(stop, lists)
    assert cleared(lists) == [kept]


def test_a_recycle_bin_that_refuses_is_not_asked_again(lists: Path, tmp_path: Path) -> None:
    die_with(lists, aside(tmp_path), aside(tmp_path, f".srdesk-{MARK}two.jpg"))

    def refuse(path: Path) -> None:
        raise OutputError(f"not {path.name}")

    with pytest.raises(OutputError, match=r"not \.srdesk-earlier-abc\.jpg"):
        clear_left_behind(refuse, lists)
    assert cleared(lists) == []


def test_where_no_list_can_be_kept_saving_goes_on(lists: Path, tmp_path: Path) -> None:
    lists.write_bytes(b"no folder")
    target = aside(tmp_path, "a.png")
    saved = save(PHOTO, target, REPLACING, asides=Asides(lists))
    assert saved.earlier is not None
    assert saved.earlier.read_bytes() == b"precious"


def test_a_save_notes_what_it_replaces_and_nothing_else(lists: Path, tmp_path: Path) -> None:
    asides = Asides(lists)
    save(PHOTO, tmp_path / "new.png", EncodeOptions(), asides=asides)
    assert not lists.exists()
    target = aside(tmp_path, "a.png")
    saved = save(PHOTO, target, REPLACING, asides=asides)
    (written,) = lists.iterdir()
    assert str(saved.earlier).encode() in written.read_bytes()
    asides.close()
