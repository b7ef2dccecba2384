#!/usr/bin/env bash
# Makes a virtual environment with pip in it; on Debian the part that brings pip may first have to be installed.
set -euo pipefail
python=$1 folder=$2

works() { [ -x "$folder/bin/python" ] && "$folder/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' && "$folder/bin/python" -m pip --version; }

works >/dev/null 2>&1 && exit 0
rm -rf "$folder"
"$python" -m venv "$folder" >/dev/null 2>&1 || true
works >/dev/null 2>&1 && exit 0

version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "This Python has no venv: installing Debian's package $version-venv." >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends "$version-venv" >&2 </dev/null
  rm -rf "$folder"
  "$python" -m venv "$folder"
  works >/dev/null
else
  echo "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install $version-venv" >&2
  exit 1
fi
