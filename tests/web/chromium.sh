#!/bin/sh
# Prints the path of a Chromium that the tests can drive; fails if there is none.
for name in "${CHROMIUM-}" chromium chromium-browser google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
	[ -n "$name" ] && command -v "$name" 2>/dev/null && exit
done
exit 1
