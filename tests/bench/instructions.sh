#!/usr/bin/env bash
# Client instructions, by callgrind: instructions.sh BUILD [WORK…]. Each figure is the difference of two runs that do the
# work a different number of times, so that start, connecting and preparing drop out; the server is another process and is
# not counted. Prints instructions per call (per row for list, create_many and bulk_load) and their ratio to raw.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:?usage: instructions.sh BUILD [WORK…]}/bin/bench_instructions
shift
works=("$@")
[ ${#works[@]} -gt 0 ] || works=(find list create create_many bulk_load)

dir=$(mktemp -d /tmp/tenon-bench.XXXXXX)
trap 'tests/support/postgres.sh stop "$dir/pg" || true; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$dir"
postgresql=$(tests/support/postgres.sh start "$dir/pg")
sqlite=sqlite:///$dir/bench.db
"$program" "$postgresql" fill
"$program" "$sqlite" fill

collected() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" 2>&1 |
    awk '/Collected/ { print $4; found = 1 } END { exit !found }'
}

# per_unit URL CONTENDER WORK: instructions for one find or create, or for one row of the others.
per_unit() {
  local less=200 more=1200 rows=1
  case $3 in list | create_many | bulk_load) less=2 more=10 rows=1000 ;; esac
  local few many
  few=$(collected "$1" "$2" "$3" "$less")
  many=$(collected "$1" "$2" "$3" "$more")
  echo $(((many - few) / (more - less) / rows))
}

echo "client instructions, ratio to raw (instructions)"
for url in "$postgresql" "$sqlite"; do
  for work in "${works[@]}"; do
    tenon=$(per_unit "$url" tenon "$work")
    raw=$(per_unit "$url" raw "$work")
    printf '%-11s %-12s %s\n' "${url%%:*}" "$work" "$(awk -v t="$tenon" -v r="$raw" \
      'BEGIN { printf "tenon %.2f (%d)  raw 1.00 (%d)", t / r, t, r }')"
  done
done
