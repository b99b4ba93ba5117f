#!/usr/bin/env bash
# header_size_test.sh COMPILER FOLDER INCLUDES...: how much each generated header in FOLDER brings with it, in preprocessed
# lines beyond <string> <optional> <vector> <cstdint>. Fails above 1,500: a file that uses one has to stay quick to compile.
set -euo pipefail
compiler=$1 folder=$2
shift 2
flags=(-std=c++20 "-I$folder")
for include in "$@"; do flags+=("-I$include"); done

lines() { "$compiler" "${flags[@]}" -x c++ -E - | wc -l; }
base='#include <string>
#include <optional>
#include <vector>
#include <cstdint>'
standard=$(lines <<<"$base")
failed=0
for header in "$folder"/*.hpp; do
  more=$(($(lines <<<"$base
#include \"$(basename "$header")\"") - standard))
  printf '%6d %s\n' "$more" "$(basename "$header")"
  [ "$more" -le 1500 ] || failed=1
done
exit "$failed"
