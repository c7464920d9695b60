"""The installer of system packages, over a package system made up by the test."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "system-libraries.sh"
LISTED = [
    line.split()
    for line in SCRIPT.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script for Debian and Ubuntu")


def listed(*uses: str) -> list[str]:
    return [name for name, use, *_ in LISTED if use in uses]


@dataclass(frozen=True)
class Machine:
    """A folder of made-up programs that stands for a Debian machine."""

    folder: Path

    def has(self, *packages: str, provided: tuple[str, ...] = ()) -> None:
        """Install these, and one package that provides others."""
        lines = [f"installed {name}, " for name in packages]
        lines += ["not-installed gone, ", f"installed carrier, {', '.join(f'{name} (= 1)' for name in provided)}"]
        self.program("dpkg-query", f"cat <<'LINES'\n{chr(10).join(lines)}\nLINES")

    def user(self, number: int) -> None:
        self.program("id", f"echo {number}")

    def program(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def ask(self, *uses: str, python: str = "python3") -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.folder}{os.pathsep}/usr/bin{os.pathsep}/bin", "PYTHON": python}
        return subprocess.run([SCRIPT, *uses], env=environment, capture_output=True, text=True, check=False)

    @property
    def installed_now(self) -> list[str]:
        log = self.folder / "apt.log"
        return log.read_text(encoding="utf-8").split() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.user(1000)
    made.program("apt-get", f'[ "$1" = install ] && shift 4 && echo "$@" > {tmp_path}/apt.log; true')
    return made


def test_nothing_is_said_when_nothing_is_missing(machine: Machine) -> None:
    machine.has(*listed("window"))
    ended = machine.ask("window")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_provided_name_counts_as_installed(machine: Machine) -> None:
    first, second, *rest = listed("window")
    machine.has(*rest, provided=(first, second))
    assert machine.ask("window").stderr == ""


def test_a_user_gets_the_one_command(machine: Machine) -> None:
    first, second, *rest = listed("window")
    machine.has(*rest)
    ended = machine.ask("window", "tests")
    assert ended.returncode == 1
    assert f"sudo apt-get install {' '.join([first, second, *listed('tests')])}\n" in ended.stderr
    assert machine.installed_now == []


def test_what_only_tests_need_does_not_stop_a_user(machine: Machine) -> None:
    machine.has(*listed("window"))
    ended = machine.ask("window", "tests")
    assert ended.returncode == 0
    assert " ".join(listed("tests")) in ended.stderr


def test_root_gets_what_is_missing_installed(machine: Machine) -> None:
    machine.user(0)
    machine.has(*listed("window")[1:])
    assert machine.ask("window").returncode == 0
    assert machine.installed_now == listed("window")[:1]


def test_a_failed_installation_is_said(machine: Machine) -> None:
    machine.user(0)
    machine.has()
    machine.program("apt-get", "exit 100")
    ended = machine.ask("window")
    assert ended.returncode == 1
    assert "sudo apt-get install" in ended.stderr


def test_the_virtual_environment_package_is_that_of_the_interpreter(machine: Machine) -> None:
    machine.has("python3-venv")
    assert machine.ask("setup").returncode == 0
    assert "python3.12-venv" in machine.ask("setup", python="/usr/local/bin/python3.12").stderr
