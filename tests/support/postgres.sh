#!/usr/bin/env bash
# A private PostgreSQL for the tests: `postgres.sh start DIR` makes a cluster below DIR, with a socket there and no TCP, and
# prints its URL; `postgres.sh stop DIR` ends that very server by its pid. `postgres.sh kill DIR` kills it with all of its
# processes, `postgres.sh resume DIR` starts it again. The server refuses root, so as root it runs as the user `postgres`.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | head -n 1)
[ -n "$bin" ] || { echo "no PostgreSQL server found below /usr/lib/postgresql" >&2; exit 3; }
dir=$2
run=()
[ "$(id -u)" -eq 0 ] && run=(runuser -u postgres --)

start() {
  (cd / && "${run[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start >/dev/null) ||
    { "${run[@]}" cat "$dir/server.log" >&2; exit 3; }
}

case $1 in
  start)
    mkdir -p "$dir"
    [ ${#run[@]} -eq 0 ] || chown postgres "$dir"
    chmod 755 "$dir"
    "${run[@]}" "$bin/initdb" -D "$dir/data" -U tenon -A trust -E UTF8 --locale=C --no-sync >"$dir.initdb.log" 2>&1 ||
      { cat "$dir.initdb.log" >&2; exit 3; }
    cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
timezone = 'UTC'
CONF
    start
    echo "postgresql://tenon@/postgres?host=$dir"
    ;;
  kill)
    pid=$(head -n 1 "$dir/data/postmaster.pid")
    children=$(awk -v pid="$pid" '$1 == "PPid:" && $2 == pid {split(FILENAME, part, "/"); print part[3]}' /proc/[0-9]*/status 2>/dev/null) || true
    # shellcheck disable=SC2086
    kill -KILL "$pid" $children 2>/dev/null || true
    rm -f "$dir/data/postmaster.pid" "$dir"/.s.PGSQL.*
    ;;
  resume) start ;;
  stop)
    [ -f "$dir/data/postmaster.pid" ] || exit 0
    pid=$(head -n 1 "$dir/data/postmaster.pid")
    kill -INT "$pid" 2>/dev/null || true
    # The server takes its pid file away as its last act; its process may linger unreaped in a container.
    for _ in $(seq 100); do [ -f "$dir/data/postmaster.pid" ] && kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.1; done
    kill -QUIT "$pid" 2>/dev/null || true
    ;;
  *) echo "usage: postgres.sh start|stop|kill|resume DIR" >&2; exit 2 ;;
esac
