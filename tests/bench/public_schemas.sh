#!/usr/bin/env bash
# Whether tenon takes over schemas that others wrote: public_schemas.sh BUILD SCHEMA…; a SCHEMA is an SQL file, which is loaded
# into a PostgreSQL that is started for it, or a database's URL, which is only read. Of each: import in both forms, generate,
# compile what was generated (syntax only), diff, which has to be empty, adopt in a copy, check --database. Prints counts,
# seconds, and into OUT (else a temporary folder) the names of what was left alone. Exits 1 when one of the steps does not hold.
# What an SQL file needs and the server has not (an extension, a role) fails to load, which is counted and gone over.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
[ $# -ge 2 ] || { echo "usage: public_schemas.sh BUILD SCHEMA…" >&2; exit 2; }
build=$(cd "$1" && pwd)
shift
tenon=$build/bin/tenon
compiler=${CXX:-g++}
out=${OUT:-$(mktemp -d /tmp/tenon-public.XXXXXX)}
server=$(mktemp -d /tmp/tenon-pg.XXXXXX)
trap '"$root"/tests/support/postgres.sh stop "$server" || true; rm -rf "$server" "$server".initdb.log' EXIT
url=$(tests/support/postgres.sh start "$server")
psql() { PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin | sort -V | head -n 1)" command psql -X -q -At "$@"; }
flags=(-std=c++20 -O0 -fsyntax-only "-I$root/runtime/include" "-I$build/runtime/include" -I. -Igenerated -Imodels)
failed=0

# step NAME SAID COMMAND…: its seconds, and the last line of what it says, which is in NAME.out and NAME.err: SAID is one of
# the two.
step() {
  local name=$1 said=$2 began
  shift 2
  began=$(date +%s%N)
  if "$@" >"$name.out" 2>"$name.err"; then result=ok; else
    result="FAILED ($?)"
    failed=1
  fi
  printf '  %-10s %-12s %6s s   %s\n' "$name" "$result" "$(awk "BEGIN {printf \"%.1f\", ($(date +%s%N) - $began) / 1e9}")" \
    "$(tail -n 1 "$name.$said")"
}

# Batches of generated files, as tenon_generate() compiles them: those named.
compile() {
  local files=("$@") at
  for ((at = 0; at < ${#files[@]}; at += 16)); do
    printf '#include "%s"\n' "${files[@]:at:16}" >"batch$((at / 16)).cpp"
  done
  # Within step() a command that fails stops nothing.
  if [ ${#files[@]} -ne 0 ] && ! ls batch*.cpp | xargs -P "$(nproc)" -n 1 "$compiler" "${flags[@]}"; then return 1; fi
  rm -f batch*.cpp
}
compile_cpp() {
  compile generated/*.cpp || return
  echo "$(ls generated/*.cpp | wc -l) files"
}
# The JSON form's code is the other form's below the banner, with the entities besides: what is not the same is compiled.
compile_json() {
  local file others=()
  for file in generated/*.hpp; do
    [ -e "../cpp/$file" ] || others+=("$file")
  done
  for file in generated/*.cpp; do
    cmp -s <(grep -v '^//' "$file") <(grep -v '^//' "../cpp/$file") || others+=("$file")
  done
  compile "${others[@]}" || return
  echo "${#others[@]} files that the other form has not"
}

counts="select format('%s tables, %s partitions, %s views, %s materialized, %s foreign tables',
  count(*) filter (where relkind in ('r', 'p') and not relispartition), count(*) filter (where relispartition),
  count(*) filter (where relkind = 'v'), count(*) filter (where relkind = 'm'), count(*) filter (where relkind = 'f'))
  from pg_class c join pg_namespace n on n.oid = relnamespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and relkind in ('r', 'p', 'v', 'm', 'f')
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')"

for schema in "$@"; do
  case $schema in
    *://*) name=$(basename "${schema%%\?*}") ;;
    *) name=$(basename "$schema" .sql); schema=$(realpath "$schema") ;;
  esac
  echo "== $name"
  rm -rf "${out:?}/$name"
  mkdir -p "$out/$name"
  cd "$out/$name"
  database=$schema
  if [[ $schema != *://* ]]; then
    psql "$url" -c "create database \"$name\""
    database=${url/\/postgres?//$name?}
    psql "$database" -f "$schema" >load.out 2>load.err || true
    echo "  loaded, with $(grep -c 'ERROR:' load.err || true) errors"
  fi
  [[ $database != postgresql* ]] || echo "  $(psql "$database" -c "$counts")"
  dialect=sqlite
  [[ $database != postgresql* ]] || dialect=postgresql
  for form in cpp json; do
    mkdir "$form"
    cd "$form"
    printf '{"models": ["models/*"], "dialects": ["%s"], "namespace": "app"}\n' "$dialect" >tenon.json
    step import err "$tenon" import "$database" --form "$form"
    step generate err "$tenon" generate
    step diff err "$tenon" diff "$database" models
    if [[ $schema != *://* ]]; then
      psql "$database" -c 'drop table if exists tenon_history' 2>adopt.err
      step adopt err "$tenon" adopt --database "$database" --id 0123456789ab
    fi
    step check err "$tenon" check --database "$database"
    step compile out "compile_$form"
    cd ..
  done
  grep '^note: ' cpp/import.err | sed 's/^note: //' >left.txt || true
  echo "  left alone: $(wc -l <left.txt) ($out/$name/left.txt)"
  cd "$root"
done
exit "$failed"
