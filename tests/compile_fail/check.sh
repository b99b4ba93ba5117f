#!/usr/bin/env bash
# check.sh COMPILER CASE INCLUDES...: the case compiles as it stands, and with -DBAD it fails the way that its marked line
# says: `// here: REGEX` wants the compiler's first error on that line, `// there: REGEX` anywhere. All that the compiler says
# may be at most 12 lines (`// there: ` 20), or as many as `// here 8: REGEX` says.
set -euo pipefail
compiler=$1 case=$2
shift 2
flags=(-std=c++20 -Wall -Wextra -Wpedantic -Werror -c -o /dev/null)
for folder in "$@"; do flags+=("-I$folder"); done

"$compiler" "${flags[@]}" "$case" || { echo "the good form does not compile: $case" >&2; exit 1; }
if output=$("$compiler" "${flags[@]}" -DBAD "$case" 2>&1); then
  echo "the bad form compiles: $case" >&2
  exit 1
fi
marked=$(grep -nE '// (here|there)( [0-9]+)?: ' "$case" | head -n 1)
line=${marked%%:*}
pattern=$(sed -E 's@.*// (here|there)( [0-9]+)?: @@' <<<"$marked")
first=$(grep -m 1 -E '(error|fatal error): ' <<<"$output")
if grep -qE '// here( [0-9]+)?: ' <<<"$marked" && ! grep -q "$(basename "$case"):$line:" <<<"$first"; then
  echo "the first error is not at line $line of $case:" >&2
  echo "$output" >&2
  exit 1
fi
grep -qE -- "$pattern" <<<"$output" || { echo "no '$pattern' in:" >&2; echo "$output" >&2; exit 1; }
lines=$(wc -l <<<"$output")
# Where the fault stands in a constant expression, compilers also show the way that led there.
most=12
grep -q '// there: ' <<<"$marked" && most=20
own=$(sed -nE 's@.*// (here|there) ([0-9]+): .*@\2@p' <<<"$marked")
most=${own:-$most}
[ "$lines" -le "$most" ] || { echo "$lines lines are too many:" >&2; echo "$output" >&2; exit 1; }
