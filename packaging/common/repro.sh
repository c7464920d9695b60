#!/bin/sh
# Freezes and packs srdesk twice and compares: here, and from a copy of the source elsewhere, with an environment of its own,
# in another time zone, language and umask. Prints what differs, and fails if anything does.
# usage: repro.sh FROZEN PACKAGE FOLDER   (where make puts them, from here; where to make the second)
set -eu

frozen=$1 package=$2 elsewhere=$3/elsewhere
rm -rf "$3" "$frozen" "$package"
mkdir -p "$elsewhere"

echo "== making it here"
make --silent deb COMPRESSION=zstd

echo "== making it in $elsewhere"
tar --exclude=./build --exclude=./dist --exclude=./.venv --exclude=__pycache__ --create . | tar --directory "$elsewhere" --extract
(cd "$elsewhere" && umask 077 && env TZ=Asia/Kathmandu LC_ALL=C make --silent deb COMPRESSION=zstd)

diff --recursive --no-dereference "$frozen" "$elsewhere/$frozen" || { echo "The frozen folders differ." >&2; exit 1; }
cmp "$package" "$elsewhere/$package" || { echo "The Debian packages differ." >&2; exit 1; }
echo "Both are the same: $(find "$frozen" -type f | wc -l) files, and the Debian package, byte for byte."
rm -rf "$3"
