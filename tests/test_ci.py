"""What CI runs, in which order, and when it stops; `make` is made up here."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / ".ci" / "run"
CHANGED = "THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


@dataclass(frozen=True)
class Clone:
    """A clone of the source whose `make` notes what it is asked for, and fails where it is told to."""

    root: Path

    def run(self, failing: str = "", saying: str = "", patience: int = 420) -> subprocess.CompletedProcess[str]:
        make = self.root / "bin" / "make"
        make.parent.mkdir()
        make.write_text(f'#!/bin/sh\necho "$@" >>asked\n[ "$*" != "{failing}" ] || {{ echo "{saying}"; exit 2; }}\n')
        make.chmod(0o755)
        environment = {"PATH": f"{make.parent}{os.pathsep}/usr/bin{os.pathsep}/bin", "TEST_SECONDS": str(patience)}
        return subprocess.run([self.root / ".ci" / "run"], env=environment, capture_output=True, text=True, check=False)

    @property
    def asked(self) -> list[str]:
        return (self.root / "asked").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    (tmp_path / ".ci").mkdir()
    shutil.copy(RUN, tmp_path / ".ci")
    return Clone(tmp_path)


def test_the_frozen_application_is_tried_after_the_tests(clone: Clone) -> None:
    assert clone.run().returncode == 0
    assert clone.asked == ["test", "fetched", "check-frozen"]


@pytest.mark.parametrize("step", ["test", "check-frozen"])
def test_a_failure_stops_it(clone: Clone, step: str) -> None:
    assert clone.run(failing=step).returncode == 2
    assert clone.asked[-1] == step


def test_a_registry_that_does_not_answer_is_no_failure_and_is_said(clone: Clone) -> None:
    ended = clone.run(failing="fetched", saying="Could not fetch URL")
    assert ended.returncode == 0
    assert "Could not fetch URL" in ended.stderr and "NEITHER MADE NOR TRIED" in ended.stderr
    assert "check-frozen" not in clone.asked


def test_other_files_than_were_locked_are_a_failure(clone: Clone) -> None:
    assert clone.run(failing="fetched", saying=CHANGED).returncode == 1


def test_where_the_tests_took_too_long_nothing_is_frozen(clone: Clone) -> None:
    ended = clone.run(patience=-1)
    assert ended.returncode == 0 and "NEITHER MADE NOR TRIED" in ended.stderr
    assert clone.asked == ["test"]
