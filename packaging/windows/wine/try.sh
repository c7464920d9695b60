#!/bin/sh
# Installs srdesk for Windows by Wine 10, tries it, installs it over itself and removes it.
# usage: try.sh PYTHON SETUP ROOT   (as root; PYTHON has pefile)
# ROOT is a root of Debian 13 with wine, wine64, xvfb and imagemagick, made once, for instance by
#   debootstrap --include=wine,wine64,xvfb,imagemagick trixie ROOT
# The window's picture is left in ROOT/srv/srdesk/window.png. What is mounted here is unmounted, whatever happens.
set -eu

python=$1 setup=$2 root=$(realpath "$3") here=$(dirname "$(realpath "$0")")
work=$root/srv/srdesk
screen=:${SCREEN_NUMBER:-79}
home=$root/srv/srdesk/home
programs=$home/.wine/drive_c/users/root/AppData/Local/Programs/srdesk
inside='C:\users\root\AppData\Local\Programs\srdesk'
[ "$(id -u)" = 0 ] || { echo "Changing the root takes root." >&2; exit 2; }
chroot "$root" sh -c 'command -v wine' >/dev/null || { echo "There is no Wine in $root: see the head of $0." >&2; exit 2; }

display=
leave() {
    within wineserver -k 2>/dev/null || true
    [ -z "$display" ] || kill "$display" 2>/dev/null || true
    for place in dev sys proc; do
        if mountpoint -q "$root/$place"; then umount "$root/$place" || umount -l "$root/$place"; fi
    done
}
within() {
    chroot "$root" /usr/bin/env -i HOME=/srv/srdesk/home USER=root LANG=C.UTF-8 PATH=/usr/bin:/bin DISPLAY="$screen" \
        WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' "$@" </dev/null
}
fail() { echo "failed: $1" >&2; exit 1; }
passed() { echo "ok   $1"; }
ends_with() {
    expected=$1 what=$2 ended=0
    shift 2
    within timeout 300 "$@" >"$work/said" 2>&1 || ended=$?
    [ "$ended" = "$expected" ] || { tail -20 "$work/said" >&2; fail "$what ended with $ended"; }
    passed "$what"
}
knows() { within wine reg query "HKCU\\Software\\$1" >/dev/null 2>&1; }
eventually() {
    for _ in $(seq 120); do
        if "$@"; then return 0; fi
        sleep 1
    done
    return 1
}
# The uninstaller goes on after the program that started it has ended.
gone() { [ ! -e "$programs" ] && ! knows 'Microsoft\Windows\CurrentVersion\Uninstall\srdesk'; }
shows_window() { pgrep -f 'srdesk-gui.exe --run-networks' >/dev/null; }

trap leave EXIT INT TERM
for place in proc sys dev; do mountpoint -q "$root/$place" || mount --bind "/$place" "$root/$place"; done
rm -rf "$work"
mkdir -p "$home"
cp "$setup" "$work/setup.exe"
cp "$here/../../../resources/sample/astronaut.jpg" "$work/a photo ü 中 100%.jpg"
chroot "$root" Xvfb "$screen" -screen 0 1280x900x24 </dev/null >/dev/null 2>&1 &
display=$!

ends_with 0 "Windows is set up" wineboot --init
ends_with 0 "it installs without a question" wine /srv/srdesk/setup.exe /S
for key in 'Classes\.heic\OpenWithProgids' 'Classes\Applications\srdesk-gui.exe\SupportedTypes' \
    'Microsoft\Windows\CurrentVersion\Uninstall\srdesk'; do knows "$key" || fail "no key $key"; done
[ -n "$(find "$home/.wine" -name srdesk.lnk)" ] || fail "no entry in the start menu"
passed "start menu, Open with and removal are known to Windows"
"$python" "$here/shim.py" "$programs/lib"
ends_with 0 "it passes its selftest" wine "$inside\\srdesk.exe" selftest

within wine "$inside\\srdesk-gui.exe" 'Z:\srv\srdesk\a photo ü 中 100%.jpg' >"$work/window.log" 2>&1 &
window=$!
eventually shows_window || fail "the window restored nothing"
sleep 10
within import -window root /srv/srdesk/window.png
passed "the window opens a photo and restores its preview: $work/window.png"
ends_with 3 "it is not replaced while it runs" wine /srv/srdesk/setup.exe /S
within wineserver -k || true
wait "$window" || true

touch "$programs/lib/old.py" "$programs/mine.txt"
ends_with 0 "it installs over itself" wine /srv/srdesk/setup.exe /S
[ ! -e "$programs/lib/old.py" ] && [ -e "$programs/mine.txt" ] || fail "it kept what was old, or removed what was not its own"
rm "$programs/mine.txt"
ends_with 0 "it is removed" wine "$inside\\uninstall.exe" /S
eventually gone || fail "removal left $(ls "$programs")"
for key in 'Classes\.heic' 'Classes\srdesk.photo' 'Classes\Applications\srdesk-gui.exe'; do
    if knows "$key"; then fail "removal left the key $key"; fi
done
[ -z "$(find "$home/.wine" -name srdesk.lnk)" ] || fail "removal left an entry in the start menu"
passed "and leaves neither folder, keys nor menu entry"
