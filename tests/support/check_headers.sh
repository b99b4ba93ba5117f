#!/usr/bin/env bash
# Each header compiles alone, in the order of its own includes.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
version=build/dev/runtime/include
check() {
  "${CXX:-g++}" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Werror -Wno-pragma-once-outside-header \
    -Igenerator -Iruntime/include -Iruntime -Iruntime/src "-I$1" -I"$(llvm-config-14 --includedir 2>/dev/null || echo /usr/lib/llvm-14/include)" \
    -I/usr/include/postgresql -include "$2" -x c++ /dev/null || { echo "not self-contained: $2" >&2; return 1; }
}
export -f check
git ls-files 'runtime/*.hpp' 'generator/*.hpp' | xargs -P "$(nproc)" -I{} bash -c 'check "$0" "$1"' "$version" {}
