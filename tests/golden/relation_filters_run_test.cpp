// Filters that reach over relations of generated tables, in whatever takes a filter.
#include <tenon/aggregate.hpp>

#include "account_repository.hpp"
#include "book_repository.hpp"
#include "book_topic_repository.hpp"
#include "country_repository.hpp"
#include "customer_repository.hpp"
#include "database/on_both.hpp"
#include "knows_repository.hpp"
#include "link_repository.hpp"
#include "link_via_repository.hpp"
#include "passport_repository.hpp"
#include "person_repository.hpp"
#include "topic_repository.hpp"

namespace tenon::test {
namespace {

using forms::BookTable;
using forms::PersonTable;
using forms::TopicTable;

class RelationFilters : public OnBoth {
 protected:
  RelationFilters() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    ada = persons.create({.name = "Ada", .secret = ""}).id;
    bob = persons.create({.name = "Bob", .mentor_id = ada, .secret = ""}).id;
    eve = persons.create({.name = "Eve", .mentor_id = bob, .secret = ""}).id;
    novel = add_book("Novel", ada, bob);
    essay = add_book("Essay", bob, ada);
    atlas = add_book("Atlas", bob, {});
    const std::int32_t maths = topics.create({.name = "maths"}).id;
    const std::int32_t art = topics.create({.name = "art"}).id;
    book_topics.create({.book_id = novel, .topic_id = art});
    book_topics.create({.book_id = atlas, .topic_id = art});
    book_topics.create({.book_id = atlas, .topic_id = maths});
  }

  std::int64_t add_book(const char* title, std::int64_t author,
                        std::optional<std::int64_t> editor) {
    return books
        .create(
            {.author_id = author, .editor_id = editor, .title = title, .price = Decimal{"1.50"}})
        .id;
  }

  std::string people(const Filter& where) {
    std::string text;
    for (const forms::Person& person : persons.list({.where = where}).items)
      text += person.name + " ";
    return text;
  }

  std::string titles(const Filter& where) {
    std::string text;
    for (const forms::Book& book : books.list({.where = where}).items) text += book.title + " ";
    return text;
  }

  Session session = engine.session();
  forms::PersonRepository persons{session};
  forms::BookRepository books{session};
  forms::TopicRepository topics{session};
  forms::BookTopicRepository book_topics{session};
  forms::KnowsRepository knows{session};
  std::int64_t ada = 0;
  std::int64_t bob = 0;
  std::int64_t eve = 0;
  std::int64_t novel = 0;
  std::int64_t essay = 0;
  std::int64_t atlas = 0;
};

TEST_P(RelationFilters, ToOneAndBack) {
  EXPECT_EQ(titles(BookTable::author(PersonTable::name == "Bob")), "Essay Atlas ");
  EXPECT_EQ(titles(BookTable::editor(PersonTable::name == "Bob")), "Novel ");
  EXPECT_EQ(titles(BookTable::editor()), "Novel Essay ");
  EXPECT_EQ(titles(!BookTable::editor(PersonTable::name == "Bob")), "Essay Atlas ");
  EXPECT_EQ(people(PersonTable::books()), "Ada Bob ");
  EXPECT_EQ(people(PersonTable::books(BookTable::title.like("A%"))), "Bob ");
  EXPECT_EQ(people(!PersonTable::books(BookTable::title.like("A%"))), "Ada Eve ");
  EXPECT_EQ(people(PersonTable::edited(BookTable::price == Decimal{"1.5"})), "Ada Bob ");
  EXPECT_EQ(people(PersonTable::edited(BookTable::price > Decimal{"1.5"})), "");
  EXPECT_EQ(people(PersonTable::books(BookTable::printed.is_not_null())), "");
}

TEST_P(RelationFilters, OneTableInsideAndOutside) {
  EXPECT_EQ(people(PersonTable::mentor(PersonTable::name == "Ada")), "Bob ");
  EXPECT_EQ(people(PersonTable::pupils(PersonTable::name == "Eve") && PersonTable::name != "Ada"),
            "Bob ");
  EXPECT_EQ(people(PersonTable::pupils(PersonTable::pupils())), "Ada ");
  EXPECT_EQ(people(PersonTable::mentor(PersonTable::mentor(PersonTable::name == "Ada"))), "Eve ");
  EXPECT_EQ(people(!PersonTable::pupils()), "Eve ");
}

TEST_P(RelationFilters, ThroughLinks) {
  EXPECT_EQ(titles(BookTable::topics(TopicTable::name == "art")), "Novel Atlas ");
  EXPECT_EQ(titles(!BookTable::topics()), "Essay ");
  EXPECT_EQ(people(PersonTable::books(BookTable::topics(TopicTable::name == "maths"))), "Bob ");
  EXPECT_EQ(people(PersonTable::books(!BookTable::topics())), "Bob ");
  EXPECT_EQ(topics.count(TopicTable::books(BookTable::author(PersonTable::name == "Bob"))), 2);
  EXPECT_EQ(topics.count(TopicTable::books(BookTable::author(PersonTable::name == "Ada"))), 1);
  knows.create({.who_id = ada, .whom_id = eve});
  knows.create({.who_id = bob, .whom_id = bob});
  EXPECT_EQ(people(PersonTable::friends(PersonTable::name == "Eve")), "Ada ");
  EXPECT_EQ(people(PersonTable::known_by(PersonTable::name == "Bob")), "Bob ");
  EXPECT_EQ(people(PersonTable::friends(PersonTable::known_by(PersonTable::name == "Ada"))),
            "Ada ");
}

TEST_P(RelationFilters, RemovedRowsAreNotSeen) {
  knows.create({.who_id = ada, .whom_id = eve});
  knows.create({.who_id = eve, .whom_id = bob});
  persons.remove(bob);
  EXPECT_EQ(titles(BookTable::author()), "Novel ");
  EXPECT_EQ(titles(!BookTable::author()), "Essay Atlas ");
  EXPECT_EQ(people(PersonTable::pupils()), "");
  EXPECT_EQ(people(PersonTable::friends()), "Ada ");
  knows.remove(ada, eve);  // the row between
  EXPECT_EQ(people(PersonTable::friends()), "");
  EXPECT_EQ(persons
                .list({.where = PersonTable::books(BookTable::title == "Atlas"),
                       .removed = Removed::only})
                .items.at(0)
                .name,
            "Bob");
}

TEST_P(RelationFilters, WhateverTakesAFilter) {
  const Filter of_bob = BookTable::author(PersonTable::name == "Bob");
  EXPECT_EQ(books.count(of_bob), 2);
  EXPECT_TRUE(books.exists(of_bob));
  EXPECT_FALSE(books.exists(of_bob && BookTable::title == "Novel"));
  EXPECT_EQ((Aggregate{session, BookTable::table, of_bob}.sum(BookTable::price)), Decimal{"3"});
  EXPECT_EQ((Aggregate{session, BookTable::table, of_bob}.by(BookTable::editor_id).count().size()),
            2U);
  const Page<forms::Book> page = books.list({.where = of_bob, .limit = 1});
  EXPECT_EQ(page.items.at(0).title, "Essay");
  EXPECT_EQ(books.list({.where = of_bob, .limit = 1, .after = page.next}).items.at(0).title,
            "Atlas");
  EXPECT_EQ(
      books.list_book_card({.where = of_bob, .order = {BookTable::title.asc()}}).items.at(0).title,
      "Atlas");
  EXPECT_EQ(books.list({.where = of_bob, .lock = Lock::for_update}).items.size(), 2U);
  EXPECT_EQ(books.update_many(of_bob, {.title = "Bob's"}), 2);
  EXPECT_EQ(titles({}), "Novel Bob's Bob's ");
  EXPECT_EQ(persons.update_many(PersonTable::mentor(PersonTable::name == "Ada"), {.name = "B"}), 1);
  EXPECT_EQ(persons.remove_many(PersonTable::pupils(PersonTable::name == "B")), 1);
  EXPECT_EQ(people({}), "B Eve ");
  EXPECT_EQ(book_topics.remove_many(forms::BookTopicTable::topic(TopicTable::name == "art")), 2);
  EXPECT_EQ(books.remove_many(!BookTable::topics()), 2);
}

// Keys of two columns, and a table of another schema.
TEST_P(RelationFilters, CompositeKeysAndSchemas) {
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  forms::LinkViaRepository vias{session};
  const auto account = [&](const char* email, std::int16_t rank) {
    return accounts
        .create({.email = email,
                 .name = email,
                 .password_hash = "h",
                 .role = rank == 1 ? forms::Role::reader : forms::Role::admin,
                 .born = Date::of(2000, 1, 1),
                 .rank = rank})
        .id;
  };
  const std::int64_t one = account("one@example.org", 1);
  const std::int64_t two = account("two@example.org", 2);
  links.create({.from_id = one, .to_id = one, .via_email = "two@example.org", .guard_id = one});
  links.create({.from_id = one, .to_id = two, .guard_id = one});
  vias.create({.email = "v", .from_id = one, .to_id = one});
  EXPECT_EQ(links.count(forms::LinkTable::vias(forms::LinkViaTable::email == "v")), 1);
  EXPECT_EQ(links.count(!forms::LinkTable::vias()), 1);
  EXPECT_EQ(links.count(forms::LinkTable::via(forms::AccountTable::role == forms::Role::admin)), 1);
  EXPECT_EQ(links.count(forms::LinkTable::from(forms::AccountTable::email.in({"one@example.org"}))),
            2);
  EXPECT_EQ(vias.count(forms::LinkViaTable::link(forms::LinkTable::to_id == one)), 1);
  EXPECT_EQ(vias.count(forms::LinkViaTable::link(forms::LinkTable::to_id == two)), 0);
  const Filter followed = forms::AccountTable::following(forms::LinkTable::via_email.is_not_null());
  EXPECT_EQ(accounts.list({.where = followed}).items.at(0).id, one);
  EXPECT_EQ(accounts.update_many(followed, {.nick = "followed"}), 1);
  EXPECT_EQ(accounts.count(forms::AccountTable::nick == "followed"), 1);
}

TEST_P(RelationFilters, OfTheTableOfAnotherEntityIsMisuse) {
  const auto kind = [&](const Filter& where) {
    return error_of([&] { books.list({.where = where}); }).kind();
  };
  EXPECT_EQ(kind(PersonTable::name == "Ada"), ErrorKind::misuse);
  EXPECT_EQ(kind(BookTable::author(BookTable::title == "Ada")), ErrorKind::misuse);
  EXPECT_EQ(kind(BookTable::author(TopicTable::name == "Ada")), ErrorKind::misuse);
  EXPECT_EQ(kind(PersonTable::books()), ErrorKind::misuse);
  EXPECT_EQ(
      error_of([&] { Aggregate(session, BookTable::table).sum(forms::LinkTable::to_id); }).kind(),
      ErrorKind::misuse);
}

TENON_ON_BOTH(RelationFilters);

}  // namespace
}  // namespace tenon::test
