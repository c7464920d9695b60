"""Results larger than memory should be: writing them takes hardly any of it."""

from pathlib import Path

import pytest

from tests.fresh import run_fresh

# Writes 32 megapixels (96 MB) from a mapped file while no more than 64 MB may be had on top of what is there: that is
# room neither for a copy of them nor for what they make in other layouts.
PROGRAM = """
import os
import resource
import sys
from pathlib import Path

import numpy as np
from srdesk.imaging.codec import encode
from srdesk.imaging.photo import Photo

os.cpu_count = lambda: 1
folder, suffix = Path(sys.argv[1]), sys.argv[2]
strip = np.random.default_rng(0).integers(0, 256, (50, 8000, 3)).astype(np.uint8) // 8 * 8
pixels = np.memmap(folder / "pixels", np.uint8, "w+", shape=(4000, 8000, 3))
for top in range(0, 4000, 50):
    pixels[top : top + 50] = strip
encode(Photo(pixels[:200]), folder / f"small{suffix}")

status = Path("/proc/self/status").read_text().splitlines()
data = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
resource.setrlimit(resource.RLIMIT_DATA, (data + 64 * 2**20,) * 2)
try:
    np.array(pixels)
except MemoryError:
    print("no room for a copy")
report = encode(Photo(pixels), folder / f"photo{suffix}")
print(report.format)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is limited in the way of Linux")
@pytest.mark.parametrize(("suffix", "name"), [(".jpg", "JPEG"), (".png", "PNG"), (".tif", "TIFF"), (".bmp", "BMP")])
def test_memory_does_not_grow_with_the_result(suffix: str, name: str, tmp_path: Path) -> None:
    done = run_fresh(["-c", PROGRAM, tmp_path, suffix], cwd=Path(__file__).parents[2])
    assert done.stderr == ""
    assert done.stdout.split("\n")[:2] == ["no room for a copy", name]


READING = """
import resource
import sys
from pathlib import Path

import numpy as np
from srdesk.imaging.codec import decode, encode
from srdesk.imaging.photo import Photo

path = Path(sys.argv[1]) / "photo.jpg"
encode(Photo(np.zeros((4000, 8000, 3), np.uint8)), path)
decode(path, at_least=500)
status = Path("/proc/self/status").read_text().splitlines()
data = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
resource.setrlimit(resource.RLIMIT_DATA, (data + 256 * 2**20,) * 2)
print(decode(path).size)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is limited in the way of Linux")
def test_reading_takes_a_picture_twice_and_no_more(tmp_path: Path) -> None:
    """32 megapixels are 128 MB as Pillow has them and 96 as a photo has."""
    done = run_fresh(["-c", READING, tmp_path], cwd=Path(__file__).parents[2])
    assert (done.stdout, done.stderr) == ("(8000, 4000)\n", "")


def test_the_front_door_is_light(tmp_path: Path) -> None:
    program = (
        "import sys, srdesk.imaging.codec\n"
        "heavy = {'cv2', 'pi_heif', 'tifffile', 'onnxruntime', 'PySide6', 'socket', 'http', 'urllib.request'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = run_fresh(["-S", "-c", program], cwd=Path(__file__).parents[2], environment={"PYTHONPATH": _packages()})
    assert done.stdout == "[]\n", done.stderr


def _packages() -> str:
    import numpy

    return str(Path(numpy.__file__).parents[1])
