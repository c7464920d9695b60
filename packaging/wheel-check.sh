#!/bin/sh
# Builds the wheel, installs it into a virtual environment of its own and restores a photo with it from another folder.
# usage: packaging/wheel-check.sh PYTHON PHOTO   (from the top of the checkout; both relative to it)
set -eu

python=$1 photo=$PWD/$2 wheels=$PWD/build/wheel venv=$PWD/build/wheel-venv
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT

rm -rf "$wheels"
"$python" -m pip wheel --quiet --no-deps --wheel-dir "$wheels" .
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet "$wheels"/*.whl
"$venv/bin/python" -m pip install --quiet --no-deps --force-reinstall "$wheels"/*.whl

cd "$elsewhere"
SRDESK_HOME=$elsewhere/home "$venv/bin/srdesk" restore "$photo" -o restored.png
"$venv/bin/python" - "$photo" restored.png <<'CHECK'
import sys
from importlib.metadata import version

import srdesk
from PIL import Image

source, result = (Image.open(name).size for name in sys.argv[1:])
assert result == (2 * source[0], 2 * source[1]), f"{source} became {result}"
print(f"srdesk {version('srdesk')} from {srdesk.__file__}: {source} became {result}")
CHECK
