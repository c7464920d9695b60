"""Where srdesk begins on Windows: makes of an interpreter in a folder the frozen program that the rest expects."""

import runpy
import sys

sys.argv[0] = sys.executable
sys.frozen = True  # type: ignore[attr-defined]  # srdesk starts itself anew by its program, not as "python -m".
runpy.run_module("start", run_name="__main__")
