#!/usr/bin/env bash
# What `tenon generate` costs for 1, 10 and 100 entities of ten fields, from each front end: generate_cost.sh BUILD. Every
# run is a cold process that writes all files of an empty folder; the figures are CPU milliseconds (user + system, median of
# 5). Beside them the floors: libclang on an empty file, nlohmann_json parsing and walking the same models.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$(cd "${1:?usage: generate_cost.sh BUILD}" && pwd)/bin

dir=$(mktemp -d /tmp/tenon-bench.XXXXXX)
trap 'rm -rf "$dir"' EXIT

cpp_entity() {
  cat <<CPP
/// Entity number $1.
struct [[tenon::table("things_$1")]] Thing$1 {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique, tenon::email]] std::string email;
  [[tenon::length(1, 80)]] std::string name;
  [[tenon::index]] std::string city;
  std::int32_t size = 3;
  double weight{};
  bool is_visible = true;
  std::optional<std::string> remark;
  [[tenon::created_at]] tenon::Timestamp created_at;
  [[tenon::updated_at]] tenon::Timestamp updated_at;
};
CPP
}

cpp_file() {
  printf '#pragma once\n#include <cstdint>\n#include <optional>\n#include <string>\n#include <tenon/model.hpp>\n'
  printf 'namespace shop {\n'
  for number in "$@"; do cpp_entity "$number"; done
  printf '}  // namespace shop\n'
}

json_entity() {
  cat <<JSON
{"x-tenon": {"namespace": "shop"}, "\$defs": {"Thing$1": {
 "type": "object", "description": "Entity number $1.", "x-tenon": {"table": "things_$1"},
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
}

# project NAME GLOB: a project folder with its models in models/.
project() {
  mkdir -p "$dir/$1/models"
  cat >"$dir/$1/tenon.json" <<JSON
{"models": ["models/$2"], "output": "generated", "migrations": "migrations", "dialects": ["sqlite", "postgresql"],
 "database": "sqlite:///bench.db", "clang": {"include": ["models"]}}
JSON
}

for count in 1 10 100; do
  project "cpp$count" '*.hpp'
  project "json$count" '*.json'
  for number in $(seq "$count"); do
    cpp_file "$number" >"$dir/cpp$count/models/thing$number.hpp"
    json_entity "$number" >"$dir/json$count/models/thing$number.json"
  done
done
project cpp100_one_file '*.hpp'
cpp_file $(seq 100) >"$dir/cpp100_one_file/models/things.hpp"
: >"$dir/empty.hpp"
printf '#include <cstdint>\n#include <optional>\n#include <string>\n' >"$dir/standard.hpp"

# cpu CLEAN COMMAND…: the median of 5, in milliseconds. CLEAN is a folder to remove before each run, or "".
TIMEFORMAT='%3U %3S'
cpu() {
  local clean=$1 status=0
  shift
  [ -z "$clean" ] || rm -rf "$clean"
  "$@" >"$dir/log" 2>&1 || status=$?
  [ "$status" -eq 0 ] || { cat "$dir/log" >&2; echo "failed ($status): $*" >&2; exit 1; }
  for _ in 1 2 3 4 5; do
    [ -z "$clean" ] || rm -rf "$clean"
    { time "$@" >"$dir/log" 2>&1; } 2>&1 | awk 'END { print 1000 * ($1 + $2) }'
  done | sort -n | sed -n 3p
}
generate() { (cd "$dir/$1" && exec "$bin/tenon" generate "${@:2}"); }
export TENON_CACHE_DIR=$dir/cache
# line NAME CLEAN COMMAND…
line() {
  local name=$1 figure
  shift
  figure=$(cpu "$@")
  printf '%-46s %6s ms\n' "$name" "$figure"
}

echo "CPU of tenon generate, cold, all files written (median of 5)"
for models in cpp1 cpp10 cpp100 cpp100_one_file json1 json10 json100; do
  line "$models" "$dir/$models/generated" generate "$models" --no-cache
done
line "cpp100, again with nothing changed" "" generate cpp100 --no-cache
line "cpp100, the headers from the cache" "" generate cpp100
line "json100, again with nothing changed" "" generate json100
echo "floors"
line "cp -r of the files of cpp100" "$dir/copy" cp -r "$dir/cpp100/generated" "$dir/copy"
clang=("$bin/bench_parse" clang)
line "libclang on an empty file" "" "${clang[@]}" "$dir/empty.hpp" -xc++ -std=c++20
line "libclang on <cstdint> <optional> <string>" "" "${clang[@]}" "$dir/standard.hpp" -xc++ -std=c++20
line "nlohmann_json on the models of json100" "" "$bin/bench_parse" json "$dir"/json100/models/*.json
