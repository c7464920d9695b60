"""Python processes of their own, for what cannot be undone or unseen in the one that runs the tests."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def run_fresh(
    arguments: Sequence[str | Path],
    *,
    cwd: Path,
    environment: Mapping[str, str | None] | None = None,
    before: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    """Run this Python with ``arguments`` and return how it ended, output included.

    ``environment`` is laid over the present one (``None`` takes a variable out), ``before`` is a command to run it
    under.
    """
    variables = {**os.environ, **(environment or {})}
    return subprocess.run(
        [*before, sys.executable, *arguments],
        cwd=cwd,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
