#!/usr/bin/env bash
# A pooler before a private PostgreSQL of the tests: `pgbouncer.sh start DIR SERVER` pools by transaction what comes to a
# socket in DIR and passes it on to the server whose socket is in SERVER; `pgbouncer.sh stop DIR` ends it by its pid.
set -euo pipefail

dir=$2
run=()
[ "$(id -u)" -eq 0 ] && run=(runuser -u postgres --)
pooler=$(PATH="$PATH:/usr/sbin" command -v pgbouncer) || { echo "no pgbouncer found" >&2; exit 3; }

case $1 in
  start)
    mkdir -p "$dir"
    [ ${#run[@]} -eq 0 ] || chown postgres "$dir"
    chmod 755 "$dir"
    cat >"$dir/pgbouncer.ini" <<CONF
[databases]
* = host=$3 user=tenon
[pgbouncer]
listen_addr =
unix_socket_dir = $dir
listen_port = 5432
auth_type = any
pool_mode = transaction
default_pool_size = 4
pidfile = $dir/pid
logfile = $dir/log
CONF
    (cd / && "${run[@]}" "$pooler" -q -d "$dir/pgbouncer.ini")
    for _ in $(seq 100); do [ -S "$dir/.s.PGSQL.5432" ] && break; sleep 0.05; done
    ;;
  stop)
    [ -f "$dir/pid" ] && kill -TERM "$(cat "$dir/pid")" 2>/dev/null || true
    ;;
  *) echo "usage: pgbouncer.sh start DIR SERVER | stop DIR" >&2; exit 2 ;;
esac
