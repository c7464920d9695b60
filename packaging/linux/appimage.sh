#!/bin/sh
# Makes an AppImage of type 2 from a portable tree and a runtime, which is not part of this project.
# usage: appimage.sh PORTABLE RUNTIME TARGET   (needs mksquashfs; the runtime is AppImage's type2-runtime for this machine)
set -eu

portable=$1 runtime=$2 target=$3
[ -f "$runtime" ] || { echo "Name a type-2 runtime: make appimage RUNTIME=FILE" >&2; exit 2; }
[ "$(dd if="$runtime" bs=1 skip=8 count=3 2>/dev/null | od -An -c | tr -d ' ')" = 'AI002' ] ||
    { echo "$runtime is no type-2 AppImage runtime." >&2; exit 2; }
command -v mksquashfs >/dev/null || { echo "mksquashfs is missing: apt-get install squashfs-tools" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -a "$portable" "$folder/AppDir"
cd "$folder/AppDir"
rm install.sh
# By the name srdesk (a link to the AppImage) it is the command line, by any other the window.
cat >AppRun <<'RUN'
#!/bin/sh
here=$(dirname "$(realpath "$0")")
[ "$(basename "${ARGV0:-}")" = srdesk ] && exec "$here/srdesk" "$@"
exec "$here/srdesk-gui" "$@"
RUN
chmod 755 AppRun
sed 's|^\(Try\)\{0,1\}Exec="*@FOLDER@/\([a-z-]*\)"*|\1Exec=\2|; /^\[Desktop Action/,$d; /^Actions=/d' \
    share/applications/srdesk.desktop >srdesk.desktop
cp share/icons/hicolor/256x256/apps/srdesk.png srdesk.png
ln -s srdesk.png .DirIcon
mkdir usr
mv share usr/share
cd "$OLDPWD"
# mksquashfs takes the date from one of both places, and of the other only files that are newer would be as old.
env -u SOURCE_DATE_EPOCH nice -n 19 mksquashfs "$folder/AppDir" "$folder/image" -root-owned -noappend -no-progress -quiet -b 1M -comp zstd \
    -Xcompression-level 19 -mkfs-time "$SOURCE_DATE_EPOCH" -all-time "$SOURCE_DATE_EPOCH"
mkdir -p "$(dirname "$target")"
cat "$runtime" "$folder/image" >"$target"
chmod 755 "$target"
