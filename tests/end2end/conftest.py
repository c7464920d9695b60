"""A screen for tests that start the real window."""

import os
import subprocess

import pytest

PATIENCE = 60


@pytest.fixture(scope="module")
def display():
    """A screen that nobody else uses."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as number:
        name = f":{number.readline().strip()}"
    yield name
    server.terminate()
    server.wait(PATIENCE)
