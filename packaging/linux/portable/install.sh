#!/bin/sh
# Puts srdesk into the menu and the "Open with" lists of this user, from wherever this folder lies, or takes it out again.
# usage: ./install.sh [--undo]
# Nothing is copied: the folder stays where it is. Moved it? Run this again.
set -eu

here=$(dirname "$(realpath "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}
programs=$HOME/.local/bin
list=$data/srdesk/installed

undo() {
    [ -f "$list" ] || return 0
    while IFS= read -r path; do rm -f "$path"; done <"$list"
    rm -f "$list"
    rmdir "$data/srdesk" 2>/dev/null || true
}

note() { printf '%s\n' "$1" >>"$list"; }

place() {
    mkdir -p "$(dirname "$2")"
    cp "$1" "$2"
    note "$2"
}

refresh() {
    for command in "update-desktop-database $data/applications" "gtk-update-icon-cache -qtf $data/icons/hicolor"; do
        # shellcheck disable=SC2086  # a command and its arguments
        if command -v ${command%% *} >/dev/null 2>&1; then $command >/dev/null 2>&1 || true; fi
    done
}

undo
if [ "${1:-}" = --undo ]; then
    refresh
    echo "srdesk is out of the menu. Its folder is still here: $here"
    exit 0
fi

mkdir -p "$data/srdesk" "$data/applications" "$programs"
: >"$list"
# In a menu entry odd characters are quoted, and a percent sign doubled; but desktops look for a program under the doubled
# name, so that the entry names a link to it.
quoted() { printf '%s' "$1" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g; s/[&|\\]/\\&/g'; }
ln -sfn "$here/srdesk-gui" "$data/srdesk/srdesk-gui"
note "$data/srdesk/srdesk-gui"
sed "/^TryExec=/d; s|@FOLDER@/srdesk-gui|$(quoted "$data/srdesk/srdesk-gui")|g; s|@FOLDER@|$(quoted "$here")|g" \
    "$here/share/applications/srdesk.desktop" >"$data/applications/srdesk.desktop"
note "$data/applications/srdesk.desktop"
(cd "$here/share" && find icons man bash-completion fish -type f) >"$data/srdesk/found"
while IFS= read -r path; do place "$here/share/$path" "$data/$path"; done <"$data/srdesk/found"
rm "$data/srdesk/found"
for name in srdesk srdesk-gui; do
    if [ ! -e "$programs/$name" ] || [ -L "$programs/$name" ]; then
        ln -sf "$here/$name" "$programs/$name"
        note "$programs/$name"
    fi
done
refresh
echo "srdesk is in the menu now. ./install.sh --undo takes it out again."
case :$PATH: in
    *:"$programs":*) ;;
    *) echo "To type srdesk in a terminal, add $programs to PATH." ;;
esac
