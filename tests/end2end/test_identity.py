"""One engine, three ways in: library, command line and window write the same bytes."""

import subprocess
import sys

import pytest

from srdesk import RestoreOptions, Restorer, decode, encode

pytestmark = pytest.mark.end2end

OPTIONS = RestoreOptions(model="espcn", scale=2, precision="fp32", tile=64, strength=0.8, grain=0.2)


@pytest.fixture(scope="module")
def by_library(sample, tmp_path_factory):
    target = tmp_path_factory.mktemp("library") / "result.jpg"
    encode(Restorer().restore(decode(sample), OPTIONS).photo, target)
    return target.read_bytes()


def test_the_command_line(by_library, sample, tmp_path):
    target = tmp_path / "result.jpg"
    command = ["restore", sample, "-o", target, "--model", "espcn", "--precision", "fp32", "--tile", "64"]
    command += ["--strength", "0.8", "--grain", "0.2"]
    subprocess.run([sys.executable, "-m", "srdesk", *map(str, command)], check=True, capture_output=True, timeout=100)
    assert target.read_bytes() == by_library
