"""Gives an installed srdesk what Wine 10 lacks and Windows has; only ever to a copy that is tried, never to a package.

usage: TOOLS/bin/python shim.py LIB   (LIB is the folder lib of the copy; needs mingw-w64)

Wine has no icuuc.dll, which Qt asks for names of encodings, and stops at complex numbers of the C library, which NumPy
computes with. Both become small libraries beside Python; NumPy's modules are told the other's new name.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pefile

COMPILER = "x86_64-w64-mingw32-gcc"
MATH, OWN_MATH = "api-ms-win-crt-math-l1-1-0.dll", "api-ms-win-crt-mat1-l1-1-0.dll"
PLAIN = {"cabs", "carg", "cimag", "creal"}
COMPLEX = PLAIN | {"cpow", "ccos", "ccosh", "cexp", "clog", "csin", "csinh", "csqrt", "ctan", "ctanh"}


def main(lib: Path) -> None:
    """Write the two libraries and rename what NumPy asks for."""
    modules = sorted((lib / "numpy").rglob("*.pyd"))
    names = set().union(*(imported(path, MATH) for path in modules))
    build(lib / OWN_MATH, *mathematics(sorted(names)))
    asked = sorted(imported(lib / "PySide6" / "Qt6Core.dll", "icuuc.dll"))
    build(lib / "icuuc.dll", "\n".join(f"void *{name}(void) {{ return 0; }}" for name in asked), exports(asked))
    for path in modules:
        path.write_bytes(path.read_bytes().replace(MATH.encode(), OWN_MATH.encode()))


def imported(path: Path, library: str) -> set[str]:
    """Names of the functions that a file imports from a library."""
    with pefile.PE(str(path)) as program:
        entries = (entry for entry in program.DIRECTORY_ENTRY_IMPORT if entry.dll.decode().lower() == library)
        return {function.name.decode() for entry in entries for function in entry.imports}


def mathematics(names: list[str]) -> tuple[str, str]:
    """Source and exports: complex functions as the compiler has them, all others as Wine has them."""
    lines, own = ["#include <complex.h>"], {}
    for name in names:
        base = name[:-1] if name[:-1] in COMPLEX else name
        if base not in COMPLEX:
            # Windows' long double is a double.
            own[name] = f"ucrtbase.{name.removesuffix('l') if name not in {'ceil'} else name}"
            continue
        kind, end = ("float", "f") if name == f"{base}f" else ("double", "")
        result = kind if base in PLAIN else f"{kind} complex"
        more, second = (f", {kind} complex y", ", y") if base == "cpow" else ("", "")
        lines.append(f"{result} own_{name}({kind} complex z{more}) {{ return {base}{end}(z{second}); }}")
        own[name] = f"own_{name}"
    return "\n".join(lines), exports([f"{name} = {where}" for name, where in own.items()])


def exports(lines: list[str]) -> str:
    """What a library gives away, as the compiler wants to be told."""
    return "\n".join(["EXPORTS", *lines]) + "\n"


def build(target: Path, source: str, given: str) -> None:
    """Compile a library."""
    with tempfile.TemporaryDirectory() as folder:
        code, definition = Path(folder) / "own.c", Path(folder) / "own.def"
        code.write_text(source + "\n", encoding="ascii")
        definition.write_text(given, encoding="ascii")
        subprocess.run(
            [COMPILER, "-O1", "-shared", "-s", "-static", "-fno-builtin", code, definition, "-o", target], check=True
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
