// Filters give the same rows on both databases.
#include <tenon/column.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

enum class Color { red, green };

std::string_view to_text(Color color) { return color == Color::red ? "red" : "green"; }

extern const Table table;

struct ThingTable {
  static constexpr Column<std::int64_t> id{table, "id"};
  static constexpr Column<std::string> name{table, "name"};
  static constexpr Column<std::optional<std::int32_t>> size{table, "size"};
  static constexpr Column<Color> color{table, "color"};
  static constexpr Column<Decimal> price{table, "price", {10, 2}};
  static constexpr Column<bool> is_new{table, "is_new"};
};
constexpr ColumnInfo key[] = {ThingTable::id};
const Table table{R"("things")", R"("id", "name", "size", "color", "price", "is_new")", key};

class FilterTest : public OnBoth {
 protected:
  FilterTest() {
    execute(
        "create table things (id bigint primary key, name text not null, size integer, "
        "color text not null, price numeric(10, 2) not null, is_new boolean not null)",
        "create table things (id integer primary key, name text not null, size integer, "
        "color text not null, price integer not null, is_new integer not null) strict");
    add(1, "Ada", 10, Color::red, "1.50", true);
    add(2, "ada", 20, Color::green, "10.00", false);
    add(3, "B*d%_\\a[x]", {}, Color::red, "9.99", false);
    add(4, "Übel", 40, Color::green, "0.00", true);
  }

  void add(std::int64_t id, const char* name, std::optional<std::int32_t> size, Color color,
           const char* price, bool is_new) {
    session.execute("insert into things values ($1, $2, $3, $4, $5, $6)",
                    {id, name, size, color, {Decimal{price}, Numeric{10, 2}}, is_new});
  }

  std::string ids(const Filter& where) {
    std::string text;
    Listing listing{session, table, {.where = where}};
    while (listing.next()) text += std::to_string(listing.row().get<std::int64_t>(0));
    EXPECT_EQ(count(session, table, where), static_cast<std::int64_t>(text.size()));
    EXPECT_EQ(exists(session, table, where), !text.empty());
    return text;
  }

  Session session{engine.session()};
};

TEST_P(FilterTest, EveryRowIsNoMissingFilter) {
  EXPECT_EQ(ids(Filter::every_row()), "1234");
  EXPECT_EQ(ids(!Filter::every_row()), "");
  EXPECT_EQ(ids(Filter::every_row() && ThingTable::id == 2), "2");
  EXPECT_FALSE(Filter::every_row().is_empty());
  EXPECT_EQ(remove_many(session, table, !Filter::every_row()), 0);
  EXPECT_EQ(remove_many(session, table, ThingTable::id > 2), 2);
  EXPECT_EQ(ids({}), "12");
}

TEST_P(FilterTest, TypedTextIsNoPattern) {
  EXPECT_EQ(ids(ThingTable::name.like(escape_like("B*d%_\\a[x]"))), "3");
  EXPECT_EQ(ids(ThingTable::name.like("%" + escape_like("%_\\") + "%")), "3");
  EXPECT_EQ(ids(ThingTable::name.like(escape_like("%"))), "");
  EXPECT_EQ(ids(ThingTable::name.like(escape_like("_da"))), "");
}

// PostgreSQL would refuse it only where a row gets that far, and SQLite take it for itself.
TEST_P(FilterTest, APatternThatEndsInAnEscapeIsRefusedAndTheTransactionGoesOn) {
  for (const char* pattern : {"Ada\\", "%\\\\\\", "\\"})
    EXPECT_EQ(error_of([&] { count(session, table, ThingTable::name.like(pattern)); }).kind(),
              ErrorKind::bad_value);
  EXPECT_EQ(ids(ThingTable::name.like("%\\\\%")), "3");
}

TEST_P(FilterTest, Comparisons) {
  EXPECT_EQ(ids({}), "1234");
  EXPECT_EQ(ids(ThingTable::id == 2), "2");
  EXPECT_EQ(ids(ThingTable::id != 2), "134");
  EXPECT_EQ(ids(ThingTable::id < 2), "1");
  EXPECT_EQ(ids(ThingTable::id <= 2), "12");
  EXPECT_EQ(ids(ThingTable::id > 2), "34");
  EXPECT_EQ(ids(ThingTable::id >= 2), "234");
  EXPECT_EQ(ids(ThingTable::name == "Ada"), "1");
  EXPECT_EQ(ids(ThingTable::color == Color::red), "13");
  EXPECT_EQ(ids(ThingTable::is_new == true), "14");
  EXPECT_EQ(ids(ThingTable::price == Decimal{"1.5"}), "1");
  EXPECT_EQ(ids(ThingTable::price > Decimal{"9.98"}), "23");
}

TEST_P(FilterTest, NullsNeverCompare) {
  EXPECT_EQ(ids(ThingTable::size == 10), "1");
  EXPECT_EQ(ids(ThingTable::size != 10), "24");
  EXPECT_EQ(ids(!(ThingTable::size == 10)), "24");
  EXPECT_EQ(ids(ThingTable::size.is_null()), "3");
  EXPECT_EQ(ids(ThingTable::size.is_not_null()), "124");
}

TEST_P(FilterTest, Logic) {
  EXPECT_EQ(ids(ThingTable::id == 1 || (ThingTable::id > 2 && ThingTable::is_new == true)), "14");
  EXPECT_EQ(ids((ThingTable::id == 1 || ThingTable::id > 2) && ThingTable::is_new == true), "14");
  EXPECT_EQ(ids(!(ThingTable::id == 1 || ThingTable::id == 2) && ThingTable::color == Color::red),
            "3");
  EXPECT_EQ(ids(Filter{} && ThingTable::id == 1), "1");
  EXPECT_EQ(ids(Filter{} || ThingTable::id == 1), "1234");
  EXPECT_EQ(error_of([] { !Filter{}; }).kind(), ErrorKind::misuse);
}

// SQLite's parser has room for a hundred parentheses.
TEST_P(FilterTest, ChainsOfAnyLength) {
  Filter any = ThingTable::id == 1;
  Filter all = ThingTable::id != 2;
  Filter twice = ThingTable::id == 3;
  for (std::int64_t i = 0; i < 400; ++i) {
    any = std::move(any) || ThingTable::id == 1000 + i;
    all = std::move(all) && ThingTable::id != 1000 + i;
    twice = !std::move(twice);
  }
  EXPECT_EQ(ids(any), "1");
  EXPECT_EQ(ids(all), "134");
  EXPECT_EQ(ids(twice), "3");
  EXPECT_EQ(ids(!any && (all || twice)), "34");
}

TEST_P(FilterTest, In) {
  EXPECT_EQ(ids(ThingTable::id.in({1, 3, 99})), "13");
  EXPECT_EQ(ids(ThingTable::id.in({})), "");
  EXPECT_EQ(ids(ThingTable::name.in({"ada", "it's"})), "2");
  EXPECT_EQ(ids(ThingTable::color.in({Color::green})), "24");
  EXPECT_EQ(ids(ThingTable::price.in({Decimal{"1.5"}, Decimal{"10"}})), "12");
  EXPECT_EQ(ids(ThingTable::size.in({20, 40})), "24");
}

// LIKE of SQLite ignores the case of ASCII letters; ours does not, anywhere.
TEST_P(FilterTest, LikeIsTheSameOnBoth) {
  EXPECT_EQ(ids(ThingTable::name.like("A%")), "1");
  EXPECT_EQ(ids(ThingTable::name.like("%a")), "12");
  EXPECT_EQ(ids(ThingTable::name.like("_da")), "12");
  EXPECT_EQ(ids(ThingTable::name.like("B*d\\%\\_\\\\a[x]")), "3");
  EXPECT_EQ(ids(ThingTable::name.like("B_d%")), "3");
  EXPECT_EQ(ids(ThingTable::name.like("_bel")), "4");
  EXPECT_EQ(ids(ThingTable::name.like("*")), "");
}

TEST_P(FilterTest, EachShapeIsPreparedOnce) {
  for (std::int64_t id = 0; id < 50; ++id) ids(ThingTable::id == id);
  if (!is_postgresql()) return;
  // A list, a count, an “exists”; and the one that asks.
  constexpr Statement prepared{
      "select count(*) from pg_prepared_statements where statement like '%where \"id\" = %'"};
  EXPECT_EQ(number(session, prepared), 4);
}

TENON_ON_BOTH(FilterTest);

}  // namespace
}  // namespace tenon::test
