#!/usr/bin/env bash
# with_postgres.sh COMMAND...: runs it with TENON_TEST_URL, a PostgreSQL server of ours: the one that TENON_TEST_POSTGRESQL
# names, else a private one for the time of the command.
set -euo pipefail
if [ -z "${TENON_TEST_POSTGRESQL:-}" ]; then
  server=$(mktemp -d /tmp/tenon-pg.XXXXXX)
  trap '"${BASH_SOURCE%/*}/postgres.sh" stop "$server" || true; rm -rf "$server" "$server".initdb.log' EXIT
  TENON_TEST_POSTGRESQL=$("${BASH_SOURCE%/*}/postgres.sh" start "$server")
fi
export TENON_TEST_URL=$TENON_TEST_POSTGRESQL
"$@"
