"""The protocol reproduces the field's published figures, and the shipped weights keep theirs."""

import numpy as np
import pytest

from srdesk.evaluation import evaluate_folder
from srdesk.imaging.codec import decode
from srdesk.imaging.resample import reduce_samples

# Published bicubic figures of Set5, and what each shipped network must keep there (Y-PSNR, dB).
BICUBIC = {2: 33.66, 3: 30.39, 4: 28.42}
KEPT = {
    ("fsrcnn", 2): 36.8,
    ("fsrcnn", 3): 32.9,
    ("fsrcnn", 4): 30.7,
    ("espcn", 2): 36.7,
    ("espcn", 3): 32.7,
    ("espcn", 4): 30.5,
    ("edsr", 2): 37.2,
}


@pytest.fixture(scope="module")
def scores(shared_data):
    return {(score.model, score.scale): score for score in evaluate_folder(shared_data / "eval" / "Set5")}


@pytest.mark.parametrize(("scale", "published"), BICUBIC.items())
def test_bicubic_is_what_was_published(scores, scale, published):
    assert scores["bicubic", scale].psnr == pytest.approx(published, abs=0.03)


@pytest.mark.parametrize(("network", "kept"), KEPT.items())
def test_the_weights_are_as_good_as_the_cards_say(scores, network, kept):
    assert scores[network].psnr >= kept
    assert scores[network].pictures == 5


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_reduction_is_that_of_matlab(shared_data, scale):
    """Set5-LR holds MATLAB's own files: ours are closer to them than 50 dB."""
    originals = sorted((shared_data / "eval" / "Set5").iterdir())
    for number, original in enumerate(originals, start=1):
        theirs = decode(shared_data / "eval" / "Set5-LR" / f"img_{number:03}_SRF_{scale}_LR.png").pixels
        ours = reduce_samples(decode(original).pixels, scale)[: theirs.shape[0], : theirs.shape[1]]
        assert np.square(ours.astype(int) - theirs).mean() < 0.65  # 50 dB
