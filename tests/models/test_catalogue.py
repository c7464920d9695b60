"""The catalogue file and the weights it names."""

import shutil

import pytest

from srdesk.errors import ModelError
from srdesk.models.catalogue import load, read_weights
from srdesk.models.spec import Precision
from srdesk.paths import bundled


@pytest.fixture
def copy(tmp_path):
    """A catalogue of its own that a test may spoil."""
    shutil.copytree(bundled("models", "weights"), tmp_path / "weights")
    shutil.copy(bundled("models", "catalogue.toml"), tmp_path)
    return tmp_path / "catalogue.toml"


def test_every_shipped_file_is_what_the_catalogue_says():
    for spec in load().specs:
        for file in spec.files.values():
            assert len(read_weights(file)) == file.size


def test_the_models_the_product_is_made_of_are_there():
    pairs = {(spec.name, spec.scale) for spec in load().specs}
    assert {(name, scale) for name in ("fsrcnn", "espcn") for scale in (2, 3, 4)} | {("edsr", 2)} <= pairs


def test_a_damaged_weight_file_is_told_from_a_whole_one(copy):
    file = load(copy).specs[0].files[Precision.FP32]
    content = bytearray(file.path.read_bytes())
    content[len(content) // 2] ^= 1
    file.path.write_bytes(content)
    with pytest.raises(ModelError, match="damaged") as caught:
        read_weights(file)
    assert caught.value.hint


def test_a_missing_weight_file_is_said_to_be_missing(copy):
    file = load(copy).specs[0].files[Precision.FP32]
    file.path.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        read_weights(file)


@pytest.mark.parametrize(
    "text",
    ["", "model = 3", "[[model]]\nname = 1", "not toml at all [", "[[model]]\nname = 'x'"],
)
def test_a_catalogue_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "catalogue.toml").write_text(text)
    with pytest.raises(ModelError):
        load(tmp_path / "catalogue.toml")


def test_a_catalogue_cannot_name_files_elsewhere(copy):
    copy.write_text(copy.read_text().replace("weights/", "../weights/"))
    with pytest.raises(ModelError, match="outside"):
        load(copy)


def test_unknown_models_and_scales_are_answered_with_what_there_is():
    with pytest.raises(ModelError) as caught:
        load().find("nonesuch", 2)
    assert "fsrcnn" in caught.value.hint
    with pytest.raises(ModelError) as caught:
        load().find("fsrcnn", 7)
    assert "x2" in caught.value.hint
