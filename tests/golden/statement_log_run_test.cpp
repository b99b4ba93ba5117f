// What PostgreSQL says in its own log about reads: how many statements came, that values came as
// parameters, and that no read ends a transaction.
#include <fstream>
#include <vector>

#include <tenon/aggregate.hpp>

#include "book_repository.hpp"
#include "book_topic_repository.hpp"
#include "database/on_both.hpp"
#include "knows_repository.hpp"
#include "passport_repository.hpp"
#include "person_repository.hpp"
#include "person_with_all_shape.hpp"
#include "support/postgres_server.hpp"
#include "topic_repository.hpp"

namespace tenon::test {
namespace {

using forms::PersonTable;

class StatementLog : public testing::Test {
 protected:
  struct Entry {
    std::string text;
    bool has_parameters = false;
  };

  StatementLog() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema.postgresql.sql");
    Engine{postgres_server_url()}.connect().execute("alter database " + database.name() +
                                                    " set log_statement = 'all'");
    pid = number(session, "select pg_backend_pid()");
    log.seekg(0, std::ios::end);
  }

  /// What this session sent since the last look, each with its kind: "execute <unnamed>: …". Other
  /// lines of the log are other sessions', or the rest of a statement.
  std::vector<Entry> sent() {
    std::vector<Entry> entries;
    log.clear();
    const std::string mine = "[" + std::to_string(pid) + "] ";
    for (std::string line; std::getline(log, line);) {
      const std::size_t at = line.find(mine);
      if (at == std::string::npos) continue;
      line.erase(0, at + mine.size());
      if (line.starts_with("LOG:  ")) entries.push_back({line.substr(6)});
      if (line.starts_with("DETAIL:  parameters: ") && !entries.empty())
        entries.back().has_parameters = true;
    }
    return entries;
  }

  /// The call is so many statements, by the server's count and the session's, each executed with
  /// parameters and none of them the end of a transaction.
  template <class Call>
  void expect_reads(std::size_t count, Call call, bool with_parameters = true) {
    sent();
    const std::int64_t before = session.statement_count();
    call();
    const std::vector<Entry> entries = sent();
    EXPECT_EQ(session.statement_count() - before, static_cast<std::int64_t>(count));
    EXPECT_EQ(entries.size(), count);
    for (const Entry& entry : entries) {
      EXPECT_TRUE(entry.text.starts_with("execute ")) << entry.text;
      EXPECT_EQ(entry.has_parameters, with_parameters) << entry.text;
    }
  }

  /// Persons with mentors, passports, books with topics, and acquaintances.
  void add_persons(int count) {
    const std::int32_t topic = topics.create({.name = "t" + std::to_string(count)}).id;
    std::int64_t last = 0;
    for (int i = 0; i < count; ++i) {
      const std::int64_t one =
          persons
              .create({.name = "P",
                       .mentor_id = last == 0 ? std::nullopt : std::optional{last},
                       .secret = ""})
              .id;
      passports.create({.number = "N" + std::to_string(one), .holder_id = one});
      if (last != 0) knows.create({.who_id = one, .whom_id = last});
      for (std::int64_t at = 1; at <= 3; ++at) {
        const std::int64_t book = books
                                      .create({.author_id = one,
                                               .editor_id = one,
                                               .title = std::to_string(at),
                                               .price = Decimal{"1"},
                                               .printed = Timestamp{at}})
                                      .id;
        book_topics.create({.book_id = book, .topic_id = topic});
      }
      last = one;
    }
  }

  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Session session = engine.session();
  forms::PersonRepository persons{session};
  forms::BookRepository books{session};
  forms::TopicRepository topics{session};
  forms::BookTopicRepository book_topics{session};
  forms::KnowsRepository knows{session};
  forms::PassportRepository passports{session};
  std::ifstream log{postgres_server_log()};
  std::int64_t pid = 0;
};

// Each person, of seven relations the rows, two books of each with their topics and authors.
TEST_F(StatementLog, AShapeIsAStatementForEachRelationOfEachLevel) {
  ASSERT_TRUE(log.is_open())
      << "the server of TENON_TEST_POSTGRESQL has no server.log beside its socket";
  for (const int more : {2, 40}) {
    add_persons(more);
    Page<forms::PersonWithAll> page;
    expect_reads(1 + 7 + 2, [&] { page = persons.list_with_all(); });
    for (const forms::PersonWithAll& person : page.items) {
      ASSERT_EQ(person.books.size(), 2U);
      EXPECT_EQ(person.books[0].title, "3");  // the newest two of each
      EXPECT_EQ(person.books[1].title, "2");
      EXPECT_EQ(person.books[1].topics.size(), 1U);
    }
  }
}

TEST_F(StatementLog, AReadIsOneStatement) {
  ASSERT_TRUE(log.is_open());
  add_persons(3);
  const std::vector<forms::Person> all = persons.list().items;
  const std::int64_t id = all.at(1).id;
  expect_reads(1, [&] { persons.get(id); });
  expect_reads(1, [&] { persons.find_many({id, id + 1}); });
  expect_reads(1, [&] { passports.find_by_holder_id(id); });
  expect_reads(1,
               [&] { persons.list({.where = PersonTable::name == "P" && PersonTable::books()}); });
  expect_reads(1, [&] { persons.list_person_name({.limit = 1}); });
  expect_reads(1, [&] { persons.lock(id); });
  expect_reads(1, [&] { persons.count(PersonTable::mentor(PersonTable::id == id)); });
  expect_reads(1, [&] { persons.exists(PersonTable::name.in({"P"})); });
  expect_reads(1, [&] { persons.load_books(all); });
  expect_reads(1, [&] { persons.load_friends(all); });
  expect_reads(1, [&] {
    Aggregate{session, PersonTable::table, PersonTable::id > 0}.by(PersonTable::name).count();
  });
  expect_reads(1, [&] { persons.update(id, {}); });  // nothing to set: a read
  expect_reads(
      1, [&] { persons.count(); }, false);  // no value, no parameter
}

TEST_F(StatementLog, AReadEndsNoTransaction) {
  ASSERT_TRUE(log.is_open());
  add_persons(2);
  const std::int64_t transaction = number(session, "select txid_current()");
  persons.list_with_all();
  persons.find(-1);
  EXPECT_EQ(error_of([&] { persons.get(-1); }).kind(), ErrorKind::not_found);
  persons.load_books(persons.list().items);
  EXPECT_EQ(number(session, "select txid_current()"), transaction);
  session.rollback();  // what was written is gone, so nothing was committed on the way
  sent();
  EXPECT_EQ(persons.count(), 0);
  const std::vector<Entry> entries = sent();  // the first statement brings its transaction along
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_NE(entries[0].text.find("begin"), std::string::npos) << entries[0].text;
}

}  // namespace
}  // namespace tenon::test
