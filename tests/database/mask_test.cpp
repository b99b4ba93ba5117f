// UPDATE names exactly the columns that are present, for every one of the 2^5 masks, as the server
// saw it: in PostgreSQL's statement log, and in SQLite's own trace.
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <thread>

#include "database/on_both.hpp"
#include "support/postgres_server.hpp"
#include "user_repository.hpp"

namespace tenon::test {
namespace {

constexpr const char* names[] = {"email", "name", "password_hash", "role", "bio"};

blog::UserUpdate changes_of(unsigned mask) {
  blog::UserUpdate changes;
  const std::string text = "v" + std::to_string(mask);
  if ((mask & 1U) != 0) changes.email = text + "@example.org";
  if ((mask & 2U) != 0) changes.name = text;
  if ((mask & 4U) != 0) changes.password_hash = text;
  if ((mask & 8U) != 0) changes.role = blog::Role::author;
  if ((mask & 16U) != 0) changes.bio = text;
  return changes;
}

std::set<std::string> expected_of(unsigned mask) {
  std::set<std::string> columns;
  for (unsigned bit = 0; bit < 5; ++bit) {
    if ((mask & 1U << bit) != 0) columns.insert(names[bit]);
  }
  if (mask != 0) columns.insert("updated_at");
  return columns;
}

/// The columns between `set` and `where` of an UPDATE; empty when the text holds none.
std::set<std::string> set_columns(const std::string& text) {
  std::set<std::string> columns;
  const std::size_t update = text.find("update \"users\"");
  if (update == std::string::npos) return columns;
  const std::size_t where = text.find("where", update);
  const std::string part = text.substr(update, where - update);
  const std::regex assignment{"\"([a-z_]+)\" = \\$"};
  for (std::sregex_iterator it{part.begin(), part.end(), assignment}, end; it != end; ++it) {
    columns.insert((*it)[1]);
  }
  return columns;
}

/// Runs all masks; `seen` gives what the server has noted since the last call.
template <class Seen>
void expect_exact_masks(Engine& engine, Seen seen) {
  Session session = engine.session();
  blog::UserRepository users{session};
  const blog::User user =
      users.create({.email = "a@example.org", .name = "a", .password_hash = "h"});
  seen();
  for (unsigned mask = 0; mask < 32; ++mask) {
    users.update(user.id, changes_of(mask));
    EXPECT_EQ(set_columns(seen()), expected_of(mask)) << "mask " << mask;
  }
}

TEST(MaskTest, SqliteTrace) {
  static std::string trace;
  // Every connection that is opened from here on tells what it runs.
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(+[](sqlite3* db, const char**, const void*) {
    sqlite3_trace_v2(
        db, SQLITE_TRACE_STMT,
        [](unsigned, void*, void* statement, void*) {
          trace += sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
          trace += "\n";
          return 0;
        },
        nullptr);
    return SQLITE_OK;
  }));
  TestDatabase database{Dialect::sqlite};
  database.run_script(std::string{BLOG_DIR} + "/expected/schema.sqlite.sql");
  Engine engine{database.url()};
  expect_exact_masks(engine, [] { return std::exchange(trace, ""); });
  sqlite3_reset_auto_extension();
}

TEST(MaskTest, PostgresqlStatementLog) {
  TestDatabase database{Dialect::postgresql};
  database.run_script(std::string{BLOG_DIR} + "/expected/schema.postgresql.sql");
  Engine admin{postgres_server_url()};
  admin.connect().execute("alter database " + database.name() + " set log_statement = 'all'");
  const std::string log = postgres_server_log();
  ASSERT_FALSE(log.empty())
      << "the server of TENON_TEST_POSTGRESQL has no server.log beside its socket";
  Engine engine{database.url()};
  std::ifstream in{log};
  in.seekg(0, std::ios::end);
  const auto read_new = [&] {
    std::string text;
    in.clear();
    for (std::string line; std::getline(in, line);) text += line + "\n";
    return text;
  };
  expect_exact_masks(engine, read_new);
}

}  // namespace
}  // namespace tenon::test
