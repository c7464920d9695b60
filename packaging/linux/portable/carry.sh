#!/bin/sh
# Copies libraries that desktops do not all have from this computer into the folder "lib" of a portable srdesk, and the
# licences of the packages they belong to. It takes Debian or Ubuntu, which keep a licence for each package.
# usage: carry.sh LIB
# The others (C, C++, OpenGL, X11 itself, fonts, GLib, D-Bus, Wayland) have to be those of the system that it runs on.
set -eu

lib=$1 licences=$1/licences
# What was frozen is shared with other packages: its list is replaced by a longer one, not written into.
cp "$licences/THIRD-PARTY.txt" "$licences/longer"

stop() { echo "$1" >&2; exit 1; }

for name in libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-render-util.so.0 \
    libxcb-util.so.1 libxcb-xkb.so.1 libxkbcommon.so.0 libxkbcommon-x11.so.0 libbz2.so.1.0 liblzma.so.5 libzstd.so.1 \
    libffi.so.8; do
    path=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | awk -v name="$name" '$1 == name && /64/ { print $NF; exit }')
    [ -n "$path" ] || stop "$name is missing here (packaging/system-libraries.txt lists its package)"
    cp -L "$path" "$lib/$name"
    package=$(dpkg-query --search "*/$(basename "$(realpath "$path")")" 2>/dev/null | sed 's/[:,].*//; q')
    text=/usr/share/doc/$package/copyright
    [ -n "$package" ] && [ -f "$text" ] || stop "The licence of $name is not kept here: make this on Debian or Ubuntu."
    [ -f "$licences/$package.txt" ] || printf '%-26s  %-12s  %-36s  %s\n' "$package" \
        "$(dpkg-query --show --showformat '${source:Upstream-Version}' "$package")" 'see file' "$package.txt" >>"$licences/longer"
    cp "$text" "$licences/$package.txt"
done
mv "$licences/longer" "$licences/THIRD-PARTY.txt"
