#!/bin/sh
# Tries an installed srdesk: libraries, self-test, a window in which a photo is restored by mouse and keyboard, manual,
# menu entry. Run by check.sh inside of a root; leaves /tmp/window.png.
set -eu

echo "-- libraries"
# The GTK theme is for desktops with GTK, which the package recommends.
missing=$(find /usr/lib/srdesk -name '*.so*' -type f -not -name libqgtk3.so -exec \
    env LD_LIBRARY_PATH=/usr/lib/srdesk/lib ldd {} + 2>/dev/null | grep 'not found' || true)
[ -z "$missing" ] || { echo "$missing" >&2; exit 1; }

echo "-- command line"
srdesk --version
srdesk selftest | tail -n 1
cp /usr/lib/srdesk/lib/resources/sample/astronaut.jpg /tmp/photo.jpg

echo "-- window"
running=
trap 'kill $running 2>/dev/null || true' EXIT
Xvfb :7 -screen 0 1280x900x24 >/dev/null 2>&1 &
running=$!
export DISPLAY=:7 SRDESK_HOME=/tmp/home
for _ in $(seq 100); do xdotool getmouselocation >/dev/null 2>&1 && break; sleep 0.2; done
openbox >/dev/null 2>&1 &
running="$running $!"
srdesk-gui /tmp/photo.jpg 2>/tmp/window.log &
window=$!
running="$running $window"
found=$(timeout 120 xdotool search --sync --onlyvisible --name 'photo.jpg' | tail -n 1)
xdotool windowactivate --sync "$found"
sleep 3
xdotool key --window "$found" ctrl+r
for _ in $(seq 120); do
    [ -e /tmp/photo_x2.jpg ] && break
    xdotool key --window "$found" ctrl+s
    sleep 1
done
import -window root /tmp/window.png
[ -e /tmp/photo_x2.jpg ] || { echo "The window did not save a result." >&2; cat /tmp/window.log >&2; exit 1; }
echo "saved $(identify -format '%w x %h' /tmp/photo_x2.jpg)"
kill -TERM "$window"
wait "$window" || true
cat /tmp/window.log

echo "-- desktop"
desktop-file-validate /usr/share/applications/srdesk.desktop
man --warnings --where srdesk >/dev/null
grep -q 'image/heic=srdesk.desktop\|image/heic=.*srdesk.desktop' /usr/share/applications/mimeinfo.cache
