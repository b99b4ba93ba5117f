#!/usr/bin/env bash
# clang-tidy over the generator and the runtime, with the project's configuration: each room as one unit (the clang preset's
# unity build), since most of clang-tidy's time goes into headers that the room's files share. An including unit is not a
# suspicious one.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset clang >/dev/null
cmake --build --preset clang --target generator/emit/embedded_templates.cpp >/dev/null
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/clang/compile_commands.json | grep -E '/build/clang/(generator|runtime)/' |
  xargs -P "$(nproc)" -n 1 clang-tidy --quiet --checks=-bugprone-suspicious-include -p build/clang \
    2> >(grep -vE 'warnings? generated|^Suppressed|^Use -' >&2 || true)
