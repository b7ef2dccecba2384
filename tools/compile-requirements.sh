#!/usr/bin/env bash
# Compiles requirements/*.in into lists pinned by hash that hold no address. `--upgrade` takes newer versions,
# `--upgrade-package NAME` those of one; without either, what is pinned stays.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
uv=../.venv/bin/uv

for name in build run dev node; do
  constraint=()
  if [ "$name" = dev ]; then constraint=(--constraint run.txt); fi # tests see the versions that run
  echo "requirements/$name.txt"
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-emit-index-url "${constraint[@]}" "$@" "$name.in" -o "$name.txt"
done
