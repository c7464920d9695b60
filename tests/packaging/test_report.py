"""What is said of a frozen folder's weight."""

import sys
from pathlib import Path

from tests.packaging.recipes import recipe


def test_a_file_belongs_to_the_part_it_came_with() -> None:
    weights = recipe("common/weights.py")
    found = {
        "cv2/cv2.abi3.so": "OpenCV",
        "opencv_python_headless.libs/libaom.so": "OpenCV",
        "PySide6/Qt/lib/libQt6Core.so.6": "Qt",
        "PySide6/QtCore.abi3.so": "PySide6",
        "onnxruntime/capi/it.so": "ONNX Runtime",
        "onnx/onnx_cpp2py_export.so": "ONNX",
        "numpy.libs/libscipy_openblas.so": "NumPy",
        "srdesk": "Python",
    }
    assert {name: weights.part_of(name) for name in found} == found


def test_every_byte_is_counted_once_and_links_never(tmp_path: Path) -> None:
    weights = recipe("common/weights.py")
    for name, content in {"srdesk": b"x" * 10, "lib/cv2/a.so": b"y" * 300_000, "lib/models/m.onnx": b"z"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "srdesk-gui").symlink_to("srdesk")
    parts = weights.weighed(tmp_path)
    assert [part.name for part in parts] == ["OpenCV", "Python", "models"]
    assert round(sum(part.size for part in parts) * weights.MEGABYTE) == 300_011
    assert parts[0].packed < parts[0].size / 100


def test_every_reason_belongs_to_a_part() -> None:
    weights = recipe("common/weights.py")
    assert set(weights.WHY) <= {part for part, _ in weights.PARTS} | {"Python"}


def test_a_program_is_timed_to_its_end() -> None:
    starts = recipe("common/starts.py")
    took, memory = starts.to_its_end([sys.executable, "-m", "srdesk", "--version"])
    assert took > 0 and memory > 1
