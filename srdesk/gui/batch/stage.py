"""How far a batch has come, and which page of it is looked at."""

from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """How far a batch has come."""

    DRAFT = "draft"
    PLANNING = "planning"
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class Page(IntEnum):
    """The pages, in their order."""

    CHOOSE = 0
    OPTIONS = 1
    PLAN = 2
    RUN = 3
    REPORT = 4


PAGE_OF = {
    Stage.DRAFT: Page.CHOOSE,
    Stage.PLANNING: Page.PLAN,
    Stage.PLANNED: Page.PLAN,
    Stage.RUNNING: Page.RUN,
    Stage.ENDED: Page.REPORT,
}
"""The page that is worth looking at when a stage begins."""
