#!/usr/bin/env bash
# clang-tidy over the generator and the runtime, with the project's configuration: each room as one unit (the clang preset's
# unity build), since most of clang-tidy's time goes into headers that the room's files share. An including unit is not a
# suspicious one.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset clang >/dev/null
cmake --build --preset clang --target generator/emit/embedded_templates.cpp generator/lint/embedded_locks.cpp >/dev/null
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/clang/compile_commands.json | grep -E '/build/clang/(generator|runtime)/' |
  xargs -P "$(nproc)" -n 1 clang-tidy --quiet --checks=-bugprone-suspicious-include -p build/clang \
    2> >(grep -vE 'warnings? generated|^Suppressed|^Use -' >&2 || true)
# What is generated is clean too: the music sample, but for the length of the function that embeds its revisions, and for moves
# of rows that are copied as well.
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/clang/compile_commands.json | grep '/build/clang/samples/CMakeFiles/music_data.dir/' |
  xargs -n 1 clang-tidy --quiet --header-filter='/samples/music/generated/' -p build/clang \
    --checks=-bugprone-suspicious-include,-readability-function-size,-performance-move-const-arg \
    2> >(grep -vE 'warnings? generated|^Suppressed|^Use -' >&2 || true)
