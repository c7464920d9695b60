"""The bytes of model files."""

import pytest

from srdesk.convert import content
from srdesk.convert.content import content_of
from srdesk.errors import ModelError


def test_a_file_is_read(tmp_path):
    (tmp_path / "net.onnx").write_bytes(b"network")
    assert content_of(tmp_path / "net.onnx") == b"network"


def test_a_file_that_is_too_large_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "LARGEST", 10)
    (tmp_path / "net.onnx").write_bytes(bytes(11))
    with pytest.raises(ModelError, match="larger than"):
        content_of(tmp_path / "net.onnx")


@pytest.mark.parametrize("name", ["nowhere.pth", "."])
def test_what_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(ModelError, match="cannot be read"):
        content_of(tmp_path / name)
