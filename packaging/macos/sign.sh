#!/bin/sh
# Signs srdesk.app and has Apple notarise it; run on a Mac. Not tried: it takes an identity of Apple's.
# usage: sign.sh APP
# SRDESK_IDENTITY is the name of a "Developer ID Application" certificate in the keychain, SRDESK_NOTARY the name of a
# profile that "xcrun notarytool store-credentials" made. Without SRDESK_NOTARY the application is signed only.
set -eu

stop() { echo "$1" >&2; exit 2; }

app=${1:?usage: sign.sh APP} here=$(cd "$(dirname "$0")" && pwd)
[ -d "$app/Contents/MacOS" ] || stop "$app is no application: make it on a Mac with make app."
[ -n "${SRDESK_IDENTITY:-}" ] || stop "SRDESK_IDENTITY names no certificate: nothing was signed. Without a signature macOS \
opens srdesk only by Open in the menu of a right click. A \"Developer ID Application\" certificate comes from Apple."
command -v codesign >/dev/null || stop "codesign is missing: this runs on a Mac with Xcode's command line tools."
security find-identity -v -p codesigning | grep -qF "$SRDESK_IDENTITY" ||
    stop "The keychain has no certificate called $SRDESK_IDENTITY: nothing was signed."

# From the inside out: an application is sealed over what it holds.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 codesign --force --timestamp --options runtime --sign "$SRDESK_IDENTITY"
find "$app/Contents" -type d -name '*.framework' -print0 |
    xargs -0 -r codesign --force --timestamp --options runtime --sign "$SRDESK_IDENTITY"
codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$SRDESK_IDENTITY" \
    "$app/Contents/MacOS/"* "$app"
codesign --verify --deep --strict "$app"

[ -n "${SRDESK_NOTARY:-}" ] || stop "$app is signed. SRDESK_NOTARY names no profile: it was not notarised."
archive=${app%.app}.zip
ditto -c -k --keepParent "$app" "$archive"
xcrun notarytool submit "$archive" --keychain-profile "$SRDESK_NOTARY" --wait
xcrun stapler staple "$app"
rm -f "$archive"
echo "$app is signed and notarised."
