// Columns whose type on PostgreSQL the model names: values come back, and the server's operators of
// that type compare them; SQLite stores the members as ever.
#include <set>

#include <tenon/aggregate.hpp>

#include "database/on_both.hpp"
#include "typed_json.hpp"
#include "typed_repository.hpp"

namespace tenon::test {
namespace {

using Table = forms::TypedTable;

class TypedTest : public OnBoth {
 protected:
  TypedTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static forms::TypedCreate values(const std::string& code, const std::string& address) {
    return {.code = code, .address = address, .price = Decimal{"1234.50"}, .at = moment};
  }

  std::vector<std::string> codes(const Orders& order, const Filter& where = {},
                                 std::int64_t size = 100) {
    std::vector<std::string> codes;
    for (std::string after;;) {
      const auto page = typed.list({.where = where, .order = order, .limit = size, .after = after});
      for (const forms::Typed& one : page.items) codes.push_back(one.code);
      after = page.next;
      if (after.empty()) return codes;
    }
  }

  static constexpr Timestamp moment{1'700'000'000'000'000};
  Session session = engine.session();
  forms::TypedRepository typed{session};
};

TEST_P(TypedTest, EveryWayToWriteAndRead) {
  forms::TypedCreate first = values("ab", "10.0.0.1");
  first.page = "<a>é</a>";
  first.real = 0.1;
  const forms::Typed made = typed.create(first);
  EXPECT_EQ(made.words, is_postgresql() ? "'none':1" : "none");
  forms::Typed row = typed.get(made.id);
  EXPECT_EQ(row.code, "ab");
  EXPECT_EQ(row.address, "10.0.0.1");
  EXPECT_EQ(row.name, "none");
  EXPECT_EQ(row.page, "<a>é</a>");
  EXPECT_EQ(row.small, 7);
  EXPECT_EQ(row.price, Decimal{"1234.50"});
  EXPECT_EQ(row.at, moment);
  EXPECT_EQ(row.real, 0.1);

  std::vector<forms::TypedCreate> many = {values("b", "10.0.0.0/8"), values("c", "::1")};
  many[1].page = "<b/>";
  const std::vector<forms::Typed> several = typed.create_many(many);
  EXPECT_EQ(typed.get(several[0].id).address, "10.0.0.0/8");
  EXPECT_FALSE(typed.get(several[0].id).page);
  EXPECT_EQ(typed.get(several[1].id).page, "<b/>");
  EXPECT_EQ(typed.find_many({several[1].id, made.id}).size(), 2U);

  std::vector<forms::Typed> rows(2, row);
  rows[0].id = 50;
  rows[0].code = "d";
  rows[0].address = "192.168.0.1";
  rows[1].id = 51;
  rows[1].code = "e";
  rows[1].address = "192.168.0.2";
  typed.insert_many(rows);
  EXPECT_EQ(typed.find_by_address("192.168.0.2")->id, 51);
  rows[0].id = 60;
  rows[0].code = "f";
  rows[0].address = "192.168.0.3";
  typed.insert(rows[0]);
  rows[0].page.reset();
  rows[0].address = "fe80::1";
  typed.save(rows[0]);
  EXPECT_EQ(typed.get(60).address, "fe80::1");
  EXPECT_FALSE(typed.get(60).page);

  const forms::Typed updated =
      typed.update(60, {.code = "g", .address = "1.2.3.4", .page = "<c/>", .small = -32768});
  EXPECT_EQ(updated.code, "g");
  EXPECT_EQ(updated.address, "1.2.3.4");
  EXPECT_EQ(updated.page, "<c/>");
  EXPECT_EQ(updated.small, -32768);
  EXPECT_FALSE(typed.update(60, {.page = std::nullopt}).page);
  EXPECT_EQ(typed.lock(60)->address, "1.2.3.4");
  EXPECT_TRUE(typed.remove(60));
}

TEST_P(TypedTest, WhatDoesNotFitIsRefused) {
  forms::TypedCreate create = values("a", "10.0.0.1");
  create.price = Decimal{"1.239"};
  EXPECT_EQ(error_of([&] { typed.create(create); }).kind(), ErrorKind::bad_value);
  if (!is_postgresql()) return;
  const auto refused = [&](const forms::TypedCreate& one, bool as_batch) {
    Session other = engine.session();
    forms::TypedRepository repository{other};
    return error_of([&] {
      if (as_batch)
        repository.create_many({one});
      else
        repository.create(one);
    });
  };
  for (const bool as_batch : {false, true}) {
    EXPECT_EQ(refused(values("too long", "10.0.0.1"), as_batch).sqlstate(), "22001");
    EXPECT_EQ(refused(values("a", "10.0.0.256"), as_batch).sqlstate(), "22P02");
    create = values("a", "10.0.0.1");
    create.small = 70000;
    EXPECT_EQ(refused(create, as_batch).sqlstate(), "22003");
    create = values("a", "10.0.0.1");
    create.name = std::string(41, 'x');
    EXPECT_EQ(refused(create, as_batch).sqlstate(), "22001");
  }
}

TEST_P(TypedTest, TheServersOperatorsCompare) {
  for (const char* address : {"9.0.0.1", "10.0.0.1", "10.0.0.2", "::1", "10.0.0.0/24"})
    typed.create(values(std::string(1, static_cast<char>('a' + typed.count())), address));
  EXPECT_EQ(typed.count(Table::address == "10.0.0.2"), 1);
  EXPECT_EQ(typed.count(Table::address.in({"10.0.0.1", "::1", "1.1.1.1"})), 2);
  EXPECT_EQ(typed.count(Table::address != "10.0.0.2"), 4);
  const Orders order{Table::address.asc()};
  const std::vector<std::string> whole = codes(order);
  if (is_postgresql()) {
    EXPECT_EQ(whole, (std::vector<std::string>{"a", "e", "b", "c", "d"}));
    EXPECT_EQ(typed.count(Table::address == "10.0.0.1/32"), 1);
    EXPECT_EQ(typed.count(Table::address < "10.0.0.1"), 2);
    EXPECT_EQ(typed.count(Table::address == "0:0::1"), 1);
  }
  for (std::int64_t size = 1; size <= 5; ++size) {
    EXPECT_EQ(codes(order, {}, size), whole);
    EXPECT_EQ(codes({Table::address.desc(), Table::code.asc()}, {}, size),
              (std::vector<std::string>{whole.rbegin(), whole.rend()}));
  }
  EXPECT_EQ(typed.list_by_address("::1").size(), 1U);
  EXPECT_EQ(typed.list_by_small(7).size(), 5U);
  EXPECT_EQ(
      codes({Table::small.asc(), Table::price.desc(), Table::at.asc(), Table::code.asc()}, {}, 2)
          .size(),
      5U);
  EXPECT_EQ(typed.count(Table::price == Decimal{"1234.5"} && Table::at <= moment), 5);
}

// What an extension brings (citext comes with Debian's postgresql-15): the same model over a column
// that takes no account of case. SQLite's stays what it is.
TEST_P(TypedTest, OfAnExtension) {
  if (is_postgresql()) {
    session.execute("create extension citext");
    session.execute("alter table typed alter column code type citext");
  }
  const auto on = [&](auto postgresql, auto sqlite) {
    return is_postgresql() ? postgresql : sqlite;
  };
  typed.create(values("Ann", "10.0.0.1"));
  typed.create(values("bob", "10.0.0.2"));
  typed.create_many({values("Cy", "10.0.0.3")});
  EXPECT_EQ(typed.find_by_code("Ann")->code, "Ann");
  EXPECT_EQ(typed.find_by_code("ANN").has_value(), is_postgresql());
  EXPECT_EQ(typed.count(Table::code == "aNN"), on(1, 0));
  EXPECT_EQ(typed.count(Table::code.in({"BOB", "CY", "Ann"})), on(3, 1));
  EXPECT_EQ(typed.count(Table::code < "C"), on(2, 1));
  EXPECT_EQ(typed.count(Table::code.like("A%")), 1);
  const std::vector<std::string> order = codes({Table::code.asc()}, {}, 1);
  EXPECT_EQ(order, on(std::vector<std::string>{"Ann", "bob", "Cy"},
                      std::vector<std::string>{"Ann", "Cy", "bob"}));
  EXPECT_EQ(typed.update(1, {.code = "anna"}).code, "anna");
  if (is_postgresql()) {
    const Error error = error_of([&] { typed.create(values("BOB", "10.0.0.4")); });
    EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
  } else {
    EXPECT_EQ(typed.create(values("BOB", "10.0.0.4")).code, "BOB");
  }
}

TEST_P(TypedTest, JsonIsThatOfTheMembers) {
  Violations violations;
  const auto read = forms::typed_create_from_json(
      R"({"code": "ab", "address": "10.0.0.1", "price": "1.50", "at": "2026-11-21T10:15:00Z"})",
      violations);
  ASSERT_TRUE(read) << violations.to_json();
  const forms::Typed row = typed.get(typed.create(*read).id);
  const std::string json = to_json(to_read(row));
  EXPECT_NE(json.find(R"("address":"10.0.0.1")"), std::string::npos) << json;
  EXPECT_EQ(json.find("words"), std::string::npos);
}

TENON_ON_BOTH(TypedTest);

}  // namespace
}  // namespace tenon::test
