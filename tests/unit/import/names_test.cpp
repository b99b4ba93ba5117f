// Names of tables and columns as those of entities and members.
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "import/names.hpp"

namespace tenon::import {
namespace {

TEST(ImportNames, EntitiesAreInTheSingular) {
  const std::vector<std::pair<std::string, std::string>> names{{"users", "User"},
                                                               {"categories", "Category"},
                                                               {"people", "Person"},
                                                               {"addresses", "Address"},
                                                               {"boxes", "Box"},
                                                               {"statuses", "Status"},
                                                               {"status", "Status"},
                                                               {"news", "News"},
                                                               {"series", "Series"},
                                                               {"order_lines", "OrderLine"},
                                                               {"UserAccounts", "UserAccount"},
                                                               {"2fa-codes", "Table2faCode"},
                                                               {"courses", "Course"},
                                                               {"movies", "Movie"},
                                                               {"heroes", "Hero"},
                                                               {"analysis", "Analysis"},
                                                               {"data", "Data"},
                                                               {"user", "User"}};
  for (const auto& [table, entity] : names) EXPECT_EQ(type_name(table), entity) << table;
}

TEST(ImportNames, ManyAreInThePlural) {
  const std::vector<std::pair<std::string, std::string>> names{
      {"user", "users"},    {"category", "categories"},
      {"person", "people"}, {"box", "boxes"},
      {"day", "days"},      {"order_line", "order_lines"},
      {"news", "news"},     {"status", "statuses"}};
  for (const auto& [one, many] : names) EXPECT_EQ(plural(one), many) << one;
}

TEST(ImportNames, MembersAreNoWordsOfCpp) {
  EXPECT_EQ(member_name("class", "column"), "class_");
  EXPECT_EQ(member_name("userId", "column"), "user_id");
  EXPECT_EQ(member_name("1st", "column"), "column_1st");
  EXPECT_EQ(member_name("a--b", "column"), "a_b");
  EXPECT_EQ(member_name("errno", "column"), "errno_");
  EXPECT_EQ(member_name("\xc3\xa4", "column"), "column");
}

TEST(ImportNames, AreNumberedWhenNoneIsFree) {
  const auto is_free = [](const std::string& name) { return name == "b_3"; };
  EXPECT_EQ(first_free({"a", "b"}, is_free), "b_3");
}

}  // namespace
}  // namespace tenon::import
