"""The user's own models: kept, found again, removed."""

import json
from dataclasses import replace

import pytest

from srdesk.errors import ModelError, OutputError, UsageError
from srdesk.lattice import Lattice
from srdesk.models import collection
from srdesk.models.catalogue import load_all, read_weights
from srdesk.models.convention import ChannelOrder, Convention
from srdesk.models.spec import Color, ModelSpec, Precision
from srdesk.paths import models_folder

SPEC = ModelSpec("mine", "mine", 2, Color.RGB, 5, 10, 20, "Mine.", {}, Lattice(4, 8), local=False, imported=True)
WEIGHTS = collection.Weights(b"weights", bytes_per_pixel=99)


def added(**changes):
    return collection.add(replace(SPEC, **changes), {Precision.FP32: WEIGHTS})


def test_what_is_kept_is_found_again():
    spec = added()
    found = load_all().find("mine", 2)
    assert found == spec
    assert found.imported
    assert read_weights(found.files[Precision.FP32]) == b"weights"


def test_another_precision_joins_the_first():
    spec = added()
    collection.add(spec, {Precision.INT8: collection.Weights(b"small", loss=0.03)})
    found = load_all().find("mine", 2)
    assert found.precisions == (Precision.FP32, Precision.INT8)
    assert found.files[Precision.INT8].loss == 0.03


def test_own_models_come_after_srdesks():
    added()
    assert load_all().names[-1] == "mine"
    assert not load_all().specs[0].imported


def test_what_is_removed_is_gone():
    collection.remove(added())
    assert not list(models_folder().iterdir())
    with pytest.raises(ModelError):
        load_all().named("mine")


def test_srdesks_own_stay():
    with pytest.raises(UsageError, match="stays"):
        collection.remove(load_all().specs[0])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 3}', "null", '{"files": {"fp32": {}}}', "[" * 100000])
def test_a_damaged_entry_is_reported_and_left_out(text):
    added()
    (models_folder() / "zz.json").write_text(text)
    said = []
    assert load_all(report=said.append).names[-1] == "mine"
    assert len(said) == 1
    assert "zz.json" in said[0]


def test_an_entry_cannot_name_files_elsewhere():
    added()
    file = models_folder() / "mine_x2.json"
    table = json.loads(file.read_text())
    table["files"]["fp32"]["file"] = "../../../etc/passwd"
    file.write_text(json.dumps(table))
    said = []
    assert "mine" not in load_all(report=said.append).names
    assert "outside" in said[0]


def test_names_that_are_taken_are_refused():
    added()
    specs = load_all().specs
    for name in ("fsrcnn", "FSRCNN"):
        with pytest.raises(UsageError, match="own"):
            collection.check_new(name, 2, specs)
    with pytest.raises(ModelError, match="already"):
        collection.check_new("Mine", 2, specs)
    collection.check_new("mine", 3, specs)
    assert [collection.free_name("mine", scale, specs) for scale in (2, 3)] == ["mine-2", "mine"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("EDSR_x3.onnx", "EDSR_x3"),
        ("my net (1).pb", "my-net--1"),
        ("../..", "model-"),
        ("con.onnx", "model-con"),
        ("auto.onnx", "model-auto"),
        ("网络.onnx", "网络"),
        (".onnx", "onnx"),
        ("a/b\\c.onnx", "b-c"),
    ],
)
def test_names_are_legal_everywhere(file, name):
    assert collection.name_of(file) == name


def test_a_folder_that_cannot_be_written_is_an_output_error():
    models_folder().parent.mkdir(parents=True)
    models_folder().write_text("in the way")
    with pytest.raises(OutputError):
        added()


def test_the_file_it_came_as_is_kept_found_and_removed_with_it():
    convention = Convention(ChannelOrder.BGR, peak=255.0, mean=(103.1, 111.5, 114.4))
    spec = collection.add(SPEC, {Precision.FP32: WEIGHTS}, native=collection.Native(b"as it came", convention))
    found = load_all().find("mine", 2)
    assert found == spec
    assert found.native.convention == convention
    assert read_weights(found.native.file) == b"as it came"
    collection.add(found, {Precision.INT8: collection.Weights(b"small", loss=0.03)})
    assert load_all().find("mine", 2).native == found.native
    collection.remove(load_all().find("mine", 2))
    assert list(models_folder().iterdir()) == []


def test_one_precision_goes_and_the_others_stay():
    spec = collection.add(added(), {Precision.INT8: collection.Weights(b"small")})
    collection.remove_precision(spec, Precision.FP32)
    found = load_all().find("mine", 2)
    assert found.precisions == (Precision.INT8,)
    assert [file.name for file in sorted(models_folder().iterdir())] == ["mine_x2.json", "mine_x2_int8.onnx"]
    collection.remove_precision(found, Precision.INT8)
    assert list(models_folder().iterdir()) == []


def test_what_was_made_of_srdesks_own_goes_and_they_stay():
    spec = load_all().specs[0]
    made = collection.Weights(b"small", origin=next(iter(spec.files.values())).sha256)
    assert Precision.INT8 not in spec.files
    collection.add(spec, {Precision.INT8: made})
    collection.remove_precision(load_all().find(spec.name, spec.scale), Precision.INT8)
    assert load_all().find(spec.name, spec.scale) == spec
    assert list(models_folder().iterdir()) == []


def test_a_precision_that_is_not_there_or_not_yours_cannot_go():
    with pytest.raises(ModelError, match="no fp16 weights"):
        collection.remove_precision(added(), Precision.FP16)
    with pytest.raises(UsageError, match="stays"):
        collection.remove_precision(load_all().specs[0], Precision.FP32)
