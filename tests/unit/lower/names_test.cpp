// Derived names: PostgreSQL's own while they fit, cut and told apart by a hash when they do not.
#include "lower/names.hpp"

#include <set>

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace tenon::lower {
namespace {

TEST(DerivedNames, AreWhatPostgresqlWouldChoose) {
  EXPECT_EQ(derived_name("users", {}, "pkey"), "users_pkey");
  EXPECT_EQ(derived_name("posts", {"author_id", "created_at"}, "idx"),
            "posts_author_id_created_at_idx");
}

TEST(DerivedNames, KeepAllOf63Bytes) {
  const std::string fits(63 - 5, 'a');
  EXPECT_EQ(derived_name(fits, {}, "pkey"), fits + "_pkey");
}

TEST(DerivedNames, AreCutAt63BytesAndStayApart) {
  const std::string longer(63 - 4, 'a');
  const std::string name = derived_name(longer, {}, "pkey");
  EXPECT_EQ(name.size(), longest_name);
  EXPECT_EQ(name.substr(0, 49), std::string(49, 'a'));
  EXPECT_EQ(name.substr(58), "_pkey");
  std::set<std::string> names;
  for (int i = 0; i < 100; ++i)
    names.insert(derived_name("t", {std::string(60, 'c') + std::to_string(i)}, "key"));
  EXPECT_EQ(names.size(), 100U);
  for (const std::string& one : names) EXPECT_EQ(one.size(), longest_name);
}

TEST(DerivedNames, AreNeverCutInsideACharacter) {
  for (std::size_t before = 0; before < 4; ++before) {
    std::string table(before, 'a');
    for (int i = 0; i < 30; ++i) table += "😀";
    const std::string name = derived_name(table, {}, "pkey");
    EXPECT_LE(name.size(), longest_name);
    EXPECT_GT(name.size(), longest_name - 4);
    EXPECT_EQ(base::find_invalid_utf8(name), std::string::npos) << name;
  }
}

// They stand in checked-in migrations: another version of the program has to find the same ones.
TEST(DerivedNames, AreTheSameForEver) {
  EXPECT_EQ(derived_name("a_table_with_a_rather_long_name",
                         {"and_a_column_that_is_even_longer_than_that"}, "fkey"),
            "a_table_with_a_rather_long_name_and_a_column_that_14dc8e5d_fkey");
}

}  // namespace
}  // namespace tenon::lower
