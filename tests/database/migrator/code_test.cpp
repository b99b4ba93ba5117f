// Steps of a revision that are written in C++: in the revision's transaction, and known before
// anything runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <tuple>

#include <tenon/session.hpp>

#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A table, a step in C++, and a statement behind it.
Revision with_code(const std::string& name) {
  MigrationScript up = script({"create table words (id integer primary key, name text)",
                               "insert into words values (1, 'It''s'), (2, 'Two')", "",
                               "update words set name = name || '!'"});
  up.statements[2].code = name;
  up.statements[2].group = 2;
  up.statements[3].group = 2;
  MigrationScript down = script({"", "drop table words"});
  down.statements[0].code = name;
  Revision made = revision("aa1", {}, up, down);
  for (MigrationScript* const way : {&made.scripts[0].up, &made.scripts[0].down}) {
    for (MigrationStatement& statement : way->statements) {
      const std::size_t at = statement.sql.find("words");
      if (at != std::string::npos) statement.sql.insert(at, "public.");
    }
  }
  return made;
}

int runs = 0;

/// As an application writes it: without a schema, with parameters.
void shout(Session& session) {
  ++runs;
  for (const auto& [id, name] :
       session.query<std::tuple<std::int64_t, std::string>>("select id, name || '?' from words")) {
    session.execute("update words set name = $1 where id = $2", {name, id});
  }
}

void commit(Session& session) {
  session.execute("update words set name = 'lost'");
  session.commit();
}

void roll_back(Session& session) {
  shout(session);
  session.rollback();
}

void fail(Session& session) {
  session.execute("update words set name = 'lost'");
  throw std::runtime_error{"no words"};
}

void break_sql(Session& session) { session.execute("update words set nothing = 1"); }

void with_savepoint(Session& session) {
  {
    Savepoint savepoint = session.savepoint();
    session.execute("update words set name = 'lost'");
  }
  shout(session);
}

class CodeTest : public ::testing::TestWithParam<Dialect> {
 protected:
  CodeTest() : scratch_(GetParam()), engine_(scratch_.url()) {}

  Migrator migrator(void (*code)(Session&)) {
    MigratorOptions options;
    options.code = {{"other", shout}, {"shout", code}};
    return Migrator{engine_, {with_code("shout")}, options};
  }
  std::vector<std::string> names() {
    return engine_.session().query<std::string>("select name from words order by id");
  }

  Scratch scratch_;
  Engine engine_;
};
INSTANTIATE_TEST_SUITE_P(Both, CodeTest, ::testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
                         });

TEST_P(CodeTest, runs_where_it_stands) {
  EXPECT_EQ(migrator(shout).upgrade().size(), 1U);
  EXPECT_THAT(names(), ElementsAre("It's?!", "Two?!"));
  EXPECT_EQ(migrator(with_savepoint).downgrade("base").size(), 1U);
}

TEST_P(CodeTest, with_a_savepoint) {
  migrator(with_savepoint).upgrade();
  EXPECT_THAT(names(), ElementsAre("It's?!", "Two?!"));
}

// It stays or goes with the rest of its group.
TEST_P(CodeTest, what_fails_is_rolled_back_and_gone_on_with) {
  const Error thrown = error_of([&] { migrator(fail).upgrade(); });
  EXPECT_EQ(thrown.kind(), ErrorKind::migration);
  EXPECT_THAT(thrown.what(),
              HasSubstr("statement 3 of 4 on the way up, the C++ step 'shout': it threw: no words; "
                        "statements 3 to 4 were rolled back, statements 1 to 2 stay"));
  EXPECT_THAT(names(), ElementsAre("It's", "Two"));
  const Error broken = error_of([&] { migrator(break_sql).upgrade(); });
  EXPECT_THAT(broken.what(), HasSubstr("nothing"));
  EXPECT_EQ(broken.statement(), "update words set nothing = 1");
  for (void (*const ends)(Session&) : {commit, roll_back}) {
    const Error refused = error_of([&] { migrator(ends).upgrade(); });
    EXPECT_THAT(refused.what(), HasSubstr("the transaction is the migrator's to "));
    EXPECT_THAT(names(), ElementsAre("It's", "Two"));
  }
  runs = 0;
  EXPECT_EQ(migrator(shout).upgrade().size(), 1U);
  EXPECT_EQ(runs, 1);
  EXPECT_THAT(names(), ElementsAre("It's?!", "Two?!"));
}

TEST_P(CodeTest, that_is_not_there_is_told_before_anything_runs) {
  for (const std::vector<MigrationCode>& code :
       {std::vector<MigrationCode>{}, {{"other", shout}}, {{"shout", nullptr}}}) {
    MigratorOptions options;
    options.code = code;
    Migrator without{engine_, {with_code("shout")}, options};
    EXPECT_EQ(without.plan_upgrade().size(), 1U);
    const Error error = error_of([&] { without.upgrade(); });
    EXPECT_EQ(error.kind(), ErrorKind::migration);
    EXPECT_THAT(error.what(),
                HasSubstr("revision 'aa1' (message of aa1) runs the C++ step 'shout' on the way "
                          "up, which this program does not have: run it with the one that does, "
                          "whose tenon::MigratorOptions name it: .code = {{\"shout\", …}}"));
    EXPECT_TRUE(without.history().empty());
    EXPECT_ANY_THROW(names());
  }
  migrator(shout).upgrade();
  Migrator without{engine_, {with_code("shout")}};
  EXPECT_THAT(error_of([&] { without.downgrade("base"); }).what(), HasSubstr("on the way down"));
  EXPECT_TRUE(without.upgrade().empty());
}

}  // namespace
}  // namespace tenon::test
