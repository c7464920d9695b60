"""What programs and libraries for Windows ask for: which libraries of a folder are needed, and which are missing.

usage: TOOLS/bin/python imports.py FOLDER   (ends with an error where something is missing)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pefile

PROGRAMS = {".exe", ".dll", ".pyd"}
AMD64 = pefile.MACHINE_TYPE["IMAGE_FILE_MACHINE_AMD64"]

_NAMES = """
    advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 d2d1 d3d9 d3d11 d3d12 dbghelp dcomp
    dwmapi dwrite dxcore dxgi gdi32 icuuc imm32 iphlpapi kernel32 mf mfplat mfreadwrite mpr msvcrt netapi32 normaliz
    ntdll ole32 oleaut32 opengl32 propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore
    user32 userenv uxtheme version wer wintrust winmm winspool.drv ws2_32 wtsapi32
"""
SYSTEM = frozenset(_NAMES.split())
"""Libraries that Windows 10 from 1703 on has, without their ending."""


def main(folder: Path) -> None:
    """Say what is missing or built for another computer."""
    problems = [*missing(folder), *foreign(folder)]
    print(
        "\n".join(problems) or f"{len(list(programs(folder)))} programs and libraries; all that they ask for is there."
    )
    sys.exit(bool(problems))


def programs(folder: Path) -> Iterator[Path]:
    """Everything that has imports, below a folder."""
    yield from (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in PROGRAMS)


def asked_for(path: Path, *, delayed: bool = True) -> set[str]:
    """Names of the libraries that a file imports, in lower case."""
    with pefile.PE(str(path), fast_load=True) as program:
        kinds = ["IMPORT", "DELAY_IMPORT"] if delayed else ["IMPORT"]
        program.parse_data_directories([pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{kind}"] for kind in kinds])
        entries = (entry for kind in kinds for entry in getattr(program, f"DIRECTORY_ENTRY_{kind}", ()))
        return {entry.dll.decode().lower() for entry in entries}


def of_windows(name: str) -> bool:
    """Whether every Windows has this library."""
    return name.startswith(("api-ms-win-", "ext-ms-win-")) or name.removesuffix(".dll") in SYSTEM


def missing(folder: Path) -> Iterator[str]:
    """A sentence for each library that is neither in the folder nor part of Windows."""
    here = {path.name.lower() for path in programs(folder)}
    for path in programs(folder):
        for name in sorted(asked_for(path) - here):
            if not of_windows(name):
                yield f"{path.relative_to(folder)} asks for {name}, which is not there"


def foreign(folder: Path) -> Iterator[str]:
    """A sentence for each file that is not for 64-bit Windows on PCs."""
    for path in programs(folder):
        with pefile.PE(str(path), fast_load=True) as program:
            if program.FILE_HEADER.Machine != AMD64:
                yield f"{path.relative_to(folder)} is for another kind of processor"


def needed(folder: Path, loaded: set[Path]) -> set[Path]:
    """Files that ``loaded`` ask for, and what those ask for in turn; with ``loaded`` themselves."""
    named: dict[str, list[Path]] = {}
    for path in programs(folder):
        named.setdefault(path.name.lower(), []).append(path)
    found, waiting = set(loaded), list(loaded)
    while waiting:
        asked = [path for name in asked_for(waiting.pop()) for path in named.get(name, ())]
        waiting += (new := set(asked) - found)
        found |= new
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
