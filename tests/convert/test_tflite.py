"""Files of TensorFlow Lite read for an import."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srdesk.convert.claims import Claims, Converted, Range
from srdesk.convert.importing.formats import converted
from srdesk.convert.tflite import read
from srdesk.errors import ModelError
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from srdesk.models.tflite.network import Kind, Network, Op, Operator, Quantization, Tensor
from srdesk.models.tflite.onnx_file import from_onnx
from srdesk.models.tflite.write import written
from tests.models.tflite.networks import picture, run_onnx

SPEC = load().find("espcn", 2)
CONTENT = from_onnx(read_weights(SPEC.files[Precision.FP32]))


def test_a_file_becomes_onnx(tmp_path):
    file = tmp_path / "espcn.tflite"
    file.write_bytes(CONTENT)
    result = run_onnx(read(file).model, picture(channels=1))
    assert result.shape == (1, 1, 18, 14)


def test_it_is_one_of_the_formats_that_can_be_brought_in(tmp_path):
    file = tmp_path / "espcn.TFLITE"
    file.write_bytes(CONTENT)
    assert converted(file, Claims(range=Range.UNIT)) == Converted(read(file).model, Claims(range=Range.UNIT))


@pytest.mark.parametrize(
    ("step", "known"),
    [(1 / 255, Range.UNIT), (0.00392157, Range.UNIT), (1.0, Range.BYTE), (2 / 255, Range.SIGNED), (0.02, None)],
)
def test_a_quantised_input_tells_its_range(step, known, tmp_path):
    ends = tuple(Tensor(n, Kind.INT8, (1, 8, 8, 3), None, Quantization((step,), (-128,))) for n in "xy")
    file = tmp_path / "bytes.tflite"
    file.write_bytes(written(Network(ends, (Operator(Op.RELU, (0,), (1,), {}),), (0,), (1,))))
    assert read(file).claims.range is known


def test_a_file_that_is_not_there_is_a_model_error(tmp_path):
    with pytest.raises(ModelError, match="No such file"):
        read(tmp_path / "none.tflite")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=6))
def test_no_damage_is_more_than_a_model_error(tmp_path, place, bytes_there):
    """Where the graph lies: at the beginning of the file."""
    file = tmp_path / "damaged.tflite"
    file.write_bytes(CONTENT[:place] + bytes_there + CONTENT[place + len(bytes_there) :])
    try:
        read(file)
    except ModelError as error:
        assert str(error)
