// What belongs to rows that are in hand, loaded for all of them with one statement.
#include "account_repository.hpp"
#include "book_repository.hpp"
#include "book_topic_repository.hpp"
#include "country_repository.hpp"
#include "customer_repository.hpp"
#include "database/on_both.hpp"
#include "holder_repository.hpp"
#include "knows_repository.hpp"
#include "link_repository.hpp"
#include "link_via_repository.hpp"
#include "passport_repository.hpp"
#include "person_repository.hpp"
#include "topic_repository.hpp"

namespace tenon::test {
namespace {

class RelationLoads : public OnBoth {
 protected:
  RelationLoads() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    ada = persons.create({.name = "Ada", .secret = ""});
    bob = persons.create({.name = "Bob", .mentor_id = ada.id, .secret = ""});
    eve = persons.create({.name = "Eve", .mentor_id = ada.id, .secret = ""});
  }

  forms::Book add_book(const char* title, const forms::Person& author,
                       std::optional<std::int64_t> editor = {}) {
    return books.create(
        {.author_id = author.id, .editor_id = editor, .title = title, .price = Decimal{"1.50"}});
  }

  template <class Lists>
  static std::string names(const Lists& lists) {
    std::string text;
    for (const auto& list : lists) {
      for (const auto& row : list) {
        if constexpr (requires { row.title; })
          text += row.title + " ";
        else
          text += row.name + " ";
      }
      text += "| ";
    }
    return text;
  }

  Session session = engine.session();
  forms::PersonRepository persons{session};
  forms::BookRepository books{session};
  forms::TopicRepository topics{session};
  forms::BookTopicRepository book_topics{session};
  forms::KnowsRepository knows{session};
  forms::Person ada, bob, eve;
};

TEST_P(RelationLoads, ListsAreInTheirRowsPlaces) {
  for (const char* title : {"a", "b", "c"}) add_book(title, bob);
  add_book("d", ada);
  const std::int64_t before = session.statement_count();
  EXPECT_EQ(names(persons.load_books({ada, eve, bob, ada})), "d | | a b c | d | ");
  EXPECT_EQ(session.statement_count() - before, 1);
  EXPECT_EQ(names(persons.load_pupils({bob, ada})), "| Bob Eve | ");
  EXPECT_EQ(names(persons.load_books({eve})), "| ");
}

TEST_P(RelationLoads, NothingIsSentForNothing) {
  const std::int64_t before = session.statement_count();
  EXPECT_TRUE(persons.load_books({}).empty());
  EXPECT_TRUE(books.load_author({}).empty());
  const std::vector<std::optional<forms::Person>> mentors = persons.load_mentor({ada, ada});
  ASSERT_EQ(mentors.size(), 2U);  // both refer to nobody
  EXPECT_FALSE(mentors[0] || mentors[1]);
  EXPECT_EQ(session.statement_count(), before);
}

TEST_P(RelationLoads, OneOfEachOrNone) {
  forms::PassportRepository passports{session};
  passports.create({.number = "P1", .holder_id = eve.id, .until = Date::of(2030, 1, 1)});
  const auto found = persons.load_passport({ada, eve});
  EXPECT_FALSE(found.at(0));
  EXPECT_EQ(found.at(1).value().number, "P1");
  const auto mentors = persons.load_mentor({eve, ada, bob});
  EXPECT_EQ(mentors.at(0).value().name, "Ada");
  EXPECT_FALSE(mentors.at(1));
  EXPECT_EQ(mentors.at(2).value().name, "Ada");
  const forms::Book one = add_book("one", ada, bob.id);
  const forms::Book two = add_book("two", bob);
  const std::vector<forms::Person> authors = books.load_author({two, one, two});
  EXPECT_EQ(names(std::vector<std::vector<forms::Person>>{authors}), "Bob Ada Bob | ");
  forms::Book lost = one;
  lost.author_id = 99;
  EXPECT_EQ(error_of([&] { books.load_author({one, lost}); }).kind(), ErrorKind::not_found);
}

TEST_P(RelationLoads, ThroughLinks) {
  const forms::Book one = add_book("one", ada);
  const forms::Book two = add_book("two", ada);
  const forms::Topic maths = topics.create({.name = "maths"});
  const forms::Topic art = topics.create({.name = "art"});
  book_topics.create({.book_id = one.id, .topic_id = art.id});
  book_topics.create({.book_id = one.id, .topic_id = maths.id});
  book_topics.create({.book_id = two.id, .topic_id = art.id});
  const std::int64_t before = session.statement_count();
  EXPECT_EQ(names(books.load_topics({two, one})), "art | maths art | ");
  EXPECT_EQ(names(topics.load_books({art, maths, art})), "one two | one | one two | ");
  EXPECT_EQ(session.statement_count() - before, 2);
  knows.create({.who_id = ada.id, .whom_id = bob.id});
  knows.create({.who_id = bob.id, .whom_id = bob.id});
  EXPECT_EQ(names(persons.load_friends({bob, ada})), "Bob | Bob | ");
  EXPECT_EQ(names(persons.load_known_by({bob, ada})), "Ada Bob | | ");
}

// As in shapes: what was removed belongs to nobody, but the row that a reference names is there.
TEST_P(RelationLoads, RemovedRowsAreLeftOut) {
  knows.create({.who_id = ada.id, .whom_id = bob.id});
  knows.create({.who_id = ada.id, .whom_id = eve.id});
  const forms::Book book = add_book("one", bob);
  persons.remove(bob.id);
  EXPECT_EQ(names(persons.load_pupils({ada})), "Eve | ");
  EXPECT_EQ(names(persons.load_friends({ada})), "Eve | ");
  EXPECT_EQ(books.load_author({book}).at(0).name, "Bob");
  knows.remove(ada.id, eve.id);
  EXPECT_EQ(names(persons.load_friends({ada})), "| ");
}

TEST_P(RelationLoads, KeysOfTextsOfSeveralColumnsAndOfOwnTypes) {
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  forms::LinkViaRepository vias{session};
  const auto account = [&](const char* email, std::int16_t rank) {
    return accounts
        .create({.email = email,
                 .name = email,
                 .password_hash = "h",
                 .born = Date::of(2000, 1, rank),
                 .rank = rank})
        .id;
  };
  const std::int64_t one = account("ü'one@example.org", 1);
  const std::int64_t two = account("two@example.org", 2);
  const std::string email = "ü'one@example.org";
  const forms::Link plain = links.create({.from_id = one, .to_id = two, .guard_id = one});
  const forms::Link via =
      links.create({.from_id = two, .to_id = one, .via_email = email, .guard_id = one});
  const auto accounts_via = links.load_via({plain, via});
  EXPECT_FALSE(accounts_via.at(0));
  EXPECT_EQ(accounts_via.at(1).value().id, one);
  EXPECT_EQ(links.load_from({via, plain}).at(0).id, two);
  links.create({.from_id = one, .to_id = one, .guard_id = one});
  const std::int64_t first = vias.create({.email = "v1", .from_id = one, .to_id = one}).id;
  const std::int64_t second = vias.create({.email = "v2", .from_id = one, .to_id = one}).id;
  const std::int64_t third = vias.create({.email = "v3", .from_id = one, .to_id = one}).id;
  const forms::LinkVia none = vias.update(third, {.to_id = std::nullopt});
  const auto lists = links.load_vias({plain, links.get(one, one)});
  EXPECT_TRUE(lists.at(0).empty());
  ASSERT_EQ(lists.at(1).size(), 2U);
  EXPECT_EQ(lists[1][0].id, first);
  EXPECT_EQ(lists[1][1].id, second);
  EXPECT_EQ(vias.load_link({vias.get(second), none, vias.get(first)}).at(0).value().to_id, one);
  EXPECT_FALSE(vias.load_link({vias.get(second), none}).at(1));
}

TEST_P(RelationLoads, AreDifferentForManyRows) {
  std::vector<forms::PersonCreate> many;
  for (int i = 0; i < 2'000; ++i)
    many.push_back(
        {.name = "P" + std::to_string(i), .mentor_id = i % 2 == 0 ? ada.id : bob.id, .secret = ""});
  const std::vector<forms::Person> all = persons.create_many(many);
  const std::int64_t before = session.statement_count();
  const auto mentors = persons.load_mentor(all);
  const auto pupils = persons.load_pupils({ada, bob});
  EXPECT_EQ(session.statement_count() - before, 2);
  for (std::size_t i = 0; i < all.size(); ++i)
    ASSERT_EQ(mentors[i].value().id, i % 2 == 0 ? ada.id : bob.id);
  EXPECT_EQ(pupils.at(0).size(), 1'002U);
  EXPECT_EQ(pupils.at(1).size(), 1'000U);
  EXPECT_LT(pupils[1].front().id, pupils[1].back().id);
}

TENON_ON_BOTH(RelationLoads);

}  // namespace
}  // namespace tenon::test
