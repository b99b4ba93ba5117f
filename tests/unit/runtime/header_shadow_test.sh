#!/bin/bash
# Public headers are read by programs with warnings of their own: nothing in them shadows a name or
# changes a number's type by itself.
# header_shadow_test.sh <compiler> <include folder> <include folder of the build>
set -eu
for header in "$2"/tenon/*.hpp; do
  echo "#include <tenon/$(basename "$header")>"
done | "$1" -std=c++20 -fsyntax-only -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Werror -I "$2" -I "$3" -x c++ -
