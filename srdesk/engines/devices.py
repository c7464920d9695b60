"""Devices by name."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

CPU = "cpu"


@dataclass(frozen=True)
class Device:
    """A device that an engine can run networks on; ``name`` is what ``--device`` takes."""

    engine: str
    name: str


def thread_count(wanted: int) -> int:
    """Threads to use when ``wanted`` (0: all cores) were asked for; more than there are cores only cost memory."""
    cores = os.cpu_count() or 1
    return min(wanted, cores) or cores


def processor() -> str:
    """The processor's marketing name, or its architecture where the system does not tell."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()
