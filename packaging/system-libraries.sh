#!/bin/sh
# Sees to the packages of system-libraries.txt for the given uses (setup, window, tests) on Debian and Ubuntu: installs
# what is missing as root, otherwise prints the one command that does. Silent when nothing is missing, and on systems
# without dpkg. Fails when something is still missing that cannot be done without: anything but tests.
# PYTHON names the interpreter in use, because python3.12 needs python3.12-venv.
set -eu

list=$(dirname "$0")/system-libraries.txt
command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || exit 0

# Prints "PACKAGE USE" for what is listed for the uses and neither installed nor provided by something installed.
missing() {
    dpkg-query --show --showformat '${db:Status-Status} ${Package}, ${Provides}\n' | awk -v uses=" $* " -v python="$(basename "${PYTHON:-python3}")" '
        FNR == NR { if ($1 == "installed") { gsub(/,|\([^)]*\)/, " "); for (i = 2; i <= NF; i++) have[$i] }; next }
        /^#/ || !index(uses, " " $2 " ") { next }
        { sub(/^python3-/, python "-"); if (!($1 in have)) print $1, $2 }
    ' - "$list"
}

install() {
    apt-get update --quiet=2 || echo "The package lists could not be refreshed; trying with those at hand." >&2
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends "$@" >/dev/null
}

wanted=$(missing "$@")
[ -n "$wanted" ] || exit 0
packages=$(echo "$wanted" | cut -d ' ' -f 1 | xargs)
if [ "$(id -u)" = 0 ]; then
    echo "Installing system packages: $packages"
    # shellcheck disable=SC2086  # one argument a package
    install $packages && exit 0
fi
printf 'Missing system packages. This command installs them:\n  sudo apt-get install %s\n' "$packages" >&2
! echo "$wanted" | grep -qv ' tests$'
