// The table of locks as a text; what it says is held against a server by tests/database.
#include <gtest/gtest.h>

#include <stdexcept>

#include "lint/lock_table.hpp"
#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

TEST(LockTable, IsRead) {
  const std::vector<StatementClass> rows = read_lock_table(
      "# a comment\n\nadd x | ACCESS EXCLUSIVE table, SHARE ROW EXCLUSIVE parent | table | \n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "add x");
  EXPECT_EQ(rows[0].locks, (std::vector<Lock>{{LockMode::access_exclusive, "table"},
                                              {LockMode::share_row_exclusive, "parent"}}));
  EXPECT_EQ(rows[0].rewrites, std::vector<std::string>{"table"});
  EXPECT_TRUE(rows[0].scans.empty());
}

TEST(LockTable, RefusesWhatItCannotRead) {
  EXPECT_THROW(read_lock_table("a | SHARE table |"), std::runtime_error);
  EXPECT_THROW(read_lock_table("a | SHORE table | |"), std::runtime_error);
  EXPECT_THROW(read_lock_table("a | table | |"), std::runtime_error);
  EXPECT_THROW(read_lock_table("a | | |\na | | |"), std::runtime_error);
}

// What a rule says of locks comes from the table: a kind that has no row says nothing.
TEST(LockTable, HasEachKindOfTheRulesThatBlock) {
  for (const Rule& rule : rules("postgresql")) {
    const bool blocks = rule.hazard == "blocks_reads" || rule.hazard == "blocks_writes" ||
                        rule.hazard == "rewrites";
    if (!blocks) continue;
    for (const std::string_view kind : rule.kinds) {
      if (kind == "drop unknown constraint") continue;  // it has the row of a foreign key
      EXPECT_NE(find_class(kind), nullptr) << rule.name << ": " << kind;
    }
  }
}

}  // namespace
}  // namespace tenon::lint
