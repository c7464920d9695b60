#!/bin/sh
# Copies libraries that desktops do not all have from this computer into the folder "lib" of a portable srdesk.
# usage: carry.sh LIB
# The others (C, C++, OpenGL, X11 itself, fonts, GLib, D-Bus, Wayland) have to be those of the system that it runs on.
set -eu

for name in libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-render-util.so.0 \
    libxcb-util.so.1 libxcb-xkb.so.1 libxkbcommon.so.0 libxkbcommon-x11.so.0 libbz2.so.1.0 liblzma.so.5 libzstd.so.1 \
    libffi.so.8; do
    path=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | awk -v name="$name" '$1 == name && /64/ { print $NF; exit }')
    [ -n "$path" ] || { echo "$name is missing here (packaging/system-libraries.txt lists its package)" >&2; exit 1; }
    cp -L "$path" "$1/$name"
done
