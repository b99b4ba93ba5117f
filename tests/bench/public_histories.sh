#!/usr/bin/env bash
# Whether tenon follows schemas that others changed: public_histories.sh BUILD OLD.sql NEWER.sql …, dumps of one schema at
# several times. Of each pair: a database as the old dump makes it, with rows; import, adopt; the models of the newer dump;
# revision, which drops what has gone, since nobody says what was renamed; upgrade, check, downgrade, diff with how it was,
# upgrade again. Prints a line for each pair, and exits 1 when a step does not hold: a required column without a default that
# comes while there are rows does not, by design, so that whoever reads the message has to decide.
set -uo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
[ $# -ge 3 ] || { echo "usage: public_histories.sh BUILD OLD.sql NEWER.sql …" >&2; exit 2; }
tenon=$(cd "$1" && pwd)/bin/tenon
shift
out=$(mktemp -d /tmp/tenon-histories.XXXXXX)
server=$(mktemp -d /tmp/tenon-pg.XXXXXX)
trap '"$root"/tests/support/postgres.sh stop "$server" || true; rm -rf "$server" "$server".initdb.log' EXIT
url=$(tests/support/postgres.sh start "$server")
psql() { PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin | sort -V | head -n 1)" command psql -X -q -At "$@"; }
database() { printf '%s' "${url/\/postgres?//$1?}"; }
failed=0

load() {
  psql "$url" -c "drop database if exists $1" -c "create database $1" 2>/dev/null
  psql "$(database "$1")" -f "$2" >load.out 2>load.err
}
import() {
  rm -rf models
  "$tenon" import "$(database "$1")"
}
# Says what it drops as often as it asks.
revise() {
  local drops=() asked
  until "$tenon" revision -m newer --id bbbb02 "${drops[@]}" 2>revision.err; do
    asked=$(grep -oE -- '--drop [^ `,]+' revision.err | sort -u)
    [ -n "$asked" ] && [[ " ${drops[*]-} " != *" $(head -n 1 <<<"$asked") "* ]] || { cat revision.err >&2; return 1; }
    while read -r flag name; do drops+=("$flag" "$name"); done <<<"$asked"
  done
  # Nothing differs.
  ls migrations/*_newer >/dev/null 2>&1 || return 0
  sed -i -E 's/^-- tenon: accept\? (\w+): .*/-- tenon: accept \1: as it went/' migrations/*_newer/postgresql.up.sql
  "$tenon" generate
}
follow() {
  local old=$1 newer=$2
  load old "$old" && load newer "$newer"
  psql "$(database old)" -f "$root/tests/bench/three_rows.sql"
  psql "$url" -c "drop database if exists before" -c "create database before template old"
  printf '{"models": ["models/*"], "dialects": ["postgresql"], "namespace": "app"}\n' >tenon.json
  import old && "$tenon" adopt --database "$(database old)" --id aaaa01 || return 1
  import newer && revise || return 1
  "$tenon" upgrade --database "$(database old)" && "$tenon" check --database "$(database old)" || return 1
  ls migrations/*_newer >/dev/null 2>&1 || return 0
  "$tenon" downgrade aaaa01 --accept-data-loss --database "$(database old)" || return 1
  import before && "$tenon" diff "$(database old)" models || return 1
  "$tenon" upgrade --database "$(database old)"
}

while [ $# -ge 2 ]; do
  old=$(realpath "$1") newer=$(realpath "$2")
  folder=$out/$(basename "$newer" .sql)
  mkdir -p "$folder"
  cd "$folder"
  if follow "$old" "$newer" >log 2>&1; then result=ok; else
    result="FAILED: $(grep -m 1 '^error' log || tail -n 1 log)"
    failed=1
  fi
  printf '%-24s %4s statements   %s\n' "$(basename "$newer")" \
    "$(cat migrations/*_newer/postgresql.up.sql 2>/dev/null | grep -c 'tenon: statement')" "$result"
  cd "$root"
  shift
done
echo "logs: $out"
exit "$failed"
