#!/usr/bin/env bash
# readme_test.sh README CMAKE GENERATOR PACKAGE COMPILER TENON: "Five minutes in a project of your own", word for word.
set -euo pipefail
readme=$1 cmake=$2 generator=$3 package=$4 compiler=$5 tenon=$6
work=$(mktemp -d /tmp/tenon-readme.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset DATABASE_URL

fail() { echo "FAILED: $*" >&2; [ ! -f log ] || tail -n 30 log >&2; exit 1; }
# The first block of code that has this text.
block() {
  awk -v text="$1" '
    /^```/ { if (inside && index(code, text)) { printf "%s", code; exit } inside = !inside; code = ""; next }
    inside { code = code $0 "\n" }' "$readme"
}

"$tenon" init >log 2>&1 || fail "tenon init"
block 'struct [[tenon::table("users")]] User' >models/user.hpp
block 'int main()' >main.cpp
block 'find_package(Tenon' >CMakeLists.txt
for file in models/user.hpp main.cpp CMakeLists.txt; do [ -s "$file" ] || fail "no $file in the README"; done
"$tenon" generate >log 2>&1 || fail "tenon generate"
"$tenon" revision -m "users" >log 2>&1 || fail "tenon revision"
"$tenon" upgrade >log 2>&1 || fail "tenon upgrade"
"$cmake" -S . -B build -G "$generator" -DTenon_DIR="$package" -DCMAKE_CXX_COMPILER="$compiler" >log 2>&1 || fail "configure"
"$cmake" --build build >log 2>&1 || fail "build"
for run in first second; do
  build/blog >out 2>log || fail "the $run run"
  [ "$(cat out)" = "Ada is number 1" ] || fail "the $run run printed: $(cat out)"
done

# Each snippet of the table compiles where the README shows it: in a program with a session.
{
  sed '/^int main/,$d' main.cpp
  printf 'void look(tenon::Session& session) {\n'
  block 'blog::UserRepository users{session};' | sed 's/^/  /'
  printf '}\n'
} >look.cpp
printf 'add_library(look STATIC look.cpp)\ntarget_link_libraries(look PRIVATE blog_data)\n' >>CMakeLists.txt
"$cmake" --build build >log 2>&1 || fail "the table's right side"
