#!/bin/sh
# Freezes and packs srdesk twice with the same SOURCE_DATE_EPOCH and compares: prints what differs, and fails if anything does.
# usage: repro.sh FROZEN FOLDER   (where `make frozen` puts it, where to keep the first one)
set -eu

frozen=$1 first=$2
rm -rf "$first"
mkdir -p "$first"
for turn in 1 2; do
    echo "== making it, turn $turn"
    rm -rf "$frozen"
    make --silent deb COMPRESSION=zstd
    [ "$turn" = 2 ] || { cp -a "$frozen" "$first/frozen"; mv dist/srdesk_*.deb "$first/"; }
done
diff -r "$first/frozen" "$frozen" || { echo "The frozen folders differ." >&2; exit 1; }
cmp "$first"/srdesk_*.deb dist/srdesk_*.deb || { echo "The Debian packages differ." >&2; exit 1; }
echo "Two turns gave the same: $(find "$frozen" -type f | wc -l) files, and the Debian package, byte for byte."
