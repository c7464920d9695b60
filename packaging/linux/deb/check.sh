#!/bin/sh
# Installs the Debian package over an older version in new, minimal roots of Debian 12 and 13, tries it as a user would, and
# removes it; what belongs to the user has to stay.
# usage: check.sh PACKAGE FOLDER   (as root; needs debootstrap; roots are made below FOLDER)
# Everything mounted here is unmounted, whatever happens. SRDESK_RELEASES names other releases. The roots as
# they come from Debian are kept in FOLDER for the next time.
set -eu

package=$(realpath "$1") work=$2 here=$(dirname "$(realpath "$0")")
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install debootstrap" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "Making roots takes root." >&2; exit 2; }
mkdir -p "$work"
work=$(realpath "$work")

root=
leave() {
    for place in dev/pts dev proc sys; do
        if [ -n "$root" ] && mountpoint -q "$root/$place"; then umount "$root/$place" || umount -l "$root/$place"; fi
    done
}
trap leave EXIT INT TERM

within() {
    chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
        "$@" </dev/null
}

as_user() {
    user=$1; shift
    within runuser -u "$user" -- env HOME="/home/$user" USER="$user" LANG=C.UTF-8 PATH=/usr/bin:/bin "$@"
}

# The same package with a lower number and one more file, which the newer has to take away.
make_older() {
    rm -rf "$work/older"
    dpkg-deb --raw-extract "$package" "$work/older"
    sed -i 's/^Version: .*/Version: 0.0.1-1/' "$work/older/DEBIAN/control"
    touch "$work/older/usr/lib/srdesk/lib/of-older"
    dpkg-deb --root-owner-group -Znone --build "$work/older" "$1" >/dev/null
    rm -rf "$work/older"
}

# A root of a release, with this computer's own way to Debian's packages.
make_root() {
    [ -d "$work/base-$1" ] || debootstrap --variant=minbase "$1" "$work/base-$1" >"$work/debootstrap-$1.log"
    root=$work/$1
    rm -rf "$root"
    cp -a "$work/base-$1" "$root"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    for file in /etc/apt/apt.conf.d/99*; do [ ! -f "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/"; done
    if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
        mkdir -p "$root/etc/ssl/certs"
        cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    fi
    mount -t proc proc "$root/proc"
    mount --bind /sys "$root/sys"
    mount --bind /dev "$root/dev"
    mount --bind /dev/pts "$root/dev/pts"
}

# What the user has that must stay as it is, whatever is installed; the reports of a batch are written anew by the next.
belongings() {
    (cd "$root/home/ann" && find .config/srdesk/settings.json .local/share/srdesk album restored -type f -not -name 'srdesk-*' -exec sha256sum {} + | sort)
}

# What there is outside of the folders in which packages of the system leave notes of their own.
everything() {
    (cd "$root" && find etc usr opt srv var/lib -xdev -not -path 'var/lib/apt/*' -not -path 'var/lib/dpkg/*' \
        -not -path '*/__pycache__*' | sort)
}

for release in ${SRDESK_RELEASES:-bookworm trixie}; do
    echo "== Debian $release"
    make_root "$release"
    within apt-get -qq update
    # What a desktop has, and the test drives it with; there before, so that what is left behind is the package's own.
    within apt-get -qq install --no-install-recommends xvfb xdotool xauth imagemagick openbox man-db fonts-dejavu-core \
        desktop-file-utils shared-mime-info hicolor-icon-theme libglib2.0-bin xdg-utils locales >"$work/$release-desktop.log" 2>&1
    within localedef --inputfile zh_CN --charmap UTF-8 zh_CN.UTF-8
    within useradd --create-home ann
    mkdir -p -m 1777 "$root/tmp/.X11-unix"
    cp "$package" "$root/tmp/srdesk.deb"
    make_older "$root/tmp/older.deb"
    cp "$here/older.sh" "$here/try.sh" "$here/../../../tests/older/settings-first.json" "$root/tmp/"
    chmod -R a+rX "$root/tmp"
    # First what it depends on, without it: everything that is new after that is srdesk's own.
    # shellcheck disable=SC2046  # one argument a package
    within apt-get -qq install --no-install-recommends $(dpkg-deb --field "$package" Depends | tr ',' '\n' |
        sed 's/(.*)//; s/|.*//') >"$work/$release-depends.log" 2>&1
    everything >"$work/$release-before"
    within apt-get -qq install --no-install-recommends /tmp/older.deb >"$work/$release-install.log" 2>&1
    as_user ann sh /tmp/older.sh /tmp/settings-first.json
    belongings >"$work/$release-belongings"
    within apt-get -qq install --no-install-recommends /tmp/srdesk.deb >>"$work/$release-install.log" 2>&1
    as_user ann sh /tmp/try.sh
    cp "$root/tmp/window.png" "$work/$release-window.png"
    cp "$root/tmp/language.png" "$work/$release-language.png"
    within apt-get -qq purge srdesk >"$work/$release-purge.log" 2>&1
    everything >"$work/$release-after"
    diff "$work/$release-before" "$work/$release-after" || { echo "Removing the package left these." >&2; exit 1; }
    belongings | diff "$work/$release-belongings" - || { echo "What belongs to the user has changed." >&2; exit 1; }
    echo "removed without a trace; settings, models and what was restored are still the user's"
    leave
    rm -rf "$root"
    root=
done
