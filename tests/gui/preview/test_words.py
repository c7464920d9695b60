"""What variants are called, and what is said about them."""

from srdesk.gui.exposures.variants import Variants
from srdesk.gui.preview import words
from srdesk.gui.preview.blind import BlindTrial
from srdesk.restore import RestoreOptions
from srdesk.restore.invented import Invention
from tests.fakes import spec

SPECS = (spec(),)
FAKE = RestoreOptions(model="fake")


def test_a_variant_is_called_by_its_network_and_what_is_set_by_hand():
    assert words.variant_name(SPECS, FAKE) == "Fake 2×"
    own = RestoreOptions(model="fake", precision="int8", tile=64, overlap=9, strength=0.5, grain=0.2)
    assert words.variant_name(SPECS, own) == "Fake 2×, INT8, tiles of 64, overlap 9, strength 50%, grain 20%"
    assert words.variant_name(SPECS, RestoreOptions(model="gone")) == "gone 2×"


def test_the_outcome_of_a_blind_test_names_the_best_and_all():
    variants = Variants((FAKE, RestoreOptions(model="fake", strength=0.5)))
    message = words.outcome(SPECS, variants, BlindTrial((1, 0), picks=(1, 1, 0)))
    assert message.text == "B · Fake 2×, strength 50% was picked 2 of 3 times."
    assert message.hint == "B · Fake 2×, strength 50%: 2 of 3\nA · Fake 2×: 1 of 3"
    assert "without a pick" in words.outcome(SPECS, variants, BlindTrial((1, 0))).text


def test_what_was_invented_is_said_in_figures():
    total = Invention(values=100, detail_squares=900.0, error_squares=25.0, error_values=100)
    assert words.invented(total) == "Invented 3.0, disagrees by 0.5 (of 255)"
