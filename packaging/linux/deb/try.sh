#!/bin/sh
# Tries an installed srdesk: libraries, command line, what an older version left, menu entry, a window in which a photo is
# restored by mouse and keyboard, a language without a font, photos that are opened while it runs. Run by check.sh inside of
# a root, as a user for whom older.sh ran; leaves /tmp/window.png and /tmp/language.png.
set -eu

lib=/usr/lib/srdesk/lib
menu=/usr/share/applications/srdesk.desktop
sample=$lib/resources/sample/astronaut.jpg
running=
trap 'kill $running 2>/dev/null || true' EXIT

fail() { echo "$1" >&2; [ ! -f /tmp/window.log ] || cat /tmp/window.log >&2; exit 1; }

# Runs a command until it succeeds, for two minutes; `fail`s with the first argument.
await() {
    what=$1; shift
    for _ in $(seq 240); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.5
    done
    fail "$what"
}

# The windows of srdesk that can be seen; whether they are so many; the process that has them.
windows() { xdotool search --onlyvisible --class srdesk 2>/dev/null || true; }
seen() { [ "$(windows | wc -l)" = "$1" ]; }
process() { xdotool getwindowpid "$(windows | tail -n 1)"; }
close() {
    pid=$(process)
    kill -TERM "$pid"
    await "The window did not close." sh -c "! kill -0 $pid"
    cat /tmp/window.log
}

echo "-- libraries"
# The GTK theme is for desktops with GTK, which the package recommends.
missing=$(find /usr/lib/srdesk -name '*.so*' -type f -not -name libqgtk3.so -exec \
    env LD_LIBRARY_PATH="$lib" ldd {} + 2>/dev/null | grep 'not found' || true)
[ -z "$missing" ] || fail "$missing"

echo "-- command line, with no display and nothing to show a window by"
export QT_QPA_PLATFORM=none
srdesk --version
srdesk selftest | tail -n 1
[ ! -e "$lib/of-older" ] || fail "A file of the older version is still there."

echo "-- what an older version left"
srdesk models | grep -q '^ *mine' || fail "The model that was added is not known any more."
srdesk restore --model fsrcnn "$HOME/album/photo.jpg"
[ -e "$HOME/album/photo_x3.jpg" ] || fail "The settings were not read: they say three times."
rm "$HOME/album/photo_x3.jpg"
srdesk batch --model fsrcnn --no-settings "$HOME/album" "$HOME/restored" | tail -n 1
unset QT_QPA_PLATFORM

echo "-- desktop"
desktop-file-validate "$menu"
man --warnings --where srdesk >/dev/null
for type in jpeg png heic; do
    gio mime "image/$type" | grep -q srdesk.desktop || fail "srdesk is not among the programs for image/$type."
done
echo "JPEG opens with: $(xdg-mime query default image/jpeg); offered too: $(gio mime image/jpeg | grep -c '\.desktop$')"

Xvfb -displayfd 3 -screen 0 1280x900x24 3>/tmp/display >/dev/null 2>&1 &
running=$!
await "There is no screen." test -s /tmp/display
DISPLAY=:$(cat /tmp/display) SRDESK_HOME=/tmp/home
export DISPLAY SRDESK_HOME
openbox >/dev/null 2>&1 &
running="$running $!"

echo "-- window, started by the menu entry"
photo="/tmp/my photo ü 中 100%.jpg" result="/tmp/my photo ü 中 100%_x2.jpg"
cp "$sample" "$photo"
gio launch "$menu" "$photo" >/tmp/window.log 2>&1 &
await "No window opened." xdotool search --onlyvisible --name 'my photo'
running="$running $(process)"
xdotool windowactivate --sync "$(windows | tail -n 1)"
sleep 3
xdotool key ctrl+r
for _ in $(seq 120); do
    [ -e "$result" ] && break
    xdotool key ctrl+s
    sleep 1
done
import -window root /tmp/window.png
[ -e "$result" ] || fail "The window did not save a result."
echo "saved $(identify -format '%w x %h' "$result")"

echo "-- photos that are opened while it runs"
mkdir -p /tmp/more
cd /tmp/more
for name in -dash.jpg '%F %20.jpg' 'ü 中.jpg' gone.jpg; do cp "$sample" "./$name"; done
xdotool key ctrl+o
await "No dialog opened." seen 2
timeout 60 srdesk-gui -dash.jpg '%F %20.jpg' './ü 中.jpg' gone.jpg || fail "A second start did not end."
rm gone.jpg
xdotool key Escape
written=$SRDESK_HOME/config/queue.jsonl
# As JSON writes them.
for name in -dash.jpg '%F %20.jpg' '\u00fc \u4e2d.jpg' gone.jpg; do
    await "$name is not in the queue." grep -qF "\"/tmp/more/$name\"" "$written"
done
seen 1 || fail "There is a second window."
cd /
echo "in the queue of the one window: $(grep -o '"source": "/tmp/more/[^"]*"' "$written" | sort -u | wc -l)"
close

echo "-- Chinese, where there is no font for it"
rm -rf /tmp/home
LANG=zh_CN.UTF-8 srdesk-gui >/tmp/window.log 2>&1 &
await "No window opened." seen 1
running="$running $(process)"
sleep 3
import -window root /tmp/language.png
close
