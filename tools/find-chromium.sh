#!/usr/bin/env bash
# Prints where Chromium is; installs Debian's where there is none and the machine lets us; else says how to get one.
set -euo pipefail

for name in "${LUMBUNG_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
  if [ -n "$name" ] && command -v "$name"; then
    exit 0
  fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "No Chromium was found for the browser tests: installing Debian's package chromium." >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends chromium >&2 </dev/null
  command -v chromium
  exit 0
fi

cat >&2 <<'TXT'
No Chromium was found, and the browser tests need one. Either
  - install it (Debian, Ubuntu: sudo apt-get install chromium), or
  - name one:          make test LUMBUNG_CHROMIUM=/path/to/chromium
  - or leave them out: make test BROWSER=no
TXT
exit 1
