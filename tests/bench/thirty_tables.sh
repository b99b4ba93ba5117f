#!/usr/bin/env bash
# What 30 tables cost a compiler, g++ -O0: one user's file with an insert and a filtered select of each (CPU seconds, peak
# memory), and all generated .cpp files, in batches as tenon_generate() compiles them and each for itself. thirty_tables.sh BUILD: the build has `tenon`. Entities of ten fields.
# Bars: the user's file at most 2.5 s and 170 MB, the generated files at most 15 s together. Peers, measured with the same
# compiler: ODB 2.8 s and 174 MB, sqlgen 38.7 s and 1,129 MB, sqlite_orm 42.7 s and 1,094 MB.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(cd "${1:?usage: thirty_tables.sh BUILD}" && pwd)
compiler=${CXX:-g++}
tables=30

dir=$(mktemp -d /tmp/tenon-bench.XXXXXX)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/models"

for number in $(seq "$tables"); do
  cat >"$dir/models/thing$number.json" <<JSON
{"\$schema": "https://json-schema.org/draft/2020-12/schema", "x-tenon": {"namespace": "shop"}, "\$defs": {"Thing$number": {
 "type": "object", "description": "Entity number $number.", "x-tenon": {"table": "things_$number"},
 "properties": {
  "id": {"type": "integer", "format": "int64", "x-tenon": {"primary_key": true}},
  "email": {"type": "string", "format": "email", "x-tenon": {"unique": true}},
  "name": {"type": "string", "minLength": 1, "maxLength": 80},
  "city": {"type": "string", "x-tenon": {"index": true}},
  "size": {"type": "integer", "format": "int32", "default": 3},
  "weight": {"type": "number"},
  "is_visible": {"type": "boolean", "default": true},
  "remark": {"type": "string"},
  "created_at": {"type": "string", "format": "date-time", "x-tenon": {"created_at": true}},
  "updated_at": {"type": "string", "format": "date-time", "x-tenon": {"updated_at": true}}},
 "required": ["id", "email", "name", "city", "size", "weight", "is_visible", "created_at", "updated_at"]}}}
JSON
done
cat >"$dir/tenon.json" <<'JSON'
{"models": ["models/*.json"], "output": "generated", "migrations": "migrations", "dialects": ["sqlite", "postgresql"],
 "database": "sqlite:///shop.db"}
JSON
(cd "$dir" && "$build/bin/tenon" generate >/dev/null 2>&1)

{
  for number in $(seq "$tables"); do printf '#include "thing%d_repository.hpp"\n' "$number"; done
  printf '#include <tenon/session.hpp>\nstd::size_t all(tenon::Session& session) {\n  std::size_t found = 0;\n'
  for number in $(seq "$tables"); do
    cat <<CPP
  {
    shop::Thing${number}Repository things{session};
    things.create({.email = "ada@example.org", .name = "Ada", .city = "London", .weight = 1.5});
    using Table = shop::Thing${number}Table;
    found += things.list({.where = Table::city == "London" && Table::size > 2, .limit = 10}).items.size();
  }
CPP
  done
  printf '  return found;\n}\n'
} >"$dir/user.cpp"
printf '#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n' >"$dir/standard.cpp"

flags=(-std=c++20 -O0 -Iruntime/include "-I$build/runtime/include" "-I$dir/generated")
# cost FILE: "CPU-seconds peak-KB".
cost() { /usr/bin/time -f '%U %S %M' "$compiler" "${flags[@]}" -c "$1" -o "$dir/out.o" 2>&1 | awk 'END { print $1 + $2, $3 }'; }
median() { sort -n | sed -n 2p; }

echo "30 tables of ten fields with $compiler -O0 (median of 3)"
standard=$(for _ in 1 2 3; do cost "$dir/standard.cpp"; done | median)
user=$(for _ in 1 2 3; do cost "$dir/user.cpp"; done | median)
awk -v u="$user" -v s="$standard" 'BEGIN {
  split(u, a, " "); split(s, b, " ")
  printf "%-44s %.2f s, %.0f MB\n", "<cstdint> <optional> <string> <vector>", b[1], b[2] / 1024
  printf "%-44s %.2f s, %.0f MB (bars 2.5 s, 170 MB; %.1f times the headers alone)\n", "the user'"'"'s file", a[1], a[2] / 1024, a[1] / b[1]
}'
# As tenon_generate() compiles them: 16 files are one.
mapfile -t files < <(ls "$dir"/generated/*.cpp)
for ((at = 0; at < ${#files[@]}; at += 16)); do
  for file in "${files[@]:at:16}"; do printf '#include "%s"\n' "$file"; done >"$dir/batch.cpp"
  cost "$dir/batch.cpp"
done | awk '{ all += $1; if ($1 > most) most = $1; if ($2 > peak) peak = $2 }
  END { printf "%-44s %.1f s, the slowest %.2f s, %.0f MB (bar 15 s)\n", NR " batches of 16 generated files", all, most, peak / 1024 }'

for file in "$dir"/generated/*.cpp; do
  printf '%s %s\n' "$(basename "$file" .cpp | sed -E 's/^thing[0-9]+_//')" "$(cost "$file")"
done | awk '{ sum[$1] += $2; count[$1]++; all += $2; if ($2 > most) most = $2; if ($3 > peak) peak = $3 }
  END {
    for (kind in sum) printf "%-44s %.2f s each\n", count[kind] " × *_" kind ".cpp", sum[kind] / count[kind] | "sort"
    close("sort")
    printf "%-44s %.1f s, the slowest %.2f s, %.0f MB\n", "one by one", all, most, peak / 1024
  }'
