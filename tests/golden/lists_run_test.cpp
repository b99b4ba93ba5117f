// Lists on both databases: every element type there and back at its edges through every path, an
// empty list against NULL, defaults, filters, rules and JSON; and arrays that are no lists.
#include <cmath>
#include <limits>

#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "shelf_json.hpp"
#include "shelf_repository.hpp"

namespace tenon::test {
namespace {

using forms::Role;
using forms::Shade;
using forms::ShelfTable;
using Texts = std::vector<std::string>;

template <class T>
std::vector<T> ends() {
  return {std::numeric_limits<T>::lowest(), 0, std::numeric_limits<T>::max(), 1,
          std::numeric_limits<T>::min()};
}

/// Every byte that text may have, and what arrays and JSON write in another way.
Texts nasty_texts() {
  std::string ascii;
  for (char c = 1; c != '\x7f'; ++c) ascii += c;
  ascii += '\x7f';
  return {"",        "NULL", "null", "{}",  "{a,b}", "a,b", "\"", "\\",          "'",
          "a\"b\\c", " ",    "\n",   "[1]", "ü😀",    ascii, "$1", "\xef\xbf\xbf"};
}

class ListsTest : public OnBoth {
 protected:
  ListsTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static forms::ShelfCreate empty() {
    return {.codes = std::vector<std::int32_t>{},
            .flags = std::vector<bool>{},
            .smalls = std::vector<std::int16_t>{},
            .mediums = std::vector<std::int32_t>{},
            .larges = std::vector<std::int64_t>{},
            .single_reals = std::vector<float>{},
            .reals = std::vector<double>{},
            .texts = Texts{},
            .moments = std::vector<Timestamp>{},
            .days = std::vector<Date>{},
            .local_moments = std::vector<LocalTimestamp>{},
            .times = std::vector<Time>{},
            .spans = std::vector<Interval>{},
            .numbers = std::vector<Decimal>{},
            .prices = std::vector<Decimal>{},
            .wide_prices = std::vector<Decimal>{},
            .tokens = std::vector<Uuid>{},
            .photos = std::vector<Bytes>{},
            .roles = std::vector<Role>{}};
  }

  static forms::ShelfCreate full() {
    Bytes bytes;
    for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<std::byte>(i));
    constexpr double endless = std::numeric_limits<double>::infinity();
    forms::ShelfCreate shelf{
        .codes = {1, -1},
        .flags = {true, false, false, true},
        .smalls = ends<std::int16_t>(),
        .mediums = ends<std::int32_t>(),
        .larges = ends<std::int64_t>(),
        .single_reals = ends<float>(),
        .reals = ends<double>(),
        .texts = nasty_texts(),
        .moments = {Timestamp::negative_infinity(), Timestamp{-1}, Timestamp::infinity()},
        .days = {Date::of(1, 1, 1), Date::of(9999, 12, 31)},
        .local_moments = {LocalTimestamp{-1}, LocalTimestamp{0}},
        .times = {Time{0}, Time::end_of_day()},
        .spans = {Interval{1, -2, 3}, Interval{}, Interval{-2147483647, 0, -1}},
        .numbers = {Decimal{"-98765432109876543210987654321.000123"}, Decimal{"0"}},
        .prices = {Decimal{"99999999.99"}, Decimal{"-0.01"}},
        .wide_prices = {Decimal{"-99999999999999999999999999.9999"}},
        .tokens = {Uuid{}, uuid_v7()},
        .photos = {Bytes{}, bytes},
        .roles = {Role::admin, Role::reader, Role::admin}};
    for (const float value : {0.1F, static_cast<float>(endless), static_cast<float>(-endless)})
      shelf.single_reals = appended(shelf.single_reals.value(), value);
    for (const double value : {0.1, 1e22, 100000.0, 9007199254740993.0, endless, -endless})
      shelf.reals = appended(shelf.reals.value(), value);
    shelf.groups = {};
    shelf.default_maybe = std::nullopt;
    shelf.maybe_flags = std::vector<bool>{true};
    shelf.maybe_texts = Texts{""};
    shelf.maybe_prices = std::vector<Decimal>{Decimal{"1.50"}};
    shelf.maybe_shades = std::vector<Shade>{Shade::nasty, Shade::new_};
    shelf.hidden = std::vector<std::int64_t>{0};
    return shelf;
  }

  template <class T>
  static std::vector<T> appended(std::vector<T> list, T value) {
    list.push_back(value);
    return list;
  }

  /// The cell of the one row, as the database writes it.
  std::string text_of(const std::string& column) {
    session.commit();
    Connection connection = engine.connect();
    Rows rows = connection.query("select cast(" + column + " as text) from shelves");
    return rows.only().is_null(0) ? "NULL" : rows.row().get<std::string>(0);
  }

  Session session{engine.session()};
  forms::ShelfRepository shelves{session};
};

// All columns that a Create gives.
#define TENON_FOR_COMPARED_LISTS(DO)                                                           \
  DO(codes)                                                                                    \
  DO(groups)                                                                                   \
  DO(flags)                                                                                    \
  DO(smalls)                                                                                   \
  DO(mediums)                                                                                  \
  DO(larges)                                                                                   \
  DO(single_reals) DO(reals) DO(texts) DO(moments) DO(days) DO(local_moments) DO(times)        \
      DO(numbers) DO(prices) DO(wide_prices) DO(tokens) DO(photos) DO(roles) DO(default_flags) \
          DO(default_smalls) DO(default_larges) DO(default_single_reals) DO(default_reals)     \
              DO(default_texts) DO(default_prices) DO(default_shades) DO(default_tokens)       \
                  DO(default_maybe) DO(maybe_flags) DO(maybe_texts) DO(maybe_prices)           \
                      DO(maybe_shades) DO(hidden) DO(tags) DO(scores) DO(weights) DO(emails)   \
                          DO(links)
#define TENON_FOR_ALL_LISTS(DO) TENON_FOR_COMPARED_LISTS(DO) DO(spans)

template <class T>
bool is_same_list(const T& a, const T& b) {
  return a == b;
}
template <class T>
bool is_same_list(const T& a, const Required<T>& b) {
  return a == *b;
}

template <class Values>
void expect_lists(const forms::Shelf& shelf, const Values& values) {
#define TENON_COMPARE_LIST(column) \
  EXPECT_TRUE(is_same_list(shelf.column, values.column)) << #column;
  TENON_FOR_ALL_LISTS(TENON_COMPARE_LIST)
#undef TENON_COMPARE_LIST
}

TEST_P(ListsTest, EveryTypeThereAndBackThroughEveryPath) {
  std::int32_t code = 10;
  for (forms::ShelfCreate values : {empty(), full()}) {
    const forms::Shelf created = shelves.create(values);
    expect_lists(created, values);
    expect_lists(shelves.get(created.id), values);
    values.codes = {++code};
    const std::vector<forms::Shelf> many = shelves.create_many({values});
    expect_lists(many.front(), values);
    values.codes = {++code};
    EXPECT_EQ(shelves.bulk_load({values}), 1);
    expect_lists(*shelves.find_by_codes({code}), values);
    values.codes = {--code};
    forms::Shelf whole = shelves.get(many.front().id);
    expect_lists(whole, values);
    whole.id += 100;
    whole.codes = {code += 2};
    shelves.insert(whole);
    expect_lists(shelves.get(whole.id), whole);
    ++whole.id;
    whole.codes = {++code};
    shelves.insert_many({whole});
    expect_lists(shelves.get(whole.id), whole);
    whole.codes = {++code, 0, code};
    shelves.save(whole);
    expect_lists(shelves.get(whole.id), whole);
    EXPECT_EQ(shelves.find_by_codes({code, 0, code})->id, whole.id);
    EXPECT_FALSE(shelves.find_by_codes({code, 0}));
  }
}

TEST_P(ListsTest, ThousandsOfRowsWithLists) {
  std::vector<forms::ShelfCreate> values(3000, full());
  for (std::size_t at = 0; at < values.size(); ++at)
    values[at].codes = {static_cast<std::int32_t>(at)};
  const std::int64_t before = session.statement_count();
  const std::vector<forms::Shelf> made = shelves.create_many(values);
  EXPECT_EQ(session.statement_count() - before, is_postgresql() ? 3 : 3000);
  ASSERT_EQ(made.size(), values.size());
  for (const std::size_t at : {0U, 1U, 999U, 1000U, 2999U}) {
    expect_lists(shelves.get(made[at].id), values[at]);
  }
}

// Many rows' lists travel as texts on PostgreSQL: what has a form of its own there.
TEST_P(ListsTest, ManyRowsHoldTheEndsOfTime) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  forms::ShelfCreate values = empty();
  values.days = {Date::of(0, 1, 1), Date::of(-43, 3, 15), Date::of(-4711, 1, 1),
                 Date::of(12345, 6, 7)};
  values.local_moments = {
      LocalTimestamp::of(Date::of(-43, 3, 15), Time{1}),
      LocalTimestamp::of(Date::of(200'000, 12, 31), Time::of(23, 59, 59, 999'999)),
      LocalTimestamp::infinity(), LocalTimestamp::negative_infinity()};
  values.moments = {Timestamp{LocalTimestamp::of(Date::of(0, 12, 31)).microseconds - 1},
                    Timestamp{LocalTimestamp::of(Date::of(99'999, 1, 2)).microseconds}};
  values.spans = {Interval{-1, 2, -3}, Interval{1, -2, most}, Interval{0, 0, least},
                  Interval{0, 0, 1}};
  expect_lists(shelves.get(shelves.create_many({values}).front().id), values);
}

TEST_P(ListsTest, ManyRowsRefuseWhatOneRowRefuses) {
  forms::ShelfCreate values = empty();
  values.texts = {"a", std::string("\0", 1)};
  EXPECT_THROW(shelves.create_many({values}), Error);
  session.rollback();
  values.texts = Texts{};
  values.times = {Time{-1}};
  EXPECT_THROW(shelves.create_many({values}), Error);
  session.rollback();
  EXPECT_EQ(shelves.count(), 0);
}

TEST_P(ListsTest, UpdateSetsEveryColumn) {
  const std::int32_t id = shelves.create(empty()).id;
  const auto set = [](auto& patch, const auto& value) {
    if constexpr (requires { value.is_pending(); }) {
      patch = value.value();
    } else {
      patch = value;
    }
  };
  for (const forms::ShelfCreate& wanted : {full(), empty()}) {
#define TENON_SET_LIST(column)                                                           \
  {                                                                                      \
    forms::ShelfUpdate one;                                                              \
    set(one.column, wanted.column);                                                      \
    EXPECT_TRUE(is_same_list(shelves.update(id, one).column, wanted.column)) << #column; \
  }
    TENON_FOR_ALL_LISTS(TENON_SET_LIST)
#undef TENON_SET_LIST
    expect_lists(shelves.get(id), wanted);
  }
  const forms::Shelf changed = shelves.update(
      id, {.texts = {"a", "b"}, .roles = {Role::author}, .maybe_flags = {true}, .tags = {"x"}});
  EXPECT_EQ(changed.texts, (Texts{"a", "b"}));
  EXPECT_EQ(changed.roles, std::vector<Role>{Role::author});
  EXPECT_EQ(changed.maybe_flags, std::vector<bool>{true});
  EXPECT_EQ(changed.tags, Texts{"x"});
}

TEST_P(ListsTest, AnEmptyListIsNotNull) {
  forms::ShelfCreate values = empty();
  values.maybe_texts = Texts{};
  const std::int32_t id = shelves.create(values).id;
  EXPECT_EQ(shelves.get(id).maybe_texts, Texts{});
  EXPECT_EQ(shelves.get(id).maybe_flags, std::nullopt);
  EXPECT_EQ(text_of("maybe_texts"), is_postgresql() ? "{}" : "[]");
  EXPECT_EQ(text_of("maybe_flags"), "NULL");
  EXPECT_EQ(shelves.count(ShelfTable::maybe_texts.is_null()), 0);
  EXPECT_EQ(shelves.count(ShelfTable::maybe_flags.is_null()), 1);
  const std::string out = to_json(to_read(shelves.get(id)));
  EXPECT_NE(out.find("\"maybe_texts\":[]"), std::string::npos) << out;
  EXPECT_NE(out.find("\"maybe_flags\":null"), std::string::npos) << out;
  EXPECT_EQ(shelves.update(id, {.maybe_texts = std::nullopt}).maybe_texts, std::nullopt);
}

TEST_P(ListsTest, DefaultsAreTheSameInCppAndInTheDatabase) {
  const forms::Shelf made = shelves.create(empty());
  EXPECT_EQ(made.default_texts, (Texts{"a \"quote\"", "", "{b}, c\\d\n", "NULL", "ü 'x'"}));
  EXPECT_EQ(made.default_shades, (std::vector<Shade>{Shade::light_grey, Shade::nasty}));
  EXPECT_EQ(made.default_single_reals, (std::vector<float>{0.1F, 2}));
  EXPECT_EQ(made.default_tokens, std::vector<Uuid>{});
  EXPECT_EQ(made.default_maybe, (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(made.groups, Texts{"none"});
  session.commit();
  const std::string given =
      "flags, smalls, mediums, larges, single_reals, reals, texts, moments, days, local_moments, "
      "times, spans, numbers, prices, "
      "wide_prices, tokens, photos, roles";
  execute("insert into shelves (codes, " + given + ") select '" +
          (is_postgresql() ? "{7}" : "[7]") + "', " + given + " from shelves");
  // The default's text and the driver's are one: equal lists are equal texts on SQLite.
  EXPECT_EQ(shelves.count(ShelfTable::default_reals == made.default_reals &&
                          ShelfTable::default_single_reals == made.default_single_reals &&
                          ShelfTable::default_texts == made.default_texts &&
                          ShelfTable::default_prices == made.default_prices &&
                          ShelfTable::default_shades == made.default_shades &&
                          ShelfTable::default_flags == made.default_flags &&
                          ShelfTable::default_tokens == made.default_tokens),
            2);
  forms::Shelf other = *shelves.find_by_codes({7});
  other.codes = made.codes;
  expect_lists(other, made);
}

TEST_P(ListsTest, FiltersByTheWholeListAndByAnElement) {
  shelves.create(empty());
  forms::ShelfCreate values = full();
  values.default_maybe = {3, 4};
  values.tags = {"x"};
  values.scores = std::vector<std::int16_t>{5};
  values.weights = std::vector<Decimal>{Decimal{"2.50"}};
  values.emails = Texts{"a@b.c"};
  values.links = Texts{"https://x"};
  values.groups = {"g", "none"};
  const forms::Shelf shelf = shelves.create(values);
  const auto expect_one = [&](const char* column, const Filter& where) {
    EXPECT_EQ(shelves.count(where), 1) << column;
  };
#define TENON_FIND_LIST(column)                           \
  if (!std::string_view{#column}.starts_with("default_")) \
    expect_one(#column, ShelfTable::column == value_of(shelf.column));
  const auto value_of = [](const auto& value) {
    if constexpr (requires { value.value(); }) {
      return value.value();
    } else {
      return value;
    }
  };
  TENON_FOR_COMPARED_LISTS(TENON_FIND_LIST)
#undef TENON_FIND_LIST
  EXPECT_EQ(shelves.count(ShelfTable::texts != shelf.texts), 1);
  EXPECT_EQ(shelves.count(ShelfTable::maybe_texts != Texts{"x"}), 1);
  expect_one("flags", ShelfTable::flags.contains(false));
  expect_one("smalls", ShelfTable::smalls.contains(-32768));
  expect_one("mediums", ShelfTable::mediums.contains(1));
  expect_one("larges", ShelfTable::larges.contains(std::numeric_limits<std::int64_t>::max()));
  expect_one("single_reals", ShelfTable::single_reals.contains(0.1F));
  expect_one("reals", ShelfTable::reals.contains(std::numeric_limits<double>::infinity()));
  for (const std::string& text : nasty_texts())
    expect_one(text.c_str(), ShelfTable::texts.contains(text));
  expect_one("moments", ShelfTable::moments.contains(Timestamp::infinity()));
  expect_one("days", ShelfTable::days.contains(Date::of(1, 1, 1)));
  expect_one("times", ShelfTable::times.contains(Time::end_of_day()));
  expect_one("local_moments", ShelfTable::local_moments.contains(LocalTimestamp{-1}));
  expect_one("numbers", ShelfTable::numbers.contains(Decimal{"0.00"}));
  expect_one("prices", ShelfTable::prices.contains(Decimal{"-0.010"}));
  expect_one("tokens", ShelfTable::tokens.contains(Uuid{}));
  expect_one("photos", ShelfTable::photos.contains(shelf.photos[1]));
  expect_one("roles", ShelfTable::roles.contains(Role::reader));
  EXPECT_EQ(shelves.count(ShelfTable::roles.contains(Role::author)), 0);
  EXPECT_EQ(shelves.count(!ShelfTable::roles.contains(Role::author)), 2);
  expect_one("maybe", ShelfTable::maybe_prices.contains(Decimal{"1.5"}));
  // NULL is neither: the other row does not pass either way.
  EXPECT_EQ(shelves.count(!ShelfTable::maybe_flags.contains(false)), 1);
  EXPECT_EQ(shelves.list_by_groups({"g", "none"}).size(), 1U);
  EXPECT_EQ(shelves.list_by_groups({"none", "g"}).size(), 0U);
}

TEST_P(ListsTest, LargeListsAndLongElements) {
  forms::ShelfCreate values = empty();
  std::vector<std::int64_t> larges(100'000);
  for (std::size_t at = 0; at < larges.size(); ++at)
    larges[at] = static_cast<std::int64_t>(at) * 1'000'000'007;
  Texts texts(100'000, "ü");
  texts.push_back(std::string(1 << 20, 'x') + "\"\\");
  values.larges = larges;
  values.maybe_texts = texts;  // a GIN index would hold no element of such a length
  const forms::Shelf read = shelves.get(shelves.create(values).id);
  EXPECT_EQ(read.larges, larges);
  EXPECT_EQ(read.maybe_texts, texts);
}

TEST_P(ListsTest, NaN) {
  forms::ShelfCreate values = empty();
  values.reals = {1, std::nan("")};
  if (!is_postgresql()) {
    EXPECT_EQ(error_of([&] { shelves.create(values); }).kind(), ErrorKind::bad_value);
    return;
  }
  const std::vector<double> read = shelves.get(shelves.create(values).id).reals;
  ASSERT_EQ(read.size(), 2U);
  EXPECT_TRUE(std::isnan(read[1]));
}

TEST_P(ListsTest, TextThatIsNone) {
  for (const std::string& text : {std::string{"\xff"}, std::string{"a\0b", 3}}) {
    forms::ShelfCreate values = empty();
    values.texts = {"a", text};
    Session other = engine.session();
    EXPECT_EQ(error_of([&] { forms::ShelfRepository{other}.create(values); }).kind(),
              ErrorKind::bad_value);
    EXPECT_EQ(validate(values).size(), 1U);
  }
}

/// What the message says of the cell once it holds this.
TEST_P(ListsTest, ArraysThatAreNoLists) {
  const std::int32_t id = shelves.create(empty()).id;
  session.commit();
  const auto message = [&](const std::string& column, const std::string& cell) {
    execute("update shelves set " + column + " = " + cell);
    Session other = engine.session();
    const Error error = error_of([&] { forms::ShelfRepository{other}.get(id); });
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    execute("update shelves set " + column + " = " + (is_postgresql() ? "'{}'" : "'[]'"));
    return std::string{error.what()};
  };
  const auto expect = [](const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  };
  if (is_postgresql()) {
    expect(message("mediums", "'{1,NULL,3}'"),
           "column 'mediums' holds a list whose element 1 is NULL");
    expect(message("texts", "'{NULL}'"), "column 'texts' holds a list whose element 0 is NULL");
    expect(message("mediums", "'{{1,2},{3,4}}'"),
           "column 'mediums' holds an array of 2 dimensions, expected a list");
    expect(message("mediums", "'[0:1]={1,2}'"),
           "column 'mediums' holds an array that begins at 0, expected one that begins at 1");
    Rows rows = session.query(DynamicStatement{"select 5, array[1]::oid[], array['a']::varchar[]"});
    const Row& row = rows.only();
    expect(error_of([&] { row.get<std::vector<std::int32_t>>(0); }).what(), "is not a list");
    expect(error_of([&] { row.get<std::vector<std::string>>(1); }).what(), "is not");
    EXPECT_EQ(row.get<Texts>(2), Texts{"a"});
    return;
  }
  expect(message("mediums", "'[1,null,3]'"),
         "column 'mediums' holds a list whose element 1 is NULL");
  expect(message("mediums", "'[1,[2]]'"),
         "column 'mediums' holds a list whose element 1 is not an integer of 32 bits");
  expect(message("mediums", "'[2147483648]'"), "element 0 is not an integer of 32 bits");
  expect(message("mediums", "'[1.5]'"), "element 0 is not an integer of 32 bits");
  expect(message("flags", "'[1]'"), "element 0 is not a bool");
  expect(message("texts", "'[1]'"), "element 0 is not text");
  expect(message("texts", "'{}'"), "column 'texts' is not a list as JSON text");
  expect(message("texts", "'a'"), "column 'texts' is not a list as JSON text");
  expect(message("reals", "'[\"x\"]'"), "element 0 is not a floating point number");
  expect(message("single_reals", "'[0.1]'"), "element 0 is not a float of 32 bits");
  expect(message("days", "'[\"x\"]'"), "element 0 is not a date in days");
  expect(message("moments", "'[1.5]'"), "element 0 is not a time in microseconds");
  expect(message("tokens", "'[\"x\"]'"), "element 0 is not a uuid");
  expect(message("photos", "'[\"?\"]'"), "element 0 is not bytes in base64");
  expect(message("numbers", "'[true]'"), "element 0 is not a decimal number");
  expect(message("roles", "'[\"boss\"]'"), "column 'roles' holds 'boss'");
}

TEST_P(ListsTest, ElementsOfAnEnumAreChecked) {
  const std::int32_t id = shelves.create(empty()).id;
  session.commit();
  if (!is_postgresql()) return;  // a CHECK of SQLite cannot look into a list
  for (const char* cell : {"'{boss}'", "'{reader,NULL}'", "'{reader,Reader}'"}) {
    const Error error =
        error_of([&] { execute(std::string{"update shelves set roles = "} + cell); });
    EXPECT_EQ(error.constraint(), "shelves_roles_check") << cell;
  }
  execute("update shelves set roles = '{admin,admin}'");
  EXPECT_EQ(shelves.get(id).roles, (std::vector<Role>{Role::admin, Role::admin}));
}

TEST_P(ListsTest, JsonThereAndBack) {
  forms::ShelfCreate values = full();
  values.moments = {Timestamp{1}, Timestamp{-1}};
  values.reals = {0.1, -2.0, std::numeric_limits<double>::max()};
  values.single_reals = {0.1F};
  values.hidden = std::nullopt;
  values.tags = Texts{"ü", "b"};
  values.scores = std::vector<std::int16_t>{0, 100};
  values.weights = std::vector<Decimal>{Decimal{"0.50"}};
  values.emails = Texts{"a@b.c"};
  values.links = Texts{"https://x.y"};
  const forms::Shelf shelf = shelves.get(shelves.create(values).id);
  const std::string out = to_json(to_read(shelf));
  const std::string id = "\"id\":" + std::to_string(shelf.id) + ",";
  std::string in = out;
  ASSERT_EQ(in.find(id), 1U);
  in.erase(1, id.size());
  Violations violations;
  const auto read = forms::shelf_create_from_json(in, violations);
  ASSERT_TRUE(read) << violations.to_json() << "\n" << in;
  expect_lists(shelf, *read);
}

std::string report_of(const std::string& json) {
  Violations violations;
  EXPECT_FALSE(forms::shelf_update_from_json(json, violations));
  return violations.to_json();
}

TEST(Lists, WhatIsWrongInJsonHasItsPlace) {
  EXPECT_EQ(
      report_of(R"({"codes": [1, "2", null, 3.5, 2147483648], "texts": "a", "roles": ["x"]})"),
      R"([{"loc":["codes",1],"type":"int_type","msg":"Input should be a valid integer"},)"
      R"({"loc":["codes",2],"type":"int_type","msg":"Input should be a valid integer"},)"
      R"({"loc":["codes",3],"type":"int_type","msg":"Input should be a valid integer"},)"
      R"({"loc":["codes",4],"type":"less_than_equal","msg":"Input should be less than or )"
      R"(equal to 2147483647","ctx":{"le":2147483647}},)"
      R"({"loc":["texts"],"type":"list_type","msg":"Input should be a valid array"},)"
      R"({"loc":["roles",0],"type":"enum","msg":"Input should be 'reader', 'author' or )"
      R"('admin'","ctx":{"expected":"'reader', 'author' or 'admin'"}}])");
  EXPECT_EQ(report_of(R"({"codes": null, "photos": ["?"], "tokens": [[]], "flags": [0]})"),
            R"([{"loc":["codes"],"type":"list_type","msg":"Input should be a valid array"},)"
            R"({"loc":["flags",0],"type":"bool_type","msg":"Input should be a valid boolean"},)"
            R"({"loc":["tokens",0],"type":"uuid_type","msg":"UUID input should be a string, bytes )"
            R"(or UUID object"},)"
            R"({"loc":["photos",0],"type":"bytes_invalid_encoding","msg":"Data should be valid )"
            R"(base64: not in its standard form","ctx":{"encoding":"base64","encoding_error":"not )"
            R"(in its standard form"}}])");
}

TEST(Lists, NoDatabaseHasANulInATextOfAList) {
  EXPECT_EQ(report_of(R"({"tags": ["a", "a\u0000"]})").substr(0, 40),
            R"([{"loc":["tags",1],"type":"value_error",)");
  EXPECT_EQ(report_of(R"({"roles": ["author\u0000"]})").substr(0, 34),
            R"([{"loc":["roles",0],"type":"enum",)");
  EXPECT_EQ(report_of("{\"tags\": [\"a\xff\"]}").substr(0, 32),
            R"([{"loc":[],"type":"json_invalid")");
}

TEST(Lists, WhatBreaksARuleHasItsPlace) {
  EXPECT_EQ(report_of(R"({"tags": [], "scores": [1, 5, 10, 105]})"),
            R"([{"loc":["tags"],"type":"too_short","msg":"List should have at least 1 item after )"
            R"(validation, not 0","ctx":{"field_type":"List","min_length":1,"actual_length":0}},)"
            R"({"loc":["scores"],"type":"too_long","msg":"List should have at most 3 items after )"
            R"(validation, not 4","ctx":{"field_type":"List","max_length":3,"actual_length":4}},)"
            R"({"loc":["scores",0],"type":"multiple_of","msg":"Input should be a multiple of 5",)"
            R"("ctx":{"multiple_of":5}},)"
            R"({"loc":["scores",3],"type":"less_than_equal","msg":"Input should be less than or )"
            R"(equal to 100","ctx":{"le":100}}])");
  EXPECT_EQ(report_of(R"({"tags": ["a", "", "a", "A"], "weights": ["1.50", "1.5", "1.505"]})"),
            R"([{"loc":["tags"],"type":"unique_list","msg":"List must be unique"},)"
            R"({"loc":["tags",1],"type":"string_too_short","msg":"String should have at least 1 )"
            R"(character","ctx":{"min_length":1}},)"
            R"({"loc":["tags",1],"type":"string_pattern_mismatch","msg":"String should match )"
            R"(pattern '^[a-zü ]+$'","ctx":{"pattern":"^[a-zü ]+$"}},)"
            R"({"loc":["tags",3],"type":"string_pattern_mismatch","msg":"String should match )"
            R"(pattern '^[a-zü ]+$'","ctx":{"pattern":"^[a-zü ]+$"}},)"
            R"({"loc":["weights"],"type":"unique_list","msg":"List must be unique"},)"
            R"({"loc":["weights",2],"type":"decimal_max_places","msg":"Decimal input should have )"
            R"(no more than 2 decimal places","ctx":{"decimal_places":2}}])");
  EXPECT_EQ(
      report_of(R"({"emails": ["x"], "links": ["y"]})"),
      R"([{"loc":["emails",0],"type":"value_error","msg":"value is not a valid email )"
      R"(address: An email address must have an @-sign.","ctx":{"reason":"An email address )"
      R"(must have an @-sign."}},{"loc":["links",0],"type":"url_parsing","msg":"Input should be a valid )"
      R"(URL, relative URL without a base","ctx":{"error":"relative URL without a base"}}])");
}

TEST(Lists, ElementsThatNoTypeHasAreTold) {
  forms::ShelfUpdate shelf;
  shelf.roles = {forms::Role::reader, static_cast<forms::Role>(99)};
  shelf.maybe_shades = std::vector{static_cast<forms::Shade>(-1)};
  shelf.times = {Time{0}, Time{0}, Time{-1}};
  shelf.moments = {Timestamp::infinity()};
  shelf.days = {Date::of(9999, 12, 31), Date::of(10'000, 1, 1)};
  std::string said;
  for (const Violation& one : validate(shelf))
    said += one.loc[0].name + std::to_string(one.loc[1].index) + " " + one.type + " ";
  EXPECT_EQ(said,
            "moments0 datetime_parsing days1 date_parsing times2 time_parsing roles1 enum "
            "maybe_shades0 enum ");
}

TENON_ON_BOTH(ListsTest);

}  // namespace
}  // namespace tenon::test
