"""Crashes and power cuts: the process is killed in the middle of its queue, started again, and goes on."""

import json
import signal
import sys
import time

import numpy as np
import pytest
from PIL import Image

from srdesk.jobs import queue_file
from srdesk.jobs.queue import State
from tests.end2end.test_window import MISSING, PATIENCE, start

__all__ = ["start"]

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)} for a screen with a keyboard"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills by signal"),
]


def album(folder, number, side):
    folder.mkdir()
    pixels = np.random.default_rng(1).integers(80, 170, (side, side, 3), dtype=np.uint8)
    for n in range(number):
        Image.fromarray(np.roll(pixels, n, axis=0)).save(folder / f"{n}.png")
    return folder


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_killed_window_has_its_queue_again_and_finishes_it(start, tmp_path):
    folder = album(tmp_path / "album", 4, 400)
    file = tmp_path / "home" / "config" / "queue.jsonl"
    program = start(folder, model="fsrcnn", precision="fp32", tile=16)
    program.wait_for_title("^0.png — srdesk$")
    program.press("ctrl+shift+r")

    def one_done_and_one_begun():
        states = [line for line in file.read_text().splitlines() if '"running"' in line or '"reading"' in line]
        return (folder / "0_x2.png").exists() and len(states) >= 2

    wait_for(one_done_and_one_begun)
    program.process.send_signal(signal.SIGKILL)
    program.process.wait(PATIENCE)
    before = queue_file.read(file)
    assert not before.closed
    states = [entry.state for entry in before.entries]
    assert states[0] is State.DONE
    assert states.count(State.FAILED) == 1
    assert [path.suffix for path in folder.iterdir() if path.name.startswith(".")] in ([], [".part"])
    again = start(model="espcn", precision="fp32")
    again.wait_for_title("^srdesk$")
    wait_for(lambda: "closed" not in file.read_text() and queue_file.read(file).entries)
    again.press("ctrl+shift+r")
    waiting = {entry.source for entry in before.entries if entry.state is State.QUEUED}
    wait_for(lambda: all(source.with_name(f"{source.stem}_x2.png").exists() for source in waiting))
    again.press("ctrl+q")
    assert again.wait()[0] == 0
    kept = queue_file.read(file)
    assert kept.closed
    assert [entry.state for entry in kept.entries] == [State.FAILED], json.dumps([str(e) for e in kept.entries])
