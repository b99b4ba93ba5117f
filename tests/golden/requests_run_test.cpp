// Lists as requests ask for them, on both databases: every type and operator, pages in every order,
// and what a request may not name.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <tenon/bytes.hpp>
#include <tenon/error.hpp>
#include <tenon/http.hpp>
#include <tenon/statement.hpp>
#include <tenon/violations.hpp>

#include "account_field.hpp"
#include "account_repository.hpp"
#include "country_repository.hpp"
#include "customer_field.hpp"
#include "customer_repository.hpp"
#include "database/on_both.hpp"
#include "priced_repository.hpp"
#include "sample_field.hpp"
#include "sample_repository.hpp"
#include "setting_field.hpp"
#include "shelf_field.hpp"
#include "shelf_repository.hpp"
#include "typed_field.hpp"
#include "typed_repository.hpp"
#include "view_bulk_field.hpp"
#include "view_bulk_repository.hpp"
#include "visitor_field.hpp"
#include "visitor_repository.hpp"
#include "wallet_field.hpp"
#include "wallet_repository.hpp"
#include "work_order_field.hpp"
#include "work_order_repository.hpp"

namespace tenon::test {
namespace {

using forms::SampleField;

constexpr FilterOperator operators[] = {
    FilterOperator::eq,        FilterOperator::ne,       FilterOperator::lt,
    FilterOperator::le,        FilterOperator::gt,       FilterOperator::ge,
    FilterOperator::in,        FilterOperator::contains, FilterOperator::starts_with,
    FilterOperator::ends_with, FilterOperator::is_null};

/// What the row of `full` has, as a query string says it: by the field's name, without its start.
const std::map<std::string, std::string, std::less<>>& texts_of_full() {
  static const std::map<std::string, std::string, std::less<>> all = {
      {"id", "1"},
      {"flag", "true"},
      {"small", "-7"},
      {"medium", "70000"},
      {"large", "5000000000"},
      {"single_real", "0.1"},
      {"real", "0.1"},
      {"text", R"(50%_\*[a]?'"; drop table samples; --ü)"},
      {"moment", "2026-01-01T01:00:00.123456+01:00"},
      {"day", "2024-02-29"},
      {"number", "1.50"},
      {"price", "-12.5"},
      {"wide_price", "12345678901234567890.1234"},
      {"token", "0197F3A0-0000-7000-8000-000000000001"},
      {"photo", "AAH/"},
      {"role", "author"},
      {"sum", "8"},
      {"shade", "pitch dark"},
  };
  return all;
}

std::string text_of_full(SampleField field) {
  std::string name{to_text(field)};
  for (const char* start : {"default_", "maybe_"})
    if (name.starts_with(start)) name.erase(0, std::string_view{start}.size());
  return texts_of_full().at(name);
}

std::string last_of_requests;

void hear_request(std::string_view sql) { last_of_requests = sql; }

/// The cursor with another text in it, of the same length, and the hash that belongs to it.
std::string forged(std::string cursor, std::string_view text, std::string_view other) {
  for (char& c : cursor) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (cursor.size() % 4 != 0) cursor += '=';
  std::string bytes;
  const Bytes opened = parse_base64(cursor).value();
  for (const std::byte byte : opened) bytes += static_cast<char>(byte);
  bytes.resize(bytes.size() - 8);
  bytes.replace(bytes.find(text), text.size(), other);
  const std::uint64_t hash = hash_of(bytes);
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(hash >> shift & 0xFF);
  Bytes sealed;
  for (const char c : bytes) sealed.push_back(static_cast<std::byte>(c));
  std::string made = to_base64(sealed);
  while (made.ends_with('=')) made.pop_back();
  for (char& c : made) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return made;
}

class RequestsTest : public OnBoth {
 protected:
  RequestsTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static forms::SampleCreate full() {
    const auto& texts = texts_of_full();
    const auto text = [&](const char* name) { return texts.find(name)->second; };
    forms::SampleCreate row{.flag = true,
                            .small = -7,
                            .medium = 70000,
                            .large = 5000000000,
                            .single_real = 0.1F,
                            .real = 0.1,
                            .text = text("text"),
                            .moment = Timestamp{1'767'225'600'123'456},
                            .day = Date::of(2024, 2, 29),
                            .number = Decimal{"1.5"},
                            .price = Decimal{"-12.50"},
                            .wide_price = Decimal{text("wide_price")},
                            .token = parse_uuid(text("token")).value(),
                            .photo = parse_base64(text("photo")).value(),
                            .role = forms::Role::author};
    row.default_flag = true;
    row.default_small = -7;
    row.default_medium = 70000;
    row.default_large = 5000000000;
    row.default_single_real = 0.1F;
    row.default_real = 0.1;
    row.default_text = text("text");
    row.default_sum = 8;
    row.default_price = Decimal{"-12.50"};
    row.default_shade = forms::Shade::dark;
    row.maybe_flag = true;
    row.maybe_small = -7;
    row.maybe_medium = 70000;
    row.maybe_large = 5000000000;
    row.maybe_single_real = 0.1F;
    row.maybe_real = 0.1;
    row.maybe_text = text("text");
    row.maybe_moment = Timestamp{1'767'225'600'123'456};
    row.maybe_day = Date::of(2024, 2, 29);
    row.maybe_number = Decimal{"1.5"};
    row.maybe_price = Decimal{"-12.50"};
    row.maybe_wide_price = Decimal{text("wide_price")};
    row.maybe_token = parse_uuid(text("token"));
    row.maybe_photo = parse_base64(text("photo"));
    row.maybe_role = forms::Role::author;
    return row;
  }

  /// Another row: greater where there is an order, and without what it need not have.
  static forms::SampleCreate other(int number) {
    forms::SampleCreate row = full();
    row.flag = number % 2 == 0;
    row.small = static_cast<std::int16_t>(number);
    row.text = "row " + std::to_string(number);
    row.price = Decimal{std::to_string(number % 3)};
    row.wide_price = Decimal{std::to_string(number % 4) + "00000000000000000000.5"};
    row.role = number % 2 == 0 ? forms::Role::reader : forms::Role::admin;
    row.maybe_text.reset();
    if (number % 3 != 0) row.maybe_day = Date::of(2000, 1, number % 5 + 1);
    if (number % 3 == 0) row.maybe_day.reset();
    return row;
  }

  /// All rows that the query string names, page by page.
  std::vector<std::int32_t> walk(const std::string& query) {
    std::vector<std::int32_t> ids;
    std::string after;
    do {
      Violations violations;
      const auto options = forms::sample_query(query + "&after=" + after, violations);
      if (!options) {
        ADD_FAILURE() << violations.to_json();
        return ids;
      }
      const auto page = samples.list(*options);
      EXPECT_LE(page.items.size(), static_cast<std::size_t>(options->limit));
      for (const forms::Sample& row : page.items) ids.push_back(row.id);
      after = page.next;
    } while (!after.empty() && ids.size() < 100);
    return ids;
  }

  std::int64_t matches(SampleField field, FilterOperator how, const std::string& text) {
    Violations violations;
    const auto filter = forms::sample_filter(field, how, text, violations);
    return filter ? samples.count(*filter) : -1;
  }

  Session session = engine.session();
  forms::SampleRepository samples{session};
};

TEST_P(RequestsTest, EveryOperatorOfEveryType) {
  samples.create(full());
  std::size_t ran = 0;
  for (int number = 0; number <= static_cast<int>(SampleField::maybe_role); ++number) {
    const auto field = static_cast<SampleField>(number);
    const std::string text = text_of_full(field);
    for (const FilterOperator how : operators) {
      if (how == FilterOperator::is_null) continue;
      std::string given = text;
      if (how == FilterOperator::starts_with || how == FilterOperator::contains)
        given = given.substr(0, 10);
      if (how == FilterOperator::ends_with)
        given = given.substr(given.size() - std::min<std::size_t>(given.size(), 5));
      if (how == FilterOperator::in)
        given = text.find('\\') == std::string::npos
                    ? text
                    : std::string{text}.insert(text.find('\\'), "\\");
      const std::int64_t found = matches(field, how, given);
      if (found < 0) continue;
      ++ran;
      const bool is_other =
          how == FilterOperator::ne || how == FilterOperator::lt || how == FilterOperator::gt;
      EXPECT_EQ(found, is_other ? 0 : 1) << to_text(field) << " " << to_text(how) << " " << given;
    }
    EXPECT_EQ(matches(field, FilterOperator::eq, text), 1) << to_text(field);
    const std::int64_t null = matches(field, FilterOperator::is_null, "true");
    const bool may_be_null =
        to_text(field).starts_with("maybe_") || field == SampleField::default_sum;
    EXPECT_EQ(null, may_be_null ? 0 : -1) << to_text(field);
    EXPECT_EQ(matches(field, FilterOperator::is_null, "false"), may_be_null ? 1 : -1);
  }
  EXPECT_EQ(ran, 259U);
}

TEST_P(RequestsTest, PatternsMatchLettersAlone) {
  forms::SampleCreate row = full();
  row.text = "100%_a*b?[c]\\";
  samples.create(row);
  row.text = "100xxaxbxcx";
  samples.create(row);
  for (const char* part : {"100%", "%_", "*", "?", "[c]", "\\", "_a*"})
    EXPECT_EQ(matches(SampleField::text, FilterOperator::contains, part), 1) << part;
  EXPECT_EQ(matches(SampleField::text, FilterOperator::contains, ""), 2);
  EXPECT_EQ(matches(SampleField::text, FilterOperator::contains, "A"), 0);
  EXPECT_EQ(matches(SampleField::text, FilterOperator::starts_with, "%"), 0);
  EXPECT_EQ(matches(SampleField::text, FilterOperator::starts_with, "100"), 2);
  EXPECT_EQ(matches(SampleField::text, FilterOperator::ends_with, "\\"), 1);
  EXPECT_EQ(matches(SampleField::text, FilterOperator::ends_with, "100"), 0);
}

TEST_P(RequestsTest, PagesInTheOrderOfEveryField) {
  samples.create(full());
  for (int number = 0; number < 11; ++number) samples.create(other(number));
  int orders = 0;
  for (int number = 0; number <= static_cast<int>(SampleField::maybe_role); ++number) {
    const std::string name{to_text(static_cast<SampleField>(number))};
    const std::vector<std::int32_t> up = walk("limit=5&sort=" + name);
    EXPECT_EQ(std::set<std::int32_t>(up.begin(), up.end()).size(), 12U) << name;
    EXPECT_EQ(up.size(), 12U) << name;
    EXPECT_EQ(walk("limit=4&sort=-" + name).size(), 12U) << name;
    ++orders;
  }
  EXPECT_EQ(orders, 41);
  EXPECT_EQ(walk("limit=4&sort=-maybe_day,price,-id&flag=true&text__starts_with=row"),
            walk("limit=100&sort=-maybe_day,price,-id&flag=true&text__starts_with=row"));
  EXPECT_EQ(walk("limit=2&sort=-small&small__in=1,3,5"), (std::vector<std::int32_t>{7, 5, 3}));
  EXPECT_EQ(walk("limit=2&small__ge=2&small__lt=5"), (std::vector<std::int32_t>{4, 5, 6}));
}

TEST_P(RequestsTest, ACursorOfAnotherOrderIsRefused) {
  for (int number = 0; number < 3; ++number) samples.create(other(number));
  Violations violations;
  const auto page = samples.list(forms::sample_query("limit=1&sort=small", violations).value());
  EXPECT_TRUE(forms::sample_query("limit=2&sort=small&flag=true&after=" + page.next, violations));
  for (const char* sort : {"", "-small", "medium", "small,medium"}) {
    Violations found;
    EXPECT_FALSE(forms::sample_query("sort=" + std::string{sort} + "&after=" + page.next, found));
    EXPECT_EQ(found.to_json(),
              R"([{"loc":["query","after"],"type":"value_error","msg":"Value error, )"
              R"(this is not a cursor of this list in this order","ctx":{"error":)"
              R"("this is not a cursor of this list in this order"}}])");
  }
  Violations of_another;
  EXPECT_FALSE(forms::account_query("after=" + page.next, of_another));
}

TEST_P(RequestsTest, TheTextOfAStatementDependsOnItsShapeAlone) {
  EngineOptions options;
  options.on_statement = hear_request;
  Engine watched{database.url(), options};
  Session own = watched.session();
  forms::SampleRepository rows{own};
  const auto text_of = [&](const char* query) {
    Violations violations;
    rows.list(forms::sample_query(query, violations).value());
    return last_of_requests;
  };
  const std::string one = text_of("text=x&small__ge=1&sort=-text&limit=5");
  EXPECT_EQ(one, text_of("sort=-text&small__gte=7&limit=9&text=' or 1=1 --"));
  EXPECT_EQ(one.find("' or"), std::string::npos);
  EXPECT_EQ(text_of("small__in=1"), text_of("small__in=1,2,3"));
  EXPECT_EQ(text_of("text__contains=a"), text_of("text__starts_with=\"; drop table samples"));
}

TEST_P(RequestsTest, NamesThatAreNotShown) {
  const auto refused = [](const QueryString& query) {
    Violations violations;
    EXPECT_FALSE(forms::account_query(query, violations)) << query.pairs()[0].name;
    return violations.empty() ? "" : violations[0].type;
  };
  forms::AccountField field = forms::AccountField::id;
  for (const std::string name : {"password_hash", "secret", "pin", "password", "cache", "hint"}) {
    EXPECT_FALSE(from_text(name, field)) << name;
    EXPECT_EQ(refused({{name, "x"}}), "extra_forbidden");
    EXPECT_EQ(refused({{name + "__starts_with", "x"}}), "extra_forbidden");
    EXPECT_EQ(refused({{"sort", name}}), "enum");
    EXPECT_EQ(refused({{"sort", "-" + name}}), "enum");
  }
  for (const std::string name : {"id; drop table app.accounts", "\"id\"", "id\"", "accounts.id",
                                 "id--", "id desc", "(select 1)", "1", "id\n", "ID", "*"}) {
    EXPECT_EQ(refused({{name, "1"}}), "extra_forbidden") << name;
    EXPECT_EQ(refused({{"sort", name}}), "enum") << name;
  }
  EXPECT_EQ(expected_texts(field).find("pin'"), std::string_view::npos);
  EXPECT_EQ(forms::AccountRepository{session}.count(), 0);
}

TEST_P(RequestsTest, MembersOfValueObjects) {
  forms::CountryRepository{session}.insert({.country = "IT"});
  forms::CustomerRepository customers{session};
  const auto create = [&](const char* city, bool has_bill) {
    forms::Address home;
    home.label = "home";
    home.street = "Via 1";
    home.city = city;
    home.country_code = "IT";
    forms::CustomerCreate values{.position = forms::Coordinates{.latitude = 1, .longitude = 2},
                                 .name = city,
                                 .address = home,
                                 .terms = forms::Terms{}};
    if (has_bill) values.billing = home;
    customers.create(values);
  };
  create("Roma", false);
  create("Pisa", true);
  const auto names = [&](const char* query) {
    Violations violations;
    const auto options = forms::customer_query(query, violations);
    std::string all = violations.empty() ? "" : violations.to_json();
    if (!options) return all;
    for (const forms::Customer& row : customers.list(*options).items) all += row.name + " ";
    return all;
  };
  EXPECT_EQ(names("sort=address.city"), "Pisa Roma ");
  EXPECT_EQ(names("address.city=Roma"), "Roma ");
  EXPECT_EQ(names("billing.city__is_null=true"), "Roma ");
  EXPECT_EQ(names("sort=-billing.city&position.latitude__lt=2"), "Roma Pisa ");
  EXPECT_NE(names("address=Roma").find("extra_forbidden"), std::string::npos);
  EXPECT_NE(names("address_city=Roma").find("extra_forbidden"), std::string::npos);
}

TEST_P(RequestsTest, NamesOfJson) {
  forms::VisitorRepository visitors{session};
  visitors.create({.user_name = "ada", .born = Date::of(1815, 12, 10), .pin = "1"});
  visitors.create({.user_name = "bob", .pin = "1"});
  Violations violations;
  const auto options = forms::visitor_query(
      {{"birth \"date\" ü__le", "1900-01-01"}, {"sort", "-userName"}}, violations);
  ASSERT_TRUE(options) << violations.to_json();
  EXPECT_EQ(visitors.list(*options).items.at(0).user_name, "ada");
  EXPECT_FALSE(forms::visitor_query("user_name=ada", violations));
  EXPECT_FALSE(forms::visitor_query("code=1", violations));
}

TEST_P(RequestsTest, ListsOfTheirOwnTypes) {
  forms::WalletRepository wallets{session};
  wallets.create({.holder_ids = std::vector<Id<forms::Holder, Uuid>>{},
                  .parts = {forms::Part{"AB-12"}, forms::Part{"CD-3"}},
                  .prices = {forms::Money{5}},
                  .grades = {{forms::Grade::high}},
                  .weights = {forms::Weight{Decimal{"1.250"}}},
                  .days = std::vector<std::chrono::sys_days>{}});
  const auto count = [&](const char* query) {
    Violations violations;
    const auto options = forms::wallet_query(query, violations);
    return options ? std::to_string(wallets.count(options->where)) : violations[0].type;
  };
  EXPECT_EQ(count("parts__contains=AB12"), "1");
  EXPECT_EQ(count("parts__contains=ZZ12"), "0");
  EXPECT_EQ(count("parts__contains=A"), "value_error");
  EXPECT_EQ(count("prices__contains=5"), "1");
  EXPECT_EQ(count("prices__contains=-5"), "value_error");
  EXPECT_EQ(count("grades__contains=9&weights__contains=1.25&seats__is_null=true"), "1");
  EXPECT_EQ(count("grades__contains=2"), "value_error");
  EXPECT_EQ(count("weights__contains=1.2345"), "decimal_max_places");
  EXPECT_EQ(count("parts=AB12"), "value_error");
  EXPECT_EQ(count("sort=parts"), "enum");
  EXPECT_EQ(count("id__in=1,2"), "1");
}

TEST_P(RequestsTest, TypesThatTheModelNames) {
  forms::TypedRepository typed{session};
  forms::TypedCreate row{
      .code = "ab", .address = "10.0.0.1", .price = Decimal{"1.5"}, .at = Timestamp{0}};
  row.page = "<a/>";
  typed.create(row);
  const auto count = [&](const char* query) {
    Violations violations;
    const auto options = forms::typed_query(query, violations);
    return options ? std::to_string(typed.list(*options).items.size()) : violations[0].type;
  };
  EXPECT_EQ(count("address=10.0.0.1&sort=-address,code"), "1");
  EXPECT_EQ(count("address__in=10.0.0.1,10.0.0.2&price=1.50"), "1");
  EXPECT_EQ(count("page__is_null=false&name__contains=on"), "1");
  EXPECT_EQ(count("page=<a/>"), "value_error");
  EXPECT_EQ(count("sort=page"), "enum");
  EXPECT_EQ(count("words=a"), "extra_forbidden");
}

// Only the server knows what an inet is: what it refuses stands in the query all the same.
TEST_P(RequestsTest, WhatOnlyTheServerCanJudgeIsToldAtItsParameter) {
  forms::TypedRepository typed{session};
  const auto answer = [&](const QueryString& query) -> std::string {
    Violations violations;
    const auto options = forms::typed_query(query, violations);
    if (!options) return http_answer(violations).body;
    try {
      typed.list(*options);
    } catch (const Error& error) {
      session.rollback();
      EXPECT_FALSE(error.is_stored()) << error.what();
      const HttpAnswer told = http_answer(error);
      return std::to_string(told.status) + told.body;
    }
    return "";
  };
  const auto refused = [&](const char* argument, const char* why) {
    const std::string body = std::string{R"(422{"detail":[{"loc":["query",")"} + argument +
                             R"("],"type":"value_error","msg":"Value error, )" + why +
                             R"(","ctx":{"error":")" + why + "\"}}]}";
    return is_postgresql() ? body : "";
  };
  const char* const unusable = "this value cannot be used";
  EXPECT_EQ(answer("address=bogus"), refused("address", unusable));
  EXPECT_EQ(answer("price=1&address__in=10.0.0.1,bogus&code=x"), refused("address__in", unusable));
  EXPECT_EQ(answer("address__gte=999.0.0.1"), refused("address__gte", unusable));
  // A cursor that somebody made himself, with the hash that belongs to it.
  typed.create({.code = "a", .address = "10.0.0.1", .price = Decimal{"1"}, .at = Timestamp{0}});
  typed.create({.code = "b", .address = "10.0.0.2", .price = Decimal{"1"}, .at = Timestamp{0}});
  session.commit();
  Violations none;
  const std::string next =
      typed.list(forms::typed_query("sort=address&limit=1", none).value()).next;
  ASSERT_FALSE(next.empty());
  EXPECT_EQ(answer({{"sort", "address"}, {"after", next}}), "");
  EXPECT_EQ(answer({{"sort", "address"}, {"after", forged(next, "10.0.0.1", "10.0.0.x")}}),
            refused("after", "not a cursor of this list"));
  EXPECT_EQ(answer({{"sort", "address"},
                    {"after", forged(next, "10.0.0.1",
                                     "10.0.0\xff"
                                     "1")}}),
            std::string{R"(422{"detail":[{"loc":["query","after"],"type":"value_error",)"} +
                R"("msg":"Value error, not a cursor of this list",)" +
                R"("ctx":{"error":"not a cursor of this list"}}]})");
}

TEST_P(RequestsTest, EnumsOfTheDatabase) {
  forms::WorkOrderRepository orders{session};
  orders.create({});
  orders.create({.channel = forms::WorkOrderChannel::mail,
                 .urgency = forms::WorkOrderUrgency::now,
                 .promised = forms::WorkOrderUrgency::whenever});
  const auto count = [&](const QueryString& query) {
    Violations violations;
    const auto options = forms::work_order_query(query, violations);
    return options ? std::to_string(orders.list(*options).items.size()) : violations[0].msg;
  };
  EXPECT_EQ(count({{"urgency", "it's, \\now"}, {"sort", "-urgency,promised"}}), "1");
  EXPECT_EQ(count({{"urgency__in", "it's\\, \\now,quite \"soon\""}, {"channel", "mail"}}), "1");
  EXPECT_EQ(count({{"urgency__ne", "whenever"}, {"promised__is_null", "true"}}), "1");
  EXPECT_EQ(count({{"channel", "call"}}), "Input should be 'mail', 'telephone' or 'web_form'");
}

TEST_P(RequestsTest, ViewsAndRetiringFields) {
  forms::PricedRepository priced{session};
  for (int quantity = 9; quantity <= 15; ++quantity)
    priced.create({.name = "N" + std::to_string(quantity),
                   .price = Decimal{"0.50"},
                   .quantity = quantity,
                   .sent = Date::of(2026, 11, 21)});
  forms::ViewBulkRepository bulk{session};
  Violations violations;
  const auto options = forms::view_bulk_query("sort=-name&total__ge=6&limit=2", violations);
  ASSERT_TRUE(options) << violations.to_json();
  EXPECT_EQ(bulk.list(*options).items.at(0).name, "N15");
  forms::SettingField field = forms::SettingField::setting;
  EXPECT_TRUE(from_text("former", field));
}

TENON_ON_BOTH(RequestsTest);

}  // namespace
}  // namespace tenon::test
