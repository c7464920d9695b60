"""Exit codes and every exception srdesk raises on purpose."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line ends with."""

    OK = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    OUTPUT = 4
    MODEL = 5
    ENGINE = 6
    JOURNAL = 7
    PARTIAL = 8
    CANCELLED = 130


class SrdeskError(Exception):
    """Something went wrong that a user can understand: ``str()`` says what, ``hint`` says what to do next."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(SrdeskError):
    """The request makes no sense as it stands."""

    exit_code = ExitCode.USAGE


class InputError(SrdeskError):
    """A source picture cannot be read."""

    exit_code = ExitCode.INPUT


class OutputError(SrdeskError):
    """A result cannot be written."""

    exit_code = ExitCode.OUTPUT


class DiskFullError(OutputError):
    """The disk has no room for a result; with more room the same will do."""


class ModelError(SrdeskError):
    """A weight file or the catalogue is missing, damaged or unusable."""

    exit_code = ExitCode.MODEL


class EngineError(SrdeskError):
    """An inference engine failed."""

    exit_code = ExitCode.ENGINE


class CrashedError(EngineError):
    """An inference engine died while it worked; it is started again when it is needed."""


class HungError(EngineError):
    """Work was told to stop and did not; it has been left alone."""


class OutOfMemoryError(EngineError):
    """An inference engine ran out of memory; smaller tiles may do."""


class SanityError(EngineError):
    """A result was not a believable enlargement of its source and has been thrown away."""


class JournalError(SrdeskError):
    """A batch's journal is in use, not srdesk's, or of a newer srdesk."""

    exit_code = ExitCode.JOURNAL
