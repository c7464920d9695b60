"""Where both frozen programs begin: their name decides which of the two this is."""

import multiprocessing
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from srdesk.__main__ import gui, main

WINDOWED = "srdesk-gui"
SEARCH_PATH = "LD_LIBRARY_PATH"


def give_back_search_path(environment: MutableMapping[str, str]) -> None:
    """Have programs that srdesk starts find their own libraries, not the ones of srdesk that it was started with.

    This process has read its search path long ago, and a frozen program that it starts makes one of its own.
    """
    original = environment.pop(f"{SEARCH_PATH}_ORIG", None)
    environment.pop(SEARCH_PATH, None)
    if original:
        environment[SEARCH_PATH] = original


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.platform == "linux":
        give_back_search_path(os.environ)
    sys.exit(gui() if Path(sys.argv[0]).stem == WINDOWED else main())
