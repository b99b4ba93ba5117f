#!/usr/bin/env bash
# generate_test.sh CMAKE GENERATOR PACKAGE COMPILER TENON: a user's project lives through its days with tenon_generate().
set -euo pipefail
cmake=$1 generator=$2 package=$3 compiler=$4 tenon=$5
work=$(mktemp -d /tmp/tenon-cmake.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() { echo "FAILED: $*" >&2; [ ! -f log ] || tail -n 30 log >&2; exit 1; }
build() { "$cmake" --build build "$@" >log 2>&1; }
configure() { "$cmake" -S . -B build -G "$generator" -DTenon_DIR="$package" -DCMAKE_CXX_COMPILER="$compiler" "$@" >log 2>&1 || fail "configure $*"; }
sum() { find app/generated -type f -exec sha256sum {} + | sort | sha256sum; }

mkdir -p app/models third/include/third
# Seen through the include folders of the target alone.
echo '#pragma once
namespace third { enum class Level { low, high }; }' >third/include/third/level.hpp
cat >app/tenon.json <<'JSON'
{"models": ["models/note.hpp"], "clang": {"include": ["models"]}, "dialects": ["sqlite"]}
JSON
cat >app/models/stamped.hpp <<'CPP'
#pragma once
#include <tenon/model.hpp>
namespace app {
struct Stamped {
  [[tenon::created_at]] tenon::Timestamp created_at;
};
}
CPP
cat >app/models/note.hpp <<'CPP'
#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>
#include <third/level.hpp>
#include "stamped.hpp"
namespace app {
struct NoteCreate;
void validate_extra(const NoteCreate& note, tenon::Violations& violations);
struct [[tenon::table("notes")]] Note : Stamped {
  [[tenon::primary_key]] std::int64_t id{};
  std::string text;
#if HAS_THIRD
  third::Level level = third::Level::low;
#endif
};
}
CPP
cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(app LANGUAGES CXX)
option(PREBUILT "" OFF)
find_package(Tenon REQUIRED)
add_library(third INTERFACE)
target_include_directories(third INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/third/include)
target_compile_definitions(third INTERFACE HAS_THIRD=1)
add_subdirectory(app)
add_executable(only_header only_header.cpp)
target_link_libraries(only_header PRIVATE app_data)
CMAKE
cat >app/CMakeLists.txt <<'CMAKE'
if(PREBUILT)
  set(how prebuilt BATCH 1)
else()
  set(how verify)
endif()
tenon_generate(TARGET app_data PROJECT tenon.json MODE ${how} LINK third)
target_sources(app_data PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/rules.cpp)
if(TARGET app_data_testing)
  add_executable(app_test test.cpp)
  target_link_libraries(app_test PRIVATE app_data_testing Tenon::sqlite GTest::gtest_main)
endif()
add_executable(app main.cpp)
target_link_libraries(app PRIVATE app_data Tenon::sqlite)
CMAKE
echo '#include "note_dto.hpp"
int main() { app::NoteCreate note{.text = "x"}; return note.text->size() == 1 ? 0 : 1; }' >only_header.cpp
cat >app/main.cpp <<'CPP'
#include <tenon/engine.hpp>
#include <tenon/session.hpp>
#include <tenon/violations.hpp>
#include "note_repository.hpp"
int main() {
  if (validate(app::NoteCreate{.text = "x"}).total() != 0) return 2;
  if (validate(app::NoteCreate{.text = "ad"}).total() != 1) return 3;
  tenon::Engine engine{"sqlite://"};
  tenon::Session session = engine.session();
  return app::NoteRepository{session}.list({}).items.empty() ? 0 : 1;
}
CPP

# The rule that the model's header declares; nobody registers it.
cat >app/rules.cpp <<'CPP'
#include <tenon/violations.hpp>
#include "note_dto.hpp"
void app::validate_extra(const NoteCreate& note, tenon::Violations& violations) {
  if (*note.text == "ad") violations.add("text", "value_error", "Value error, no advertisements");
}
CPP
cat >app/test.cpp <<'CPP'
#include <tenon/testing.hpp>
#include "create_all.hpp"
#include "note_factory.hpp"
struct NoteTest : tenon::DatabaseTest {
  NoteTest() : DatabaseTest{app::create_all} {}
};
TEST_F(NoteTest, IsMade) { EXPECT_EQ(app::NoteFactory{}.text("x").create(session()).text, "x"); }
CPP

# Before the first update the build says what to do; the update writes; then everything builds.
configure
build && fail "a build without generated files passed"
grep -q 'app_data_update' log || fail "the message does not name the update target"
[ ! -e app/generated ] || fail "a verifying build wrote into the source tree"
build --target app_data_update || fail "first update"
[ -f app/generated/note_repository.cpp ] || fail "the update wrote nothing"
grep -q 'third::Level level' app/generated/note_dto.hpp || fail "the target's includes and defines were not used"
build || fail "build after the first update"

# Nothing changed: nothing is verified again.
stamp=$(find build -name verified)
before=$(stat -c %Y%y "$stamp")
build || fail "second build"
[ "$before" = "$(stat -c %Y%y "$stamp")" ] || fail "verified again although nothing changed"

# A changed model fails the build with a difference and the command; the source tree stays as it is.
kept=$(sum)
sleep 1.1
sed -i 's|std::string text;|std::string text;\n  std::optional<std::string> title;|' app/models/note.hpp
build && fail "a stale data layer passed"
grep -q 'title' log || fail "the difference does not show the new member"
grep -q -- '--target app_data_update' log || fail "the command to run is not named"
[ "$kept" = "$(sum)" ] || fail "a verifying build changed the source tree"
build --target app_data_update || fail "update"
build || fail "build after the update: everything has to be compiled in this very build"
grep -q title app/generated/note_table.hpp || fail "the update did not write the new member"

# A header that the model includes counts too.
sleep 1.1
sed -i 's|created_at;|created_at;\n  [[tenon::updated_at]] tenon::Timestamp updated_at;|' app/models/stamped.hpp
build && fail "a change in an included header passed"
build --target app_data_update && build || fail "update after an included header"

# A new entity: the list of sources follows the manifest in the next build.
sleep 1.1
cat >>app/models/note.hpp <<'CPP'
namespace app {
struct [[tenon::table("tags")]] Tag {
  [[tenon::primary_key]] std::int64_t id{};
};
}
CPP
build --target app_data_update && build || fail "update with a new entity"
grep -q '/tag_repository.cpp"' "$(find build -name batch_1.cpp)" || fail "the new entity is not in the batch"
nm -C "$(find build -name libapp_data.a)" >log
grep -q 'T app::TagRepository::create' log || fail "the new entity was not compiled"
find build -path '*app_data.dir*' -name '*_repository.cpp*.o' | grep -q . && fail "files were compiled one by one"

# What tests link is a library of its own, in a folder of its own.
sleep 1.1
sed -i 's|"models"|"testing": true, "models"|' app/tenon.json
build && fail "a project file that asks for more passed"
build --target app_data_update && build || fail "update with what tests link"
[ -f app/generated/testing/note_factory.cpp ] || fail "no factory was written"
find build -path '*app_data.dir*' -name '*factory*' | grep -q . && fail "the program's library has the factories"
"$(find build -name app_test -type f -executable)" >log 2>&1 || fail "the test of the program"

# clean deletes nothing that is checked in.
kept=$(sum)
build --target clean || fail "clean"
[ "$kept" = "$(sum)" ] || fail "clean touched a checked-in file"
build || fail "build after clean"

# Unity builds; prebuilt never calls the generator, whatever the models say.
rm -rf build
configure -DCMAKE_UNITY_BUILD=ON
build || fail "unity build"
sed -i 's|std::string text;|[[tenon::length(1, 9)]] std::string text;|' app/models/note.hpp
rm -rf build
configure -DPREBUILT=ON
build || fail "prebuilt"
find build -name 'tag_repository.cpp*.o' | grep -q . || fail "BATCH 1 did not compile each file"
"$tenon" generate --project app/tenon.json --check >log 2>&1 && fail "--check missed the change"
echo "ok: $generator"
