// What a request says of fields, read: every type with what is one of its values and what is not,
// orders, conditions and whole query strings. What databases make of it: golden/requests_run_test.
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/filter_node.hpp>
#include <tenon/http.hpp>
#include <tenon/query_fields.hpp>
#include <tenon/table.hpp>

namespace tenon {
namespace {

enum class Color { red, blue };

std::string_view to_text(Color color) { return color == Color::red ? "red" : "dark blue"; }
bool from_text(std::string_view text, Color& color) {
  if (text != "red" && text != "dark blue") return false;
  color = text == "red" ? Color::red : Color::blue;
  return true;
}
std::string_view expected_texts(Color) { return "'red' or 'dark blue'"; }

/// A text of an even number of letters.
struct EvenText {
  std::string letters;
};

/// Even numbers.
struct Even {
  std::int64_t half = 0;
};

}  // namespace

template <>
struct Codec<EvenText> {
  using Stored = std::string;
  static Stored encode(const EvenText& pairs) { return pairs.letters; }
  static EvenText decode(Stored letters) {
    if (letters.size() % 2 != 0) throw std::invalid_argument{"an odd number of letters"};
    return {std::move(letters)};
  }
};

template <>
struct Codec<Even> {
  using Stored = std::int64_t;
  static Stored encode(const Even& even) { return even.half * 2; }
  static Even decode(Stored number) {
    if (number % 2 != 0) throw std::invalid_argument{"an odd number"};
    return {number / 2};
  }
};

namespace {

struct Things {
  static const Table table;

  static constexpr Column<std::int64_t> id{table, "id"};
  static constexpr Column<bool> flag{table, "flag"};
  static constexpr Column<std::int16_t> small{table, "small"};
  static constexpr Column<std::int32_t> medium{table, "medium"};
  static constexpr Column<float> single{table, "single"};
  static constexpr Column<double> real{table, "real"};
  static constexpr Column<std::optional<std::string>> text{table, "text"};
  static constexpr Column<Bytes> bytes{table, "bytes"};
  static constexpr Column<Uuid> uuid{table, "uuid"};
  static constexpr Column<Decimal> price{table, "price", Numeric{6, 2}};
  static constexpr Column<Timestamp> moment{table, "moment"};
  static constexpr Column<Date> day{table, "day"};
  static constexpr Column<LocalTimestamp> local{table, "local"};
  static constexpr Column<Time> time{table, "time"};
  static constexpr Column<std::optional<Interval>> span{table, "span"};
  static constexpr Column<Json> json{table, "json"};
  static constexpr Column<Color> color{table, "color"};
  static constexpr Column<Even> even{table, "even"};
  static constexpr Column<EvenText> pairs{table, "pairs"};
  static constexpr Column<std::vector<std::int16_t>> list{table, "list"};
  static constexpr Column<std::vector<Interval>> spans{table, "spans"};
  static constexpr Column<std::string> inet{table, "inet", Foreign{R"("inet"::text)"}};
  static constexpr Column<std::string> xml{table, "xml", Foreign{R"("xml"::text)"}};
};

constexpr ColumnInfo key[] = {Things::id};
const Table Things::table{R"("things")", R"("id")", key};

enum class Field {
  id,
  flag,
  small,
  medium,
  single,
  real,
  text,
  bytes,
  uuid,
  price,
  moment,
  day,
  local,
  time,
  span,
  json,
  color,
  even,
  list,
  spans,
  inet,
  xml,
  limit,
  pairs,
  marked
};

constexpr QueryField columns[] = {
    {"id", Things::id},          {"flag", Things::flag},
    {"small", Things::small},    {"medium", Things::medium},
    {"single", Things::single},  {"real", Things::real},
    {"some.text", Things::text}, {"bytes", Things::bytes},
    {"uuid", Things::uuid},      {"price", Things::price},
    {"moment", Things::moment},  {"day", Things::day},
    {"local", Things::local},    {"time", Things::time},
    {"span", Things::span},      {"json", Things::json},
    {"color", Things::color},    {"even", Things::even},
    {"list", Things::list},      {"spans", Things::spans},
    {"inet", Things::inet},      {"xml", Things::xml, not_compared},
    {"limit", Things::id},       {"pairs", Things::pairs},
    {"-a__ge", Things::medium},
};
constexpr QueryFields<Field> fields{Things::table, columns};

/// "type: msg" of the only fault of this condition, or "" without one.
std::string fault(Field field, FilterOperator how, std::string_view value) {
  Violations violations;
  const std::optional<Filter> filter = fields.filter(field, how, value, violations);
  EXPECT_EQ(filter.has_value(), violations.empty());
  if (violations.empty()) return "";
  EXPECT_EQ(violations.size(), 1U) << violations.to_json();
  EXPECT_EQ(violations[0].loc.front().name, "query");
  return violations[0].type;
}

void expect(Field field, const std::vector<std::string>& good, const std::vector<std::string>& bad,
            const std::string& type) {
  for (const std::string& value : good)
    EXPECT_EQ(fault(field, FilterOperator::eq, value), "") << value;
  for (const std::string& value : bad)
    EXPECT_EQ(fault(field, FilterOperator::eq, value), type) << value;
}

const std::vector<std::string> hostile = {"",
                                          " ",
                                          "x",
                                          "' or 1=1 --",
                                          "\"; drop table things",
                                          "$1",
                                          std::string{"\0", 1},
                                          "\xff",
                                          "[1]",
                                          "{}",
                                          "null",
                                          "NULL",
                                          "nan",
                                          "inf",
                                          "+",
                                          "-",
                                          "--1",
                                          "\n1",
                                          "1\n"};

TEST(Operand, Integers) {
  expect(Field::small, {"0", "-0", "-32768", "32767"}, hostile, "int_parsing");
  expect(Field::small, {}, {"1.0", "1e1", "+1", "01", "-01", "1 ", " 1", "0x1", "1_000", "١"},
         "int_parsing");
  expect(Field::small, {}, {"32768", "99999999999999999999", std::string(5000, '9')},
         "less_than_equal");
  expect(Field::small, {}, {"-32769", "-99999999999999999999"}, "greater_than_equal");
  expect(Field::medium, {"-2147483648", "2147483647"}, {"2147483648"}, "less_than_equal");
  expect(Field::id, {"-9223372036854775808", "9223372036854775807"}, {"9223372036854775808"},
         "less_than_equal");
}

TEST(Operand, Reals) {
  expect(Field::real, {"0", "-0.5", "1e3", "1E-3", "1.5e+2", "1e308"}, hostile, "float_parsing");
  expect(Field::real, {}, {".5", "1.", "1e", "1e+", "01.5", "1.5 ", "0x1p3", "Infinity", "-inf"},
         "float_parsing");
  expect(Field::real, {}, {"1e309", "-1e999999"}, "finite_number");
  expect(Field::single, {"3.4e38"}, {"3.5e38"}, "finite_number");
}

TEST(Operand, BoolsAndTexts) {
  expect(Field::flag, {"true", "false"}, hostile, "bool_parsing");
  expect(Field::flag, {}, {"True", "1", "0", "yes", "on", " true"}, "bool_parsing");
  expect(Field::text, {"", " ", "' or 1=1 --", "%_\\", "ü"}, {"\xff", "\xc3", "\xed\xa0\x80"},
         "string_unicode");
  expect(Field::text, {}, {std::string{"a\0b", 3}}, "value_error");
}

TEST(Operand, Decimals) {
  expect(Field::price, {"0", "-1.50", "9999.99", "1.500"},
         {"", " ", "x", "' or 1=1 --", "1e3", "1,5"}, "decimal_parsing");
  expect(Field::price, {}, {"NaN"}, "finite_number");
  expect(Field::price, {}, {"1.555"}, "decimal_max_places");
  expect(Field::price, {}, {"12345.67"}, "decimal_max_digits");
  expect(Field::price, {}, {"12345"}, "decimal_whole_digits");
}

TEST(Operand, Times) {
  expect(Field::moment, {"2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123456+02:00"}, hostile,
         "datetime_parsing");
  expect(
      Field::moment, {},
      {"2026-01-01", "2026-02-30T00:00:00Z", "infinity", "1767225600", "2026-01-01T00:00:00 02:00"},
      "datetime_parsing");
  expect(Field::moment, {}, {"2026-01-01T00:00:00"}, "timezone_aware");
  expect(Field::day, {"2024-02-29"}, {"2023-02-29", "2024-2-9", "infinity", "2024-02-29T00:00:00"},
         "date_parsing");
  expect(Field::local, {"2026-01-01T00:00:00"}, {"2026-01-01T00:00:00Z"}, "timezone_naive");
  expect(Field::local, {}, {"", "now", "2026-01-01"}, "datetime_parsing");
  expect(Field::time, {"10:00:00"}, {"", "25:00:00"}, "time_parsing");
  expect(Field::time, {}, {"10:00:00Z"}, "timezone_naive");
}

TEST(Operand, TypesOfTexts) {
  expect(Field::uuid, {"0197f3a0-0000-7000-8000-000000000001"}, hostile, "uuid_parsing");
  expect(Field::bytes, {"", "AAECAw=="}, {"AAECAw", "x", "A-_="}, "bytes_invalid_encoding");
  expect(Field::color, {"red", "dark blue"}, {"", "RED", "0", "red ", "' or 1=1 --"}, "enum");
  expect(Field::json, {"1", "null", "{\"a\": [1, 2]}", "\"x\""}, {"", "{", "1 2", "{'a':1}"},
         "json_invalid");
  expect(Field::even, {"0", "-4"}, {"3"}, "value_error");
  expect(Field::even, {}, {"x", ""}, "int_parsing");
  expect(Field::inet, {"10.0.0.1"}, {"\xff"}, "string_unicode");
}

TEST(Operand, ListsOfValues) {
  const auto in = [](Field field, std::string_view value) {
    return fault(field, FilterOperator::in, value);
  };
  EXPECT_EQ(in(Field::id, "1,2,3"), "");
  EXPECT_EQ(in(Field::id, "1"), "");
  EXPECT_EQ(in(Field::id, ""), "int_parsing");
  EXPECT_EQ(in(Field::id, "1,,2"), "int_parsing");
  EXPECT_EQ(in(Field::color, "red,dark blue"), "");
  EXPECT_EQ(in(Field::color, "red,green"), "enum");
  EXPECT_EQ(in(Field::even, "2,4"), "");
  EXPECT_EQ(in(Field::even, "2,3"), "value_error");
  EXPECT_EQ(in(Field::price, "1.5,1.555"), "decimal_max_places");
  std::string many = "0";
  for (int at = 1; at < 100; ++at) many += "," + std::to_string(at);
  EXPECT_EQ(in(Field::id, many), "");
  EXPECT_EQ(in(Field::id, many + ",0"), "too_long");

  Violations violations;
  fields.filter(Field::id, FilterOperator::in, "1,x,3,y", violations);
  EXPECT_EQ(violations.to_json(),
            R"([{"loc":["query","id__in",1],"type":"int_parsing",)"
            R"("msg":"Input should be a valid integer, unable to parse string as an integer"},)"
            R"({"loc":["query","id__in",3],"type":"int_parsing",)"
            R"("msg":"Input should be a valid integer, unable to parse string as an integer"}])");
}

/// The texts of the condition's value, which tell how commas were read.
std::vector<std::string> texts_in(std::string_view value) {
  Violations violations;
  const Filter filter = fields.filter(Field::text, FilterOperator::in, value, violations).value();
  const Param param = filter.nodes().front().value.param(Things::text);
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < param.size(); ++at) texts.emplace_back(param.element(at).text());
  return texts;
}

TEST(Operand, CommasOfValues) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts_in("a,b"), (Texts{"a", "b"}));
  EXPECT_EQ(texts_in(R"(Smith\, John,b)"), (Texts{"Smith, John", "b"}));
  EXPECT_EQ(texts_in(R"(a\\,b)"), (Texts{"a\\", "b"}));
  EXPECT_EQ(texts_in(R"(C:\x,\)"), (Texts{"C:\\x", "\\"}));
  EXPECT_EQ(texts_in(","), (Texts{"", ""}));
}

TEST(Operand, OperatorsThatATypeHasNot) {
  using O = FilterOperator;
  for (const O how : {O::contains, O::starts_with, O::ends_with})
    EXPECT_EQ(fault(Field::text, how, std::string(10'001, 'x')), "string_too_long");
  for (const O how : {O::contains, O::starts_with, O::ends_with})
    for (const Field field : {Field::id, Field::color, Field::json, Field::moment, Field::inet})
      EXPECT_EQ(fault(field, how, "1"), "value_error");
  for (const O how : {O::lt, O::le, O::gt, O::ge, O::in})
    for (const Field field : {Field::flag, Field::json, Field::bytes, Field::list})
      EXPECT_EQ(fault(field, how, "1"), "value_error");
  EXPECT_EQ(fault(Field::color, O::lt, "red"), "value_error");
  EXPECT_EQ(fault(Field::id, O::is_null, "true"), "value_error");
  EXPECT_EQ(fault(Field::text, O::is_null, "true"), "");
  EXPECT_EQ(fault(Field::text, O::is_null, "1"), "bool_parsing");
  EXPECT_EQ(fault(Field::span, O::is_null, "false"), "");
  EXPECT_EQ(fault(Field::span, O::eq, "P1D"), "value_error");
  EXPECT_EQ(fault(Field::list, O::contains, "7"), "");
  EXPECT_EQ(fault(Field::list, O::contains, "x"), "int_parsing");
  EXPECT_EQ(fault(Field::list, O::contains, "40000"), "less_than_equal");
  EXPECT_EQ(fault(Field::list, O::eq, "7"), "value_error");
  EXPECT_EQ(fault(Field::spans, O::contains, "P1D"), "value_error");
  EXPECT_EQ(fault(Field::xml, O::eq, "<a/>"), "value_error");
  Violations violations;
  fields.filter(Field::flag, O::lt, "true", violations);
  fields.filter(Field::xml, O::eq, "", violations);
  EXPECT_EQ(violations[0].msg, "Value error, the operator of this field is 'eq' or 'ne'");
  EXPECT_EQ(violations[1].msg, "Value error, no operator of this field is there");
}

TEST(Operand, APartOfATextIsNoValueOfItsType) {
  EXPECT_EQ(fault(Field::pairs, FilterOperator::eq, "abc"), "value_error");
  EXPECT_EQ(fault(Field::pairs, FilterOperator::contains, "abc"), "");
  EXPECT_EQ(fault(Field::pairs, FilterOperator::starts_with, "\xff"), "string_unicode");
}

TEST(Fields, HaveTexts) {
  Field field = Field::id;
  EXPECT_EQ(fields.text(Field::text), "some.text");
  EXPECT_TRUE(fields.find("some.text", field));
  EXPECT_EQ(field, Field::text);
  for (const char* name : {"", "text", "Id", "id ", "\"id\"", "id; drop table things"})
    EXPECT_FALSE(fields.find(name, field)) << name;
  EXPECT_EQ(field, Field::text);
  EXPECT_THROW(fields.text(static_cast<Field>(99)), Error);
  EXPECT_TRUE(fields.texts().starts_with("'id', 'flag', ")) << fields.texts();
  EXPECT_TRUE(fields.texts().ends_with(" or '-a__ge'")) << fields.texts();
}

TEST(Order, OfNames) {
  Violations violations;
  EXPECT_TRUE(fields.order("", violations)->parts().empty());
  const Orders orders = fields.order("-some.text,id", violations).value();
  const std::vector<Order>& order = orders.parts();
  ASSERT_EQ(order.size(), 2U);
  EXPECT_STREQ(order[0].column.name, "text");
  EXPECT_TRUE(order[0].is_descending);
  EXPECT_STREQ(order[1].column.name, "id");
  EXPECT_FALSE(order[1].is_descending);
  // A name that begins with the sign itself.
  EXPECT_FALSE(fields.order("-a__ge", violations)->parts()[0].is_descending);
  EXPECT_TRUE(fields.order("--a__ge", violations)->parts()[0].is_descending);
  EXPECT_TRUE(violations.empty());
}

TEST(Order, OfWhatIsNoName) {
  for (const char* sort :
       {"x",       "-",    "--id", "id,",  ",id",    ",",         "id;drop table things",
        "id desc", "+id",  " id",  "ID",   "\"id\"", "things.id", "1",
        "text",    "span", "json", "list", "xml",    "id,\xff"}) {
    Violations violations;
    EXPECT_FALSE(fields.order(sort, violations)) << sort;
    ASSERT_EQ(violations.size(), 1U) << sort;
    EXPECT_EQ(violations[0].type, "enum");
    EXPECT_EQ(violations[0].loc, (std::vector<Violation::Step>{{"query"}, {"sort"}}));
    EXPECT_TRUE(violations[0].msg.starts_with("Input should be 'id', 'flag', 'small', "));
    EXPECT_EQ(violations[0].msg.find("'json'"), std::string::npos);
    EXPECT_EQ(violations[0].ctx[0].name, "expected");
  }
  Violations violations;
  EXPECT_FALSE(fields.order("id,-id", violations));
  EXPECT_EQ(violations[0].type, "value_error");
  EXPECT_FALSE(fields.order("id,flag,small,medium,single,real,bytes,uuid,price", violations));
  EXPECT_EQ(violations[1].type, "too_long");
}

/// What is said of a query string, in JSON; "" of a good one.
std::string faults(const QueryString& query, const QueryRules<Field>& rules = {}) {
  Violations violations;
  const std::optional<ListOptions> options = fields.list(query, violations, rules);
  EXPECT_EQ(options.has_value(), violations.empty());
  std::string all;
  for (const Violation& one : violations) {
    all += all.empty() ? "" : " ";
    for (std::size_t at = 1; at < one.loc.size(); ++at) all += one.loc[at].name + ":";
    all += one.type;
  }
  return all;
}

TEST(Query, AllThatItSays) {
  Violations violations;
  const std::optional<ListOptions> options =
      fields.list("sort=-moment,id&color=red&price__ge=1.50&limit=50", violations, {});
  ASSERT_TRUE(options) << violations.to_json();
  EXPECT_EQ(options->limit, 50);
  EXPECT_EQ(options->order.parts().size(), 2U);
  EXPECT_EQ(options->where.nodes().size(), 3U);
  EXPECT_EQ(options->after, "");
  EXPECT_EQ(fields.list("", violations, {})->limit, 100);
  EXPECT_TRUE(fields.list("", violations, {})->where.is_empty());
}

TEST(Query, ConditionsStandInTheOrderOfTheFields) {
  Violations violations;
  const auto columns_of = [&](const char* query) {
    std::string all;
    const Filter where = fields.list(query, violations, {})->where;
    for (const Filter::Node& node : where.nodes())
      all += std::string{node.column.name} + std::to_string(static_cast<int>(node.kind)) + " ";
    return all;
  };
  EXPECT_EQ(columns_of("price__ge=1&id=1&price__lt=2"), columns_of("price__lt=2&price__ge=1&id=1"));
}

TEST(Query, WhatIsNoParameter) {
  EXPECT_EQ(faults("x=1"), "x:extra_forbidden");
  EXPECT_EQ(faults("id; drop table things=1"), "id; drop table things:extra_forbidden");
  EXPECT_EQ(faults("ID=1&\"id\"=1&=1"),
            "ID:extra_forbidden \"id\":extra_forbidden extra_forbidden");
  EXPECT_EQ(faults("%FF=1&a%00=1"), "extra_forbidden extra_forbidden");
  EXPECT_EQ(faults("x__ge=1&__ge=1&text=1"),
            "x__ge:extra_forbidden __ge:extra_forbidden text:extra_forbidden");
  EXPECT_EQ(faults("id__like=1&id__=1&id__GE=1&id__ge__ge=1"),
            "id__like:value_error id__:value_error id__GE:value_error "
            "id__ge__ge:extra_forbidden");
  EXPECT_EQ(faults("flag__lt=true&json__ge=1"), "flag__lt:value_error json__ge:value_error");
  EXPECT_EQ(faults("offset=1"), "offset:extra_forbidden");
  EXPECT_EQ(faults("q=1&id=1", {.passed_over = {"q"}}), "");
}

TEST(Query, EveryFaultAtOnce) {
  EXPECT_EQ(faults("id=x&sort=y&limit=0&day=z&flag=w&after=!"),
            "sort:enum limit:greater_than_equal id:int_parsing flag:bool_parsing day:date_parsing");
  EXPECT_EQ(faults("id=1&id=2"), "id:value_error");
  EXPECT_EQ(faults("price__ge=1&price__gte=1"), "price__gte:value_error");
  EXPECT_EQ(faults("sort=id&sort=id&limit=1&limit=1"), "sort:value_error limit:value_error");
  EXPECT_EQ(faults("id__in=1,2&id__in=3"), "");
  EXPECT_EQ(faults("id__in=1,2&id__in=x"), "id__in::int_parsing");
}

TEST(Query, Limits) {
  EXPECT_EQ(faults("limit=1000"), "");
  EXPECT_EQ(faults("limit=1001"), "limit:less_than_equal");
  EXPECT_EQ(faults("limit=99999999999999999999"), "limit:less_than_equal");
  EXPECT_EQ(faults("limit=-99999999999999999999"), "limit:greater_than_equal");
  for (const char* limit : {"limit=", "limit=ten", "limit=1.0", "limit=1e2", "limit=+5"})
    EXPECT_EQ(faults(limit), "limit:int_parsing") << limit;
  Violations violations;
  EXPECT_EQ(fields.list("", violations, {.limit = 50, .max_limit = 20})->limit, 20);
  EXPECT_EQ(faults("limit=21", {.max_limit = 20}), "limit:less_than_equal");
  // A field of the same name is asked for by its operator.
  EXPECT_EQ(faults("limit=5&limit__eq=7"), "");
}

TEST(Query, Rules) {
  const QueryRules<Field> rules{.order = {Things::moment.desc()},
                                .sortable = {Field::id, Field::moment},
                                .filterable = {Field::id},
                                .max_sort = 1,
                                .max_filters = 2,
                                .max_in = 2};
  EXPECT_EQ(faults("sort=moment&id=1", rules), "");
  EXPECT_EQ(faults("sort=day", rules), "sort:enum");
  EXPECT_EQ(faults("sort=id,moment", rules), "sort:too_long");
  EXPECT_EQ(faults("day=2024-01-01", rules), "day:extra_forbidden");
  EXPECT_EQ(faults("id__in=1,2,3", rules), "id__in:too_long");
  EXPECT_EQ(faults("id__in=1&id__ge=1&id__lt=1", rules), "value_error");
  Violations violations;
  EXPECT_STREQ(fields.list("", violations, rules)->order.parts()[0].column.name, "moment");
  EXPECT_STREQ(fields.list("sort=", violations, rules)->order.parts()[0].column.name, "moment");
  EXPECT_STREQ(fields.list("sort=id", violations, rules)->order.parts()[0].column.name, "id");
  fields.list("sort=day", violations, rules);
  EXPECT_EQ(violations[0].msg, "Input should be 'id' or 'moment'");
}

TEST(Query, RulesAtTheirEnds) {
  EXPECT_EQ(faults("sort=id", {.max_sort = 0}), "sort:too_long");
  EXPECT_EQ(faults("sort=", {.max_sort = 0}), "");
  EXPECT_EQ(faults("id=1", {.max_filters = 0}), "value_error");
  EXPECT_EQ(faults("id__in=1", {.max_in = 0}), "id__in:too_long");
  EXPECT_EQ(faults("id__in=", {.max_in = 0}), "id__in:too_long");
  EXPECT_EQ(faults("limit=1", {.limit = 1, .max_limit = 1}), "");
  Violations violations;
  for (const std::int64_t limit : {std::int64_t{0}, std::int64_t{-1}}) {
    EXPECT_THROW(fields.list("", violations, {.limit = limit}), Error);
    EXPECT_THROW(fields.list("", violations, {.max_limit = limit}), Error);
  }
  EXPECT_TRUE(violations.empty());
}

TEST(Query, LongNamesAreToldInPart) {
  const std::string ending = ":extra_forbidden";
  EXPECT_EQ(faults({{std::string(1'000'000, 'x'), "1"}}), std::string(100, 'x') + "…" + ending);
  EXPECT_EQ(faults({{std::string(99, 'x') + "üü", "1"}}), std::string(99, 'x') + "…" + ending);
  EXPECT_EQ(faults({{std::string(100, 'x'), "1"}}), std::string(100, 'x') + ending);
  EXPECT_EQ(faults({{"id__" + std::string(1000, 'x'), "1"}}),
            "id__" + std::string(96, 'x') + "…:value_error");
  Violations violations;
  JsonObject json{"{\"" + std::string(1'000'000, 'x') + "\":1}", violations};
  EXPECT_FALSE(json.finish({}));
  EXPECT_LT(violations.to_json().size(), 300U);
}

TEST(Query, CursorsAreLookedAt) {
  EXPECT_EQ(faults("after="), "");
  for (const char* after : {"after=!", "after=AAAA", "after=' or 1=1", "after=%FF"})
    EXPECT_EQ(faults(after), "after:value_error") << after;
}

TEST(Query, AnAnswerNamesThePartOfTheRequest) {
  Violations violations;
  violations.add("email", "missing", "Field required");
  fields.list("x=1&sort=", violations, {});
  EXPECT_EQ(http_answer(violations).body,
            R"({"detail":[{"loc":["body","email"],"type":"missing","msg":"Field required"},)"
            R"({"loc":["query","x"],"type":"extra_forbidden",)"
            R"("msg":"Extra inputs are not permitted"}]})");
}

// Whatever comes in, nothing is thrown, and what is said of it is JSON that a client can read.
TEST(Query, NothingIsThrown) {
  const std::vector<std::string> parts = {
      "sort",       "limit",      "after",      "id",
      "price",      "moment",     "color",      "json",
      "list",       "even",       "some.text",  "__",
      "__in",       "__ge",       "__contains", "__is_null",
      "=",          "=",          "=",          "&",
      "&",          ",",          "-",          "%",
      "%00",        "%FF",        "%2C",        "+",
      "\\",         "'",          "\"",         "1",
      "-1",         "1e9",        "true",       "red",
      "{",          "[",          "\xc3",       "\xbc",
      "2026-01-01", "T00:00:00Z", "AQ",         "9999999999999999999999"};
  std::uint32_t state = 1;
  const auto next = [&](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % below;
  };
  int good = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string raw;
    for (std::size_t left = next(12); left > 0; --left) raw += parts[next(parts.size())];
    Violations violations;
    if (fields.list(raw, violations, {})) {
      ++good;
      continue;
    }
    Json read;
    Violations of_json;
    JsonObject json{http_answer(violations).body, of_json};
    json.read("detail", read);
    EXPECT_TRUE(json.finish({}) && read.text.find("\"query\"") != std::string::npos) << raw;
  }
  EXPECT_GT(good, 100);
}

TEST(Query, AReportIsBounded) {
  QueryString query;
  for (int at = 0; at < 10000; ++at) query.add("x" + std::to_string(at), "1");
  Violations violations;
  EXPECT_FALSE(fields.list(query, violations, {}));
  EXPECT_EQ(violations.size(), Violations::default_limit);
  EXPECT_EQ(violations.total(), 10000U);
}

}  // namespace
}  // namespace tenon
