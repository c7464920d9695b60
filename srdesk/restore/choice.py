"""Which network suits a photo, judged by the condition it is in."""

from weakref import WeakKeyDictionary

from srdesk.imaging.condition import Condition, condition_of
from srdesk.imaging.photo import Photo
from srdesk.models.catalogue import Catalogue

CLEAN, WORN = "edsr", "edsr-photo"
"""The network for clean pictures, and the one for pictures with noise or traces of JPEG."""

# From here on the one for worn pictures is the better one: see the table in models/README.md.
NOISY = 3.0
PRESSED = 83


class Conditions:
    """The conditions of photos, each estimated once and known for as long as the photo is there."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Photo, Condition] = WeakKeyDictionary()

    def known(self, photo: Photo) -> bool:
        """Whether the photo has been looked at."""
        return photo in self._known

    def of(self, photo: Photo) -> Condition:
        """The condition; looking at a photo takes a moment."""
        if photo not in self._known:
            self._known[photo] = condition_of(photo)
        return self._known[photo]


def worn(condition: Condition) -> bool:
    """Whether a picture in this condition gains from having noise and JPEG blocks taken away."""
    return condition.noise >= NOISY or condition.jpeg_quality <= PRESSED


def best_model(condition: Condition, scale: int, catalogue: Catalogue) -> str:
    """The name of the network that ``auto`` stands for; raises `ModelError` if there is none at that scale."""
    wanted = WORN if worn(condition) else CLEAN
    offered = {spec.name for spec in catalogue.specs if spec.scale == scale and not spec.imported}
    for name in (wanted, CLEAN, WORN, *catalogue.names):
        if name in offered:
            return name
    return catalogue.find(CLEAN, scale).name
