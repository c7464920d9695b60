#!/bin/sh
# Builds the wheel, installs it into a virtual environment of its own, and from another folder restores a photo that the
# wheel brought with it.
# usage: packaging/wheel-check.sh PYTHON PHOTO   (at the top of the checkout; PHOTO as it is called there)
set -eu

python=$1 photo=$2 wheels=$PWD/build/wheel venv=$PWD/build/wheel-venv
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT

rm -rf "$wheels"
"$python" -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir "$wheels" .
"$python" -m venv "$venv"
"$venv/bin/python" -m pip --disable-pip-version-check install --quiet "$wheels"/*.whl
"$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps --force-reinstall "$wheels"/*.whl

cd "$elsewhere"
photo=$("$venv/bin/python" -c 'import sys; from srdesk.paths import bundled; print(bundled(sys.argv[1]))' "$photo")
SRDESK_HOME=$elsewhere/home "$venv/bin/srdesk" restore "$photo" -o restored.png
"$venv/bin/python" - "$photo" restored.png <<'CHECK'
import sys

from PIL import Image

source, result = (Image.open(name).size for name in sys.argv[1:])
assert result == (2 * source[0], 2 * source[1]), f"{source} became {result}"
print(f"The wheel made {result} of {source} in {sys.argv[1]}")
CHECK
