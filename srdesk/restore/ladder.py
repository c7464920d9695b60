"""Ladder: what is tried after a failure, until there is nothing left to try."""

from srdesk.errors import CrashedError, OutOfMemoryError, SanityError
from srdesk.restore.plan import RestorePlan
from srdesk.texts import Text, said

TRIES = 3
"""Plans that are tried for want of memory."""

MEMORY_HINT = Text("Close other programs, or use --tile 64.")

Failure = OutOfMemoryError | MemoryError | SanityError | CrashedError
FAILURES = (OutOfMemoryError, MemoryError, SanityError, CrashedError)
"""What a ladder may know a way out of."""


class Ladder:
    """The ``plan`` to try now, and the ``warnings`` that go with what comes of it."""

    def __init__(self, plan: RestorePlan) -> None:
        self.plan = plan
        self.warnings = plan.warnings
        self._tries = 1
        self._crashed = False

    def descend(self, failure: Failure) -> None:
        """Have another plan, or the same again after the first crash; raises where there is none."""
        if isinstance(failure, SanityError):
            self._use_full_precision(failure)
        elif isinstance(failure, CrashedError):
            self._start_again(failure)
        else:
            self._use_smaller_tiles(failure)

    def _use_smaller_tiles(self, failure: OutOfMemoryError | MemoryError) -> None:
        if self._tries == TRIES:
            raise OutOfMemoryError("There is not enough memory.", hint=MEMORY_HINT) from failure
        self._tries += 1
        self.plan = self.plan.with_smaller_tiles()
        self._warn(Text("There was not enough memory; tiles of {0} pixels were used instead.", self.plan.tile))

    def _use_full_precision(self, failure: SanityError) -> None:
        fullest = self.plan.spec.fullest
        if self.plan.precision is fullest:
            raise failure
        self._warn(Text("In {0}: {1} Done again in {2}.", self.plan.precision, said(failure), fullest))
        self.plan = self.plan.with_precision(fullest)

    def _start_again(self, failure: CrashedError) -> None:
        if self._crashed:
            raise failure
        self._crashed = True
        self._warn(Text("{0} It was started again, and went on where it had been.", said(failure)))

    def _warn(self, text: Text) -> None:
        self.warnings += (text,)
