# The Debian packages that each command needs; sourced by samples/run, tests/run and .ci/run, so that none is forgotten.
build_packages=(g++ cmake ninja-build ccache pkg-config libclang-14-dev libclang-common-14-dev nlohmann-json3-dev
  libcxxopts-dev libkainjow-mustache-dev libre2-dev libpg-query-dev libpq-dev libsqlite3-dev)
test_packages=("${build_packages[@]}" libgtest-dev libgmock-dev clang-14 clang libclang-rt-14-dev make postgresql-15 sqlite3
  pgbouncer python3-jsonschema)
check_packages=("${test_packages[@]}" clang-format-14 clang-format clang-tidy-14 clang-tidy)
bench_packages=("${test_packages[@]}" alembic libbenchmark-dev python3-psycopg2 valgrind)
