#!/bin/sh
# Leaves behind what a user of an older srdesk has: settings, a model, a batch. Run by check.sh inside of a root, as that user,
# while an older version is installed; SETTINGS is a file that an older version wrote.
# usage: older.sh SETTINGS
set -eu

lib=/usr/lib/srdesk/lib
mkdir -p "$HOME/.config/srdesk" "$HOME/album"
cp "$1" "$HOME/.config/srdesk/settings.json"
cp "$lib/resources/sample/astronaut.jpg" "$HOME/album/photo.jpg"
srdesk models add --name mine "$lib"/models/weights/espcn_x2_fp32.onnx | tail -n 1
srdesk batch --model fsrcnn --no-settings "$HOME/album" "$HOME/restored" | tail -n 1
