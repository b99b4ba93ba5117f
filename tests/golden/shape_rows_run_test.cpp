// Shapes read from both databases: relations of every kind, nested, ordered, limited and filtered,
// with one statement for each relation of each level, however many rows there are.
#include "account_repository.hpp"
#include "book_repository.hpp"
#include "book_topic_repository.hpp"
#include "database/on_both.hpp"
#include "knows_repository.hpp"
#include "link_repository.hpp"
#include "passport_repository.hpp"
#include "person_repository.hpp"
#include "person_with_all_shape.hpp"
#include "topic_repository.hpp"

namespace tenon::test {
namespace {

class ShapeRows : public OnBoth {
 protected:
  ShapeRows() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    ada = persons.create({.name = "Ada", .secret = "s1"}).id;
    bob = persons.create({.name = "Bob", .mentor_id = ada, .secret = "s2"}).id;
    eve = persons.create({.name = "Eve", .mentor_id = ada, .secret = "s3"}).id;
  }

  std::int64_t add_book(const char* title, const char* price, std::int64_t author,
                        std::optional<std::int64_t> editor = {},
                        std::optional<Timestamp> printed = {}) {
    return books
        .create({.author_id = author,
                 .editor_id = editor,
                 .title = title,
                 .price = Decimal{price},
                 .printed = printed})
        .id;
  }

  template <class Rows>
  static std::string titles(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) text += row.title + " ";
    return text;
  }

  template <class Rows>
  static std::string names(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) text += row.name + " ";
    return text;
  }

  Session session = engine.session();
  forms::PersonRepository persons{session};
  forms::BookRepository books{session};
  forms::TopicRepository topics{session};
  forms::BookTopicRepository book_topics{session};
  forms::KnowsRepository knows{session};
  forms::PassportRepository passports{session};
  std::int64_t ada = 0;
  std::int64_t bob = 0;
  std::int64_t eve = 0;
};

TEST_P(ShapeRows, FieldsAreReadInTheShapesOrder) {
  EXPECT_EQ(persons.get_person_name(bob).name, "Bob");
  EXPECT_EQ(persons.get_person_name(bob).id, bob);
  EXPECT_EQ(persons.get_person_secret(eve).secret, "s3");
  EXPECT_FALSE(persons.find_person_name(99));
  EXPECT_EQ(error_of([&] { persons.get_person_name(99); }).kind(), ErrorKind::not_found);
}

TEST_P(ShapeRows, ListsPageByColumnsThatTheShapeLacks) {
  ListOptions options{
      .order = {forms::PersonTable::mentor_id.desc(), forms::PersonTable::name.desc()}, .limit = 2};
  Page<forms::PersonSecret> page = persons.list_person_secret(options);
  ASSERT_EQ(page.items.size(), 2U);
  EXPECT_EQ(page.items[0].secret, "s1");  // NULLs are the greatest
  EXPECT_EQ(page.items[1].secret, "s3");
  options.after = page.next;
  page = persons.list_person_secret(options);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].secret, "s2");
  EXPECT_EQ(page.next, "");
  EXPECT_EQ(names(persons.list_person_name({.where = forms::PersonTable::id > ada}).items),
            "Bob Eve ");
}

TEST_P(ShapeRows, NothingBelongsToALonelyRow) {
  const forms::PersonWithAll lonely = persons.get_with_all(ada);
  EXPECT_FALSE(lonely.mentor);
  EXPECT_FALSE(lonely.passport);
  EXPECT_EQ(names(lonely.pupils), "Eve Bob ");  // by name, descending
  EXPECT_TRUE(lonely.books.empty() && lonely.edited.empty() && lonely.friends.empty() &&
              lonely.known_by.empty());
  EXPECT_FALSE(persons.find_with_all(99));
}

TEST_P(ShapeRows, EachKindOfRelationIsRead) {
  passports.create({.number = "P-ü", .holder_id = bob, .until = Date::of(2030, 1, 1)});
  knows.create({.who_id = bob, .whom_id = ada});
  knows.create({.who_id = bob, .whom_id = bob});
  knows.create({.who_id = ada, .whom_id = bob});
  const std::int64_t first = add_book("first", "1.25", bob, ada, Timestamp{1});
  add_book("free", "0", bob, eve, Timestamp{5});  // the condition leaves it out
  add_book(")\"", "1", bob, {}, Timestamp{6});    // and this one
  add_book("second", "2", bob, eve, Timestamp{2});
  add_book("unprinted", "3", bob, eve);  // NULL is the greatest
  const std::int32_t maths = topics.create({.name = "maths"}).id;
  const std::int32_t art = topics.create({.name = "art"}).id;
  book_topics.create({.book_id = first, .topic_id = maths});
  book_topics.create({.book_id = first, .topic_id = art});

  const forms::PersonWithAll read = persons.get_with_all(bob);
  EXPECT_EQ(read.secret, "s2");
  EXPECT_EQ(read.mentor.value().name, "Ada");
  EXPECT_EQ(read.passport.value().number, "P-ü");
  EXPECT_EQ(titles(read.books), "unprinted second ");
  EXPECT_EQ(read.books[0].author.id, bob);
  EXPECT_EQ(read.books[0].price, Decimal{"3"});
  EXPECT_EQ(names(read.friends), "Ada Bob ");
  EXPECT_EQ(names(read.known_by), "Ada Bob ");
  EXPECT_EQ(titles(persons.get_with_all(eve).edited), "free ");  // one, by key

  const forms::BookCard card = books.get_book_card(first);
  EXPECT_EQ(names(card.topics), "art maths ");
  EXPECT_EQ(card.author.name, "Bob");
  const forms::BookWithPeople people = books.get_with_people(first);
  EXPECT_EQ(people.author.name, "Bob");
  EXPECT_EQ(people.editor.value().secret, "s1");
  EXPECT_EQ(people.topic_links.size(), 2U);
}

// Rows that several others share are read once and given to each; the limit is each row's own.
TEST_P(ShapeRows, ManyRowsTakeAStatementForEachRelation) {
  const std::int32_t topic = topics.create({.name = "shared"}).id;
  for (int i = 0; i < 40; ++i) {
    const std::int64_t author = i % 2 == 0 ? ada : bob;
    const std::int64_t book = add_book(std::to_string(i).c_str(), "1", author, {}, Timestamp{i});
    book_topics.create({.book_id = book, .topic_id = topic});
  }
  for (int i = 0; i < 30; ++i)
    persons.create({.name = "P" + std::to_string(i), .mentor_id = bob, .secret = ""});
  const std::int64_t before = session.statement_count();
  const Page<forms::PersonWithAll> page = persons.list_with_all();
  // Itself; seven relations, less what nobody has a value for; of the books their two.
  EXPECT_EQ(session.statement_count() - before, 1 + 7 + 2);
  ASSERT_EQ(page.items.size(), 33U);
  EXPECT_EQ(titles(page.items[0].books), "38 36 ");
  EXPECT_EQ(titles(page.items[1].books), "39 37 ");
  EXPECT_TRUE(page.items[2].books.empty());
  for (const forms::BookCard& card : page.items[1].books) {
    EXPECT_EQ(names(card.topics), "shared ");
    EXPECT_EQ(card.author.name, "Bob");
  }
  for (std::size_t i = 3; i < page.items.size(); ++i)
    EXPECT_EQ(page.items[i].mentor.value().id, bob);
  EXPECT_EQ(page.items[1].pupils.size(), 30U);
  EXPECT_EQ(page.items[1].pupils.front().name, "P9");
}

TEST_P(ShapeRows, AShapeMayLackTheKeyThatJoinsIt) {
  add_book("a", "1", ada);
  add_book("b", "2", ada);
  EXPECT_EQ(titles(persons.get_readers(ada).books), "a b ");
  EXPECT_EQ(persons.list_readers().items.size(), 3U);
}

TEST_P(ShapeRows, ConditionsOfLinksAreOnTheRowsThere) {
  for (const std::int64_t whom : {ada, bob, eve}) knows.create({.who_id = ada, .whom_id = whom});
  knows.create({.who_id = eve, .whom_id = ada});
  const forms::PersonWithSome some = persons.get_with_some(ada);
  EXPECT_EQ(names(some.friends), "Eve Ada ");  // by a column that is not read, descending
  EXPECT_EQ(names(some.known_by), "Ada ");
}

// A row that was removed belongs to nobody, and neither does what only a removed row links. The row
// that a reference names is there all the same.
TEST_P(ShapeRows, RemovedRowsAreNotSeen) {
  knows.create({.who_id = ada, .whom_id = bob});
  knows.create({.who_id = ada, .whom_id = eve});
  persons.create({.name = "Zoe", .mentor_id = bob, .secret = ""});
  EXPECT_EQ(names(persons.get_with_all(ada).friends), "Bob Eve ");
  persons.remove(bob);
  EXPECT_EQ(names(persons.get_with_all(ada).pupils), "Eve ");
  EXPECT_EQ(names(persons.get_with_all(ada).friends), "Eve ");
  EXPECT_EQ(names(persons.get_with_some(ada).friends), "Eve ");
  knows.remove(ada, eve);
  EXPECT_EQ(names(persons.get_with_all(ada).friends), "");
  EXPECT_EQ(names(persons.get_with_some(ada).friends), "");
  EXPECT_FALSE(persons.find_person_name(bob));
  EXPECT_EQ(names(persons.list_person_name().items), "Ada Eve Zoe ");
  const ListOptions zoe{.where = forms::PersonTable::name == "Zoe"};
  EXPECT_EQ(persons.list_with_all(zoe).items.at(0).mentor.value().name, "Bob");
}

TEST_P(ShapeRows, TextsJoinAndEnumsAreRead) {
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  const auto account = [&](const char* email, forms::Role role, std::int16_t rank) {
    return accounts
        .create({.email = email,
                 .name = email,
                 .password_hash = "h",
                 .role = role,
                 .born = Date::of(1990, 1, 2),
                 .rank = rank})
        .id;
  };
  const std::int64_t one = account("ü@example.org", forms::Role::reader, 1);
  const std::int64_t two = account("b@example.org", forms::Role::admin, 2);
  links.create({.from_id = one, .to_id = two, .via_email = "ü@example.org", .guard_id = one});
  links.create({.from_id = two, .to_id = one, .via_email = std::nullopt, .guard_id = two});
  EXPECT_EQ(links.get_link_face(one, two).via.value().email, "ü@example.org");
  EXPECT_FALSE(links.get_link_face(two, one).via);
  EXPECT_EQ(accounts.get_account_face(two).role, forms::Role::admin);
  EXPECT_EQ(accounts.get_account_face(two).born, Date::of(1990, 1, 2));
}

TENON_ON_BOTH(ShapeRows);

}  // namespace
}  // namespace tenon::test
