"""What every engine promises, checked on every engine with every network."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from srdesk.engines import NAMES, open_session
from srdesk.engines.devices import installed
from srdesk.engines.session import SessionRequest
from srdesk.errors import EngineError, ModelError, UsageError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision, WeightFile
from srdesk.progress import Cancelled, CancelToken

SPECS = load().specs
FIRST = SPECS[0]

ENGINES = [
    pytest.param(name, marks=pytest.mark.skipif(not installed(name), reason=f"needs the extra srdesk[{name}]"))
    for name in NAMES
]
pytestmark = pytest.mark.parametrize("engine", ENGINES)


def open_one(engine, spec=FIRST, precision=Precision.FP32):
    return open_session(SessionRequest(spec, precision, engine, "cpu", 1))


def planes(spec, height=12, width=17):
    return np.random.default_rng(0).random((spec.channels, height, width), dtype=np.float32)


@pytest.mark.parametrize("precision", [Precision.FP32, Precision.FP16])
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.name}_x{spec.scale}")
def test_planes_come_back_at_scale_and_alike_in_every_engine(engine, spec, precision):
    result = open_one(engine, spec, precision).run(planes(spec), CancelToken())
    assert result.shape == (spec.channels, 12 * spec.scale, 17 * spec.scale)
    assert result.dtype == np.float32
    reference = open_one("onnx", spec).run(planes(spec), CancelToken())
    np.testing.assert_allclose(result, reference, atol=1e-4 if precision is Precision.FP32 else 5e-3)


def test_sizes_may_change_from_tile_to_tile(engine):
    session = open_one(engine)
    for size in ((1, 1), (5, 40), (40, 5), (12, 17)):
        assert session.run(planes(FIRST, *size), CancelToken()).shape[1:] == tuple(FIRST.scale * side for side in size)


def test_the_same_tile_gives_the_same_numbers(engine):
    session = open_one(engine)
    one, other = (session.run(planes(FIRST), CancelToken()) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_a_cancelled_token_stops_before_the_tile(engine):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        open_one(engine).run(planes(FIRST), token)


def test_a_session_stays_usable_after_cancellation(engine):
    session = open_one(engine)
    token = CancelToken()
    timer = threading.Timer(0.05, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        while True:
            session.run(planes(FIRST, 400, 400), token)
    timer.join()
    assert np.isfinite(session.run(planes(FIRST), CancelToken())).all()


def test_damaged_weights_are_a_model_error(engine, tmp_path):
    path = tmp_path / "damaged.onnx"
    path.write_bytes(FIRST.files[Precision.FP32].path.read_bytes()[:-10])
    damaged = replace(FIRST, files={Precision.FP32: replace(FIRST.files[Precision.FP32], path=path)})
    with pytest.raises(ModelError, match="damaged"):
        open_one(engine, damaged)


@pytest.mark.parametrize("content", [b"", b"no network", b"\x08\x07" + bytes(200)])
def test_a_file_that_is_no_network_is_a_model_error(engine, tmp_path, content):
    import hashlib

    path = tmp_path / "no.onnx"
    path.write_bytes(content)
    file = WeightFile(path, hashlib.sha256(content).hexdigest(), len(content))
    with pytest.raises(ModelError):
        open_one(engine, replace(FIRST, files={Precision.FP32: file}))


def test_an_unknown_device_is_an_engine_error(engine):
    with pytest.raises(EngineError, match="nonesuch"):
        open_session(SessionRequest(FIRST, Precision.FP32, engine, "nonesuch", 1))


def test_the_device_and_the_size_are_told(engine):
    session = open_one(engine)
    assert session.device == "cpu"
    assert session.weight_bytes == FIRST.files[Precision.FP32].size


def test_an_unknown_engine_is_a_usage_error(engine):
    with pytest.raises(UsageError, match="nonesuch"):
        open_one("nonesuch")
