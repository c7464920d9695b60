"""OpenCV's official networks give the numbers that OpenCV gives, which were written down once."""

import os
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from srdesk.convert.tensorflow import read_graph
from srdesk.models.convention import ChannelOrder

SHARED = Path(__file__).parents[3].parent / "shared" / "weights"
FOLDERS = (Path(os.environ.get("SRDESK_PB", SHARED)), SHARED)

# By OpenCV 5.0 with its contributed modules: first and last value, two within, and the mean, white being 1.
NUMBERS = {
    ("ESPCN", 2): (0.457682, 0.718563, 0.439910, 0.875010, 0.506896),
    ("ESPCN", 3): (0.496394, 0.653997, 0.302497, 0.868629, 0.494929),
    ("ESPCN", 4): (0.546226, 0.627683, 0.312771, 0.855073, 0.499325),
    ("FSRCNN", 2): (0.411610, 0.779127, 0.447262, 0.878563, 0.500089),
    ("FSRCNN", 3): (0.487002, 0.743266, 0.242354, 0.877537, 0.497038),
    ("FSRCNN", 4): (0.520461, 0.671619, 0.319806, 0.872206, 0.493595),
    ("EDSR", 2): (0.401949, 0.575384, 0.451046, 0.383613, 0.499439),
    ("EDSR", 3): (0.425645, 0.568878, 0.299175, 0.230208, 0.501846),
    ("EDSR", 4): (0.459198, 0.585332, 0.355540, 0.228543, 0.498612),
}


def made_of(model, planes):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: planes[None]})[0][0]


@pytest.mark.parametrize(("name", "scale"), NUMBERS, ids=lambda part: f"x{part}" if isinstance(part, int) else part)
def test_it_computes_what_opencv_computes(name, scale):
    file = next(
        (folder / f"{name}_x{scale}.pb" for folder in FOLDERS if (folder / f"{name}_x{scale}.pb").exists()), None
    )
    if file is None:
        pytest.skip(f"needs {name}_x{scale}.pb in the folder that SRDESK_PB names")
    network = read_graph(file)
    assert network.convention.order is (ChannelOrder.BGR if name == "EDSR" else ChannelOrder.LUMA)
    y, x = np.mgrid[:7, :9].astype(np.float32)
    planes = np.stack([0.5 + 0.4 * np.sin(0.7 * x + 1.3 * y + n) for n in range(network.convention.channels)])
    blue_first = np.ascontiguousarray(planes[::-1], np.float32)  # as a BGR network takes it: ours has red first
    enlarged = network.convention.decoded(made_of(network.model, network.convention.encoded(blue_first)))[::-1]
    high, wide = enlarged.shape[1:]
    assert (high, wide) == (7 * scale, 9 * scale)
    places = (0, 0, 0), (-1, -1, -1), (0, high // 2, wide // 3), (-1, high // 3, wide - 2)
    found = [*(enlarged[place] for place in places), enlarged.mean()]
    np.testing.assert_allclose(found, NUMBERS[name, scale], atol=1e-5)
