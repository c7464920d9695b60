"""Networks that were brought in are exported and quantised as srdesk's own, or it is said why not."""

import numpy as np
import pytest

from srdesk.convert.export.request import ExportRequest, Platform
from srdesk.convert.export.write import export
from srdesk.convert.importing.bring import keep
from srdesk.convert.quantize import quantize
from srdesk.errors import ModelError, UsageError
from srdesk.models.spec import Precision
from tests.convert.importing import odd
from tests.convert.importing.conftest import examined


def kept(name):
    return keep(examined(name), name).spec


@pytest.mark.parametrize("precision", [Precision.FP32, Precision.FP16])
def test_a_network_for_one_size_is_exported_for_that(precision, tmp_path):
    request = ExportRequest(kept("classic"), Platform.WEB, precision)
    assert request.shape == (224, 224)
    assert len(export(request, tmp_path).checks) == 2
    assert np.load(tmp_path / "input.npy").shape == (1, 1, 224, 224)
    with pytest.raises(UsageError, match="does not take"):
        ExportRequest(request.spec, Platform.WEB, shape=(96, 96))


@pytest.mark.parametrize("precision", [Precision.FP32, Precision.FP16])
def test_a_network_of_halves_is_exported(precision, tmp_path):
    assert export(ExportRequest(kept("half"), Platform.WEB, precision), tmp_path).checks


def test_multiples_are_kept_to(tmp_path):
    spec = kept("unshuffled")
    assert export(ExportRequest(spec, Platform.WEB), tmp_path).checks
    with pytest.raises(UsageError) as caught:
        ExportRequest(spec, Platform.WEB, shape=(62, 64))
    assert "multiples of 4" in caught.value.hint


def test_what_has_nothing_to_quantise_says_so():
    with pytest.raises(ModelError, match="no convolutions"):
        quantize(odd.transposed().SerializeToString(), [np.zeros((3, 8, 8), np.float32)])


@pytest.mark.parametrize("name", ["channels_last", "unshuffled", "borderless", "bytes_in"])
@pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.WEB])
def test_common_kinds_go_to_phones(name, platform, tmp_path):
    exported = export(ExportRequest(kept(name), platform), tmp_path)
    assert all(check.deviation < 1e-4 for check in exported.checks)


def test_what_phones_lack_is_said_with_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="no counterpart") as caught:
        export(ExportRequest(kept("attentive"), Platform.ANDROID), tmp_path)
    assert "--for web" in caught.value.hint
    assert "--engine" not in caught.value.hint
