#!/usr/bin/env bash
# What migrations of 500 tables cost, against psql running the same SQL and Debian's Alembic on the same tables:
# migrations.sh BUILD [ROUNDS]. Wall milliseconds of whole commands, medians of three interleaved rounds, and their ratios and goals.
# Starts a PostgreSQL of its own. Whoever comes first after CREATE DATABASE pays for a cold cache, so psql and tenon take turns at it.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$(cd "${1:?usage: migrations.sh BUILD}" && pwd)/bin
tables=500
rounds=${2:-3}

dir=$(mktemp -d /tmp/tenon-bench.XXXXXX)
server=$(mktemp -d /tmp/tenon-pg.XXXXXX)
trap 'tests/support/postgres.sh stop "$server" || true; rm -rf "$dir" "$server" "$server".initdb.log' EXIT
url=$(tests/support/postgres.sh start "$server")
psql() { PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin | sort -V | head -n 1)" command psql -X -q -v ON_ERROR_STOP=1 "$@" >/dev/null; }
database() { printf '%s' "${url/\/postgres?//$1?}"; }
fresh() {
  psql "$url" -c "drop database if exists $1" -c "create database $1"
}

milliseconds() {
  local began ended
  began=$(date +%s%N)
  "$@" >"$dir/out" 2>&1 || { cat "$dir/out" >&2; exit 1; }
  ended=$(date +%s%N)
  echo $(((ended - began) / 100000)) >>"$dir/times.$name"
}
# time NAME COMMAND…
time_of() {
  name=$1
  shift
  milliseconds "$@"
}
median() { sort -n "$dir/times.$1" | awk '{all[NR] = $1} END {printf "%.1f", all[int((NR + 1) / 2)] / 10}'; }
row() { printf '%-58s %9s ms   %s%s\n' "$1" "$(median "$2")" "${3:-}" "${4:+ (goal $4)}"; }
beyond() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN {printf "%.0f ms beyond '"$3"'", a - b}'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN {printf "%.2f of %s", a / b, "'"$3"'"}'; }

mkdir -p "$dir/tenon/models" "$dir/alembic/versions"
python=/usr/bin/python3
"$python" - "$dir" "$tables" <<'PY'
import json, sys
folder, count = sys.argv[1], int(sys.argv[2])
def entity(n):
    properties = {
        "id": {"type": "integer", "format": "int64", "x-tenon": {"primary_key": True}},
        "email": {"type": "string", "x-tenon": {"unique": True}},
        "name": {"type": "string", "minLength": 1, "maxLength": 80},
        "city": {"type": "string", "x-tenon": {"index": True}},
        "size": {"type": "integer", "format": "int32", "default": 3},
        "weight": {"type": "number"},
        "is_visible": {"type": "boolean", "default": True},
        "remark": {"type": "string"},
        "created_at": {"type": "string", "format": "date-time"},
    }
    if n > 0:
        properties["before_id"] = {"type": "integer", "format": "int64", "x-tenon": {
            "index": True, "references": {"field": f"Thing{(n - 1) // 4}.id", "on_delete": "set_null"}}}
    return {"type": "object", "x-tenon": {"table": f"things_{n}"}, "properties": properties,
            "required": ["id", "email", "name", "city", "size", "weight", "is_visible", "created_at"]}
def write(extra):
    models = {"x-tenon": {"namespace": "shop"}, "$defs": {f"Thing{n}": entity(n) for n in range(count)}}
    if extra:
        models["$defs"]["Thing7"]["properties"]["colour"] = {"type": "string"}
    json.dump(models, open(f"{folder}/tenon/models/{'later' if extra else 'shop'}.json.txt", "w"))
write(False)
write(True)
json.dump({"models": ["models/*.json"], "dialects": ["postgresql"]}, open(f"{folder}/tenon/tenon.json", "w"))
with open(f"{folder}/alembic/models.py", "w") as out:
    out.write("import sqlalchemy as sa\nmetadata = sa.MetaData()\n")
    out.write("C = sa.Column\n")
    for n in range(count):
        before = f"""
    C('before_id', sa.BigInteger, sa.ForeignKey('things_{(n - 1) // 4}.id', ondelete='SET NULL'), index=True),""" if n else ""
        out.write(f"""sa.Table('things_{n}', metadata,
    C('id', sa.BigInteger, sa.Identity(), primary_key=True),
    C('email', sa.Text, nullable=False, unique=True),
    C('name', sa.String(80), nullable=False),
    C('city', sa.Text, nullable=False, index=True),
    C('size', sa.Integer, nullable=False, server_default='3'),
    C('weight', sa.Float(53), nullable=False),
    C('is_visible', sa.Boolean, nullable=False, server_default=sa.true()),
    C('remark', sa.Text),{before}
    C('created_at', sa.DateTime(timezone=True), nullable=False))
""")
PY
cat >"$dir/alembic/alembic.ini" <<INI
[alembic]
script_location = $dir/alembic
INI
cat >"$dir/alembic/script.py.mako" <<'MAKO'
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
import sqlalchemy as sa
from alembic import op
def upgrade():
    ${upgrades if upgrades else "pass"}
def downgrade():
    ${downgrades if downgrades else "pass"}
MAKO
cat >"$dir/alembic/env.py" <<PY
import os, sys
sys.path.insert(0, "$dir/alembic")
import sqlalchemy as sa
from alembic import context
from models import metadata
engine = sa.create_engine(os.environ["ALEMBIC_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
PY
alembic() { ALEMBIC_URL=$(sqlalchemy_url "$database_name") "$python" -m alembic -c "$dir/alembic/alembic.ini" "$@"; }
sqlalchemy_url() { printf 'postgresql+psycopg2://tenon@/%s?host=%s' "$1" "$server"; }
tenon() { (cd "$dir/tenon" && "$bin/tenon" "$@"); }

cp "$dir/tenon/models/shop.json.txt" "$dir/tenon/models/shop.json"
for round in $(seq "$rounds"); do
  rm -rf "$dir/tenon/migrations" "$dir/alembic/versions"/*
  fresh bench_tenon && fresh bench_psql && fresh bench_alembic && fresh bench_alembic_psql
  database_name=bench_alembic
  time_of start tenon --version
  time_of read tenon dump schema
  time_of revision tenon revision -m "things" --id aaaa01
  sql=$(ls "$dir"/tenon/migrations/*/postgresql.up.sql)
  apply_by_psql() { time_of psql psql -1 "$(database bench_psql)" -f "$sql"; }
  apply_by_tenon() { time_of upgrade tenon upgrade --database "$(database bench_tenon)"; }
  if ((round % 2)); then apply_by_psql && apply_by_tenon; else apply_by_tenon && apply_by_psql; fi
  time_of connect psql "$(database bench_tenon)" -c "select 1"
  time_of current tenon current --database "$(database bench_tenon)"
  time_of check tenon check --database "$(database bench_tenon)"
  cp "$dir/tenon/models/later.json.txt" "$dir/tenon/models/shop.json"
  time_of read_later tenon dump schema
  time_of later tenon revision -m "colour" --id bbbb02
  cp "$dir/tenon/models/shop.json.txt" "$dir/tenon/models/shop.json"
  time_of alembic_revision alembic revision --autogenerate -m things
  alembic upgrade head --sql >"$dir/alembic.sql" 2>/dev/null || true
  time_of alembic_upgrade alembic upgrade head
  time_of alembic_current alembic current
  time_of alembic_check alembic revision --autogenerate -m nothing
done

echo "500 tables of ten columns, two indexes, a unique key and a foreign key"
row "tenon --version: the start of the program" start
row "tenon: reading the models (dump schema)" read
row "tenon revision, the first" revision "$(ratio revision alembic_revision "alembic's")"
row "tenon: reading the models with one field more" read_later
row "tenon revision, one column" later "$(beyond later read_later reading)" "150 ms"
row "psql with the same SQL" psql
row "tenon upgrade" upgrade "$(ratio upgrade psql "psql's")" 1.10
row "psql: connect, select 1" connect
row "tenon current" current "$(beyond current connect "psql's select 1")" "50 ms"
row "tenon check --database" check "$(ratio check alembic_check "alembic's")" "500 ms"
row "alembic revision --autogenerate, the first" alembic_revision
row "alembic upgrade" alembic_upgrade "$(ratio upgrade alembic_upgrade "it is tenon's")"
row "alembic current" alembic_current "$(ratio current alembic_current "it is tenon's")"
row "alembic revision --autogenerate, nothing to do" alembic_check
