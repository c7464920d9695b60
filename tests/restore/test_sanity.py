"""The gate, block by block."""

import numpy as np
import pytest

from srdesk.errors import SanityError
from srdesk.restore.sanity import examine, judge

RNG = np.random.default_rng(0)
SOURCE = RNG.random((40, 30, 3), dtype=np.float32)


def enlarged(source, scale=2):
    return source.repeat(scale, axis=0).repeat(scale, axis=1)


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_an_enlargement_passes_and_its_distance_is_told(scale):
    assert judge([examine(SOURCE, enlarged(SOURCE, scale), scale)]) == pytest.approx(0, abs=1e-6)


def test_the_distance_is_a_root_mean_square_over_all_blocks():
    blocks = [examine(SOURCE, enlarged(SOURCE) + np.float32(off), 2) for off in (0, 0.02)]
    assert judge(blocks) == pytest.approx(0.02 / 2**0.5, rel=1e-3)


def test_one_number_that_is_not_finite_is_enough():
    result = enlarged(SOURCE)
    result[70, 50, 1] = np.nan
    with pytest.raises(SanityError, match="finite"):
        examine(SOURCE, result, 2)


def test_a_flat_answer_to_a_picture_is_refused():
    evidence = examine(SOURCE, np.full_like(enlarged(SOURCE), SOURCE.mean()), 2)
    with pytest.raises(SanityError, match="flat"):
        judge([evidence])


def test_another_picture_is_refused():
    calm = SOURCE * 0.1
    evidence = examine(calm, enlarged(calm) + 0.3, 2)
    with pytest.raises(SanityError, match="not an enlargement"):
        judge([evidence])


def test_a_few_pixels_are_not_judged():
    assert judge([examine(SOURCE[:3, :3], np.zeros((6, 6, 3), np.float32), 2)]) > 0
