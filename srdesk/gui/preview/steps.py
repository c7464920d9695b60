"""Steps of a preview, each taken in the background. Imports everything heavy; imported when needed."""

from typing import NamedTuple

from srdesk.gui.exposures.exposure import Exposure, Exposures
from srdesk.progress import CancelToken, Progress, ProgressSink
from srdesk.rect import Rect
from srdesk.restore import RestoreOptions, Restorer
from srdesk.restore.mosaic import Mosaic


class Step(NamedTuple):
    """What a network makes of what is seen, for an exposure: as its own, or ``below`` what the chosen one makes."""

    options: RestoreOptions
    exposure: Exposure
    below: bool = False


def take(
    step: Step, restorer: Restorer, exposures: Exposures, *, progress: ProgressSink, token: CancelToken
) -> Rect | None:
    """Take a step and return what was seen in the end; raises as `Restorer.glimpse` does.

    ``progress`` is told whenever the exposure has something new, not how much there is to come.
    """

    def begun(mosaic: Mosaic) -> None:
        if step.exposure.lay(mosaic, below=step.below):
            progress(Progress(0, 0))

    def grown(mosaic: Mosaic, area: Rect) -> None:
        step.exposure.add(mosaic, area)
        progress(Progress(0, 0))

    photo, gaze = exposures.original.photo, exposures.gaze
    restorer.glimpse(photo, exposures.mosaics, step.options, gaze=gaze, token=token, begun=begun, grown=grown)
    return gaze.area
