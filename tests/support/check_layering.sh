#!/usr/bin/env bash
# Reads the #include lines and fails when a room includes what it must not know (the table of rooms in DESIGN.md).
# Prints nothing when the house stands.
set -euo pipefail
cd "$(dirname "$0")/../.."

# room: the rooms and third parties that it may include, besides the standard library and itself
rules='
base: nlohmann
model: base nlohmann re2
frontend/clang: base model clang-c
frontend/json: base model nlohmann
schema: base nlohmann
lower: base model schema
query: base model schema
emit: base model schema query nlohmann kainjow
introspect: base schema tenon nlohmann
import: base model schema lower emit nlohmann
docs: base model schema
migrate: base schema tenon nlohmann pg_query
lint: base schema migrate tenon nlohmann
command: base model frontend/clang frontend/json schema lower query emit introspect import docs migrate lint command tenon nlohmann cxxopts
'
broken=0
while read -r file; do
  room=${file#generator/}
  case $room in frontend/*/*) room=${room%/*} ;; */*) room=${room%%/*} ;; *) room=command ;; esac
  allowed=$(sed -n "s|^$room: ||p" <<<"$rules")
  while IFS=: read -r line include; do
    target=${include#*[\"<]}; target=${target%[\">]*}
    case $target in
      frontend/*/*) of=${target%/*} ;;
      sys/*) continue ;;
      */*) of=${target%%/*} ;;
      pg_query*) of=pg_query ;;
      *) continue ;;
    esac
    [ "$of" = "$room" ] && continue
    grep -qw -- "$of" <<<"$allowed" || { echo "$file:$line: error: $room must not include <$target> [layering]"; broken=1; }
  done < <(grep -nE '^[[:space:]]*#[[:space:]]*include' "$file")
done < <(git ls-files 'generator/*.hpp' 'generator/*.cpp')

# The runtime never knows the generator; drivers are known in their own folders only; public headers stay light (chrono.hpp is
# for the fields of std::chrono's types, and nothing else includes it).
# Its own folder query is not the generator's.
runtime() { grep -nE "$1" $(git ls-files "${@:2}") /dev/null && broken=1; return 0; }
runtime '#include "(base|model|frontend|schema|lower|query|emit|introspect|migrate|lint|command)/' 'runtime/*' ':!runtime/src/query'
runtime '#include "(base|model|frontend|schema|lower|emit|introspect|migrate|lint|command)/' runtime/src/query
runtime '#include [<"](libpq-fe|sqlite3|memory|chrono|functional|iostream|nlohmann/json)' 'runtime/include/*' ':!runtime/include/tenon/chrono.hpp'
runtime '#include [<"]tenon/chrono' 'runtime/include/*'
runtime '#include [<"](libpq-fe|sqlite3)' $(git ls-files 'runtime/src/*' | grep -vE 'runtime/src/(postgresql|sqlite)/' || true)
exit $broken
