"""The inside of the jail: limits first, then the file."""

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from srdesk.convert.importing import letters
from srdesk.errors import ExitCode, ModelError


def main(folder: str, processor: str, memory: str) -> int:
    """What a process of its own is started for; see `serve`."""
    return int(serve(Path(folder), int(processor), int(memory)))


def serve(folder: Path, processor: int, memory: int) -> ExitCode:
    """Look at the file that the request in a folder names, and put the answer beside it.

    ``processor`` is in seconds and ``memory`` in bytes: what this process may use.
    """
    _confine(processor, memory)
    request = letters.read(folder / letters.REQUEST) or {}
    try:
        answer = _looked_at(Path(request["file"]), request, folder)
    except ModelError as error:
        answer = {"refusal": letters.refusal_table(error)}
    except MemoryError:
        answer = {"refusal": letters.refusal_table(_too_large())}
    letters.write(folder / letters.ANSWER, answer)
    return ExitCode.OK


def _too_large() -> ModelError:
    return ModelError(
        "The network needs more memory than it is given.", hint="It is damaged, hostile, or too large to be used here."
    )


def _looked_at(file: Path, request: dict[str, object], folder: Path) -> dict[str, object]:
    from srdesk.convert.importing.formats import converted
    from srdesk.convert.importing.probe import probe
    from srdesk.convert.importing.reading import parsed

    made = converted(file, letters.claims_of(request))
    normal, findings = probe(parsed(made.model, file.parent), made.claims)
    (folder / letters.MODEL).write_bytes(normal.SerializeToString())
    (folder / letters.NATIVE).write_bytes(made.native)
    return letters.findings_table(replace(findings, convention=made.convention))


def _confine(processor: int, memory: int) -> None:
    """Never again use more than this; on systems without such limits the clock of whoever waits counts."""
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_CPU: processor, resource.RLIMIT_AS: memory, resource.RLIMIT_CORE: 0}
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # a lower limit is there already
            resource.setrlimit(kind, (most, most))
