"""Writes down what a package was built from, for ``srdesk --version`` and the About window.

usage: build_facts.py FILE   (SOURCE_DATE_EPOCH says when)
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Write the file; the same source gives the same file."""
    when = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    facts = {"commit": commit(), "date": when.date().isoformat()}
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(facts) + "\n", encoding="utf-8")


def commit() -> str:
    """The commit of this source, marked where files differ from it; empty outside of a clone."""
    described = ["git", "-C", str(ROOT), "describe", "--always", "--abbrev=12", "--dirty=-changed", "--exclude=*"]
    try:
        return subprocess.run(described, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


if __name__ == "__main__":
    main()
