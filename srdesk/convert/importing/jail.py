"""The jail: a process with limits in which a file that may be hostile is looked at."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srdesk.convert.claims import Claims
from srdesk.convert.importing import letters
from srdesk.convert.importing.findings import Findings
from srdesk.errors import ModelError
from srdesk.paths import EXAMINE_MODEL, own_command, own_environment
from srdesk.progress import Cancelled, CancelToken
from srdesk.texts import Text, said

_OTHERWISE = Text("It is damaged, or of a kind that srdesk does not read. Of all formats, ONNX has the best chances.")


@dataclass(frozen=True)
class Limits:
    """Seconds that looking at a file may take, by the clock and by the processor, and bytes of memory.

    Where the system has no such limits (Windows), the clock alone counts.
    """

    seconds: float = 600
    processor: int = 900
    memory: int = 8 * 2**30


@dataclass(frozen=True)
class Examined:
    """A network in its normal form and what was found out about it; ``native`` as in `Converted`."""

    model: bytes
    findings: Findings
    native: bytes = b""


def examine(file: Path, claims: Claims = Claims(), *, token: CancelToken, limits: Limits = Limits()) -> Examined:
    """Look at a model file in a process of its own, which is stopped when the token is cancelled.

    Raises `ModelError` that says why it cannot be used, and `Cancelled`.
    """
    token.check()
    with tempfile.TemporaryDirectory(prefix="srdesk-") as name:
        folder = Path(name)
        letters.write(folder / letters.REQUEST, {"file": str(file.absolute()), **letters.claims_table(claims)})
        code = _run(folder, token, limits)
        answer = _answer(folder, code)
        model, native = ((folder / letter).read_bytes() for letter in (letters.MODEL, letters.NATIVE))
        return Examined(model, letters.findings_of(answer), native)


def _answer(folder: Path, code: int) -> dict[str, Any]:
    answer = letters.read(folder / letters.ANSWER)
    if answer is None or (code != 0 and "refusal" not in answer):
        raise ModelError(
            Text("The file broke what looked at it (exit code {0}).", code),
            hint="It is damaged, hostile, or needs more memory or time than there is. Nothing else was harmed.",
        )
    if "refusal" in answer:
        refusal = letters.refusal_of(answer["refusal"])
        raise refusal if refusal.hint else ModelError(said(refusal), hint=_OTHERWISE)
    return answer


def _run(folder: Path, token: CancelToken, limits: Limits) -> int:
    """The exit code of the process; kills it on cancellation and when its time is up."""
    command = own_command(EXAMINE_MODEL, str(folder), str(limits.processor), str(limits.memory))
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=own_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            with token.interrupting(process.kill):
                code = process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise ModelError(
                Text("Looking at the file took longer than {0:.0f} seconds.", limits.seconds),
                hint="It is too large for this computer, or made never to end.",
            ) from None
        except Cancelled:
            process.kill()
            raise
    token.check()
    return code
