#!/usr/bin/env bash
# header_size_test.sh COMPILER BOUND FOLDER INCLUDES...: how much each generated header in FOLDER brings with it, in
# preprocessed lines beyond <string> <optional> <vector> <cstdint>. Fails above BOUND: a file that uses one has to stay quick to
# compile. Not measured: a header that another of them includes, which is the larger one, and what has a field of a type of
# <chrono>, whose 40,000 lines the model asks for. None may bring <memory> or <functional>.
set -euo pipefail
compiler=$1 bound=$2 folder=$3
shift 3
flags=(-std=c++20 "-I$folder")
for include in "$@"; do flags+=("-I$include"); done

preprocess() { "$compiler" "${flags[@]}" -x c++ -E -; }
base='#include <string>
#include <optional>
#include <vector>
#include <cstdint>'
standard=$(preprocess <<<"$base" | wc -l)
text=$(mktemp)
trap 'rm -f "$text"' EXIT
failed=0
for header in "$folder"/*.hpp; do
  name=$(basename "$header")
  if grep -qxhF "#include \"$name\"" "$folder"/*.hpp; then continue; fi
  preprocess <<<"$base
#include \"$name\"" >"$text"
  if grep -qE '^# [0-9]+ "[^"]*/chrono"' "$text"; then continue; fi
  more=$(($(wc -l <"$text") - standard))
  printf '%6d %s\n' "$more" "$name"
  [ "$more" -le "$bound" ] || failed=1
  for heavy in memory functional; do
    if grep -qE "^# [0-9]+ \"[^\"]*/c\+\+/[0-9]+/$heavy\"" "$text"; then
      echo "       $name brings <$heavy>"
      failed=1
    fi
  done
done
exit "$failed"
