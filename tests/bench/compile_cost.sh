#!/usr/bin/env bash
# What the generated face costs a compiler: CPU seconds (user + system, the median of 5 interleaved compiles with g++ -O0) of
# one generated repository .cpp and of a user's file with CRUD on one entity, as ratios to the struct with its standard
# headers alone; and the lines that a generated repository header preprocesses to. compile_cost.sh [BUILD]: the build is
# needed only for the headers that configuring makes.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/bench}
compiler=${CXX:-g++}
blog=tests/golden/blog

dir=$(mktemp -d /tmp/tenon-bench.XXXXXX)
trap 'rm -rf "$dir"' EXIT

cat >"$dir/struct.cpp" <<'CPP'
#include <cstdint>
#include <optional>
#include <string>
enum class Role { reader, author, admin };
struct User {
  std::int64_t created_at{};
  std::int64_t updated_at{};
  std::int64_t id{};
  std::string email;
  std::string name;
  std::string password_hash;
  Role role = Role::reader;
  std::optional<std::string> bio;
};
CPP
sed 's/#include <string>/&\n#include <vector>/' "$dir/struct.cpp" >"$dir/struct_with_vector.cpp"
cp "$blog/expected/user_repository.cpp" "$dir/repository.cpp"
cp tests/bench/crud.cpp "$dir/crud.cpp"
printf '#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n' >"$dir/standard.cpp"
printf '#include "user_repository.hpp"\n' >"$dir/header.cpp"
files=(struct struct_with_vector repository crud)

flags=(-std=c++20 -O0 -Iruntime/include "-I$build/runtime/include" "-I$blog/models" "-I$blog/expected")
TIMEFORMAT='%U %S'
seconds() { { time "$compiler" "${flags[@]}" -c "$dir/$1.cpp" -o "$dir/$1.o" >&2; } 2>&1 | awk 'END { print $1 + $2 }'; }

for file in "${files[@]}"; do "$compiler" "${flags[@]}" -c "$dir/$file.cpp" -o "$dir/$file.o"; done
for _ in 1 2 3 4 5; do
  for file in "${files[@]}"; do seconds "$file" >>"$dir/$file.times"; done
done
median() { sort -n "$dir/$1.times" | sed -n 3p; }
ratio() { awk -v a="$(median "$1")" -v b="$(median struct)" 'BEGIN { printf "%.2f (%.2f s)", a / b, a }'; }

echo "CPU to compile with $compiler -O0, as a ratio to the struct with its standard headers (median of 5)"
printf '%-44s %s\n' "the struct: <cstdint> <optional> <string>" "$(ratio struct)" "the struct, and <vector>" \
  "$(ratio struct_with_vector)" "a user's file with CRUD" "$(ratio crud)" "the generated repository.cpp" "$(ratio repository)"

lines() { "$compiler" "${flags[@]}" -E -P "$dir/$1.cpp" | wc -l; }
marked() { "$compiler" "${flags[@]}" -E "$dir/$1.cpp" | wc -l; }
echo "preprocessed lines of user_repository.hpp, beside <string> <optional> <vector> <cstdint>"
printf '%-44s %d - %d = %d\n' "as the compiler prints them" "$(marked header)" "$(marked standard)" \
  $(($(marked header) - $(marked standard))) "without markers and empty lines" "$(lines header)" "$(lines standard)" \
  $(($(lines header) - $(lines standard)))
