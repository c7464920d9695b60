"""From options to a record and back, with whatever options there are."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk import __version__
from srdesk.imaging.photo import Photo
from srdesk.imaging.provenance import Provenance, Source
from srdesk.models.spec import Precision
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.record import _text, options_of, record_of
from srdesk.restore.size import TargetSize
from tests.fakes import RepeatSession, catalogue, opener

PHOTO = Photo(np.zeros((40, 60, 3), np.uint8), source=Source("a.png", "ab" * 32, 100))
ASKED = RestoreOptions(model="fake", threads=3)


def plan(options: RestoreOptions, **known):
    return Restorer(catalogue(**known), opener=opener(RepeatSession())).plan(PHOTO.size, options)


def made_from(*options: tuple[str, str]) -> Provenance:
    return Provenance(__version__, "cd" * 32, None, options)


def test_the_record_says_what_was_decided():
    decided = plan(ASKED)
    record = record_of(PHOTO, ASKED, decided)
    assert record.version == __version__
    assert record.weights == decided.spec.files[Precision.FP32].sha256
    assert record.source == PHOTO.source
    assert record.option("model") == "fake"
    assert record.option("precision") == "fp32"
    assert (record.option("tile"), record.option("overlap")) == (str(decided.tile), str(decided.overlap))
    assert (record.option("size"), record.option("dpi")) == ("", "scale")


def test_what_has_no_effect_is_no_part_of_it():
    decided = plan(ASKED)
    assert record_of(PHOTO, ASKED, decided) == record_of(PHOTO, replace(ASKED, threads=1), decided)
    assert dict(record_of(PHOTO, ASKED, decided).options).keys() == {
        field.name for field in fields(ASKED) if field.name not in ("threads", "device", "size")
    }


@pytest.mark.parametrize(
    "changes",
    [{"size": TargetSize.parse("90w")}, {"size": TargetSize.parse("5/2x")}, {"dpi": 240.5}, {"dpi": "keep"}],
    ids=str,
)
def test_sizes_and_resolutions_are_part_of_it(changes):
    options = replace(ASKED, **changes)
    again, strange = options_of(record_of(PHOTO, options, plan(options)))
    assert strange == ()
    assert again.size == options.size
    assert again.dpi == (options.dpi if "dpi" in changes else "scale")


@pytest.mark.parametrize("name", ["123", "null", "true", '"quoted"', "[1]", "plain"])
def test_a_network_may_have_any_name(name):
    made = made_from(("model", _text(name)))
    assert options_of(made) == (RestoreOptions(model=name), ())


@given(
    st.sampled_from([2, 3, 4]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.none() | st.integers(8, 4096),
    st.none() | st.integers(0, 64),
    st.sampled_from(["onnx", "opencv"]),
)
def test_the_options_of_a_record_plan_the_same_again(scale, strength, grain, tile, overlap, engine):
    options = replace(ASKED, scale=scale, strength=strength, grain=grain, tile=tile, overlap=overlap, engine=engine)
    decided = plan(options, scale=scale)
    again, strange = options_of(record_of(PHOTO, options, decided), ASKED)
    assert strange == ()
    assert plan(again, scale=scale) == decided
    assert replace(again, precision="auto", dpi="auto", tile=tile, overlap=overlap) == options


@pytest.mark.parametrize(("size", "dpi"), [("90w", "scale"), ("2.5x", "scale"), ("9x9cm@240", "240.0")])
def test_a_size_is_recorded_as_it_is_typed_and_its_print_resolution_as_decided(size, dpi):
    options = replace(ASKED, size=TargetSize.parse(size))
    record = record_of(PHOTO, options, plan(options))
    assert (record.option("size"), record.option("dpi")) == (size, dpi)
    again, _ = options_of(record, ASKED)
    assert again.size == options.size
    assert again.output_size(PHOTO.size) == options.output_size(PHOTO.size)


@pytest.mark.parametrize("text", ["x", "2.5", "", "99", "-1", "nan", "[" * 150])
def test_what_makes_no_sense_is_left_at_its_default(text):
    options, strange = options_of(made_from(("scale", text), ("model", "edsr")))
    assert options == RestoreOptions(model="edsr")
    assert strange == ("scale",)


def test_options_of_a_later_srdesk_are_named():
    options, strange = options_of(made_from(("sparkle", "7"), ("threads", "64"), ("strength", "0.5")))
    assert options == RestoreOptions(strength=0.5)
    assert strange == ("sparkle", "threads")


def test_a_result_carries_its_record():
    restorer = Restorer(catalogue(), opener=opener(RepeatSession()))
    result = restorer.restore(PHOTO, ASKED)
    assert result.photo.provenance == record_of(PHOTO, ASKED, result.report.plan)
