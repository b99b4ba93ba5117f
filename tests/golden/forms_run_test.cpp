// The forms' face on both databases: every column type there and back at its edges, defaults made
// by C++ and by the database, keys of every kind, a table in a schema, reference actions.
#include <limits>

#include <tenon/json.hpp>

#include "account_repository.hpp"
#include "country_repository.hpp"
#include "database/on_both.hpp"
#include "link_repository.hpp"
#include "link_via_repository.hpp"
#include "marker_repository.hpp"
#include "profile_repository.hpp"
#include "ruled_json.hpp"
#include "ruled_repository.hpp"
#include "sample_json.hpp"
#include "sample_repository.hpp"
#include "setting_repository.hpp"

namespace tenon::test {
namespace {

const std::string nasty = "a\nb\r\n'c' \"d\"\te\\f \\n $1 ? % ; -- /* */ {{1}} ü😀";

Bytes every_byte() {
  Bytes bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<std::byte>(i));
  return bytes;
}

class FormsTest : public OnBoth {
 protected:
  FormsTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static forms::SampleCreate least() {
    return {.flag = false,
            .small = std::numeric_limits<std::int16_t>::min(),
            .medium = std::numeric_limits<std::int32_t>::min(),
            .large = std::numeric_limits<std::int64_t>::min(),
            .single_real = -std::numeric_limits<float>::max(),
            .real = -std::numeric_limits<double>::max(),
            .text = "",
            .moment = Timestamp::negative_infinity(),
            .day = Date::of(1, 1, 1),
            .number = Decimal{"-98765432109876543210987654321.000123"},
            .price = Decimal{"-99999999.99"},
            .wide_price = Decimal{"-99999999999999999999999999.9999"},
            .token = Uuid{},
            .photo = Bytes{},
            .role = forms::Role::reader};
  }

  static forms::SampleCreate most() {
    forms::SampleCreate sample{.flag = true,
                               .small = std::numeric_limits<std::int16_t>::max(),
                               .medium = std::numeric_limits<std::int32_t>::max(),
                               .large = std::numeric_limits<std::int64_t>::max(),
                               .single_real = std::numeric_limits<float>::max(),
                               .real = std::numeric_limits<double>::max(),
                               .text = nasty,
                               .moment = Timestamp::infinity(),
                               .day = Date::of(9999, 12, 31),
                               .number = Decimal{"0.00000000000000000000000001"},
                               .price = Decimal{"99999999.99"},
                               .wide_price = Decimal{"99999999999999999999999999.9999"},
                               .token = uuid_v7(),
                               .photo = every_byte(),
                               .role = forms::Role::admin};
    sample.maybe_flag = false;
    sample.maybe_small = std::int16_t{-1};
    sample.maybe_medium = -1;
    sample.maybe_large = -1;
    sample.maybe_single_real = std::numeric_limits<float>::min();
    sample.maybe_real = std::numeric_limits<double>::min();
    sample.maybe_text = "";
    sample.maybe_moment = Timestamp{-1};
    sample.maybe_day = Date{-1};
    sample.maybe_number = Decimal{"0"};
    sample.maybe_price = Decimal{"-0.01"};
    sample.maybe_wide_price = Decimal{"0.0001"};
    sample.maybe_token = uuid_v7();
    sample.maybe_photo = Bytes{std::byte{0}};
    sample.maybe_role = forms::Role::author;
    return sample;
  }

  Session session{engine.session()};
  forms::SampleRepository samples{session};
};

// All columns but those that the database fills.
#define TENON_FOR_ALL_COLUMNS(DO)                                                                  \
  DO(flag)                                                                                         \
  DO(small)                                                                                        \
  DO(medium)                                                                                       \
  DO(large)                                                                                        \
  DO(single_real)                                                                                  \
  DO(real)                                                                                         \
  DO(text)                                                                                         \
  DO(moment)                                                                                       \
  DO(day)                                                                                          \
  DO(number)                                                                                       \
  DO(price) DO(wide_price) DO(token) DO(photo) DO(role) DO(default_flag) DO(default_small)         \
      DO(default_medium) DO(default_large) DO(default_single_real) DO(default_real)                \
          DO(default_text) DO(default_price) DO(default_shade) DO(maybe_flag) DO(maybe_small)      \
              DO(maybe_medium) DO(maybe_large) DO(maybe_single_real) DO(maybe_real) DO(maybe_text) \
                  DO(maybe_moment) DO(maybe_day) DO(maybe_number) DO(maybe_price)                  \
                      DO(maybe_wide_price) DO(maybe_token) DO(maybe_photo) DO(maybe_role)

template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}
template <class T>
bool same(const T& a, const Required<T>& b) {
  return a == *b;
}

template <class Values>
void expect_equal(const forms::Sample& sample, const Values& values) {
#define TENON_COMPARE(column) EXPECT_TRUE(same(sample.column, values.column)) << #column;
  TENON_FOR_ALL_COLUMNS(TENON_COMPARE)
#undef TENON_COMPARE
}

TEST_P(FormsTest, EveryTypeThereAndBackThroughEveryPath) {
  for (const forms::SampleCreate& values : {least(), most()}) {
    const forms::Sample created = samples.create(values);
    expect_equal(created, values);
    EXPECT_EQ(created.default_sum, 8);
    const forms::Sample read = samples.get(created.id);
    expect_equal(read, values);
    EXPECT_EQ(read.default_sum, 8);

    expect_equal(samples.create_many({values}).front(), values);
    EXPECT_EQ(samples.bulk_load({values}), 1);
    const auto last = samples.list({.order = {forms::SampleTable::id.desc()}, .limit = 1});
    expect_equal(last.items.front(), values);
    EXPECT_EQ(last.items.front().default_sum, 8);
    forms::Sample whole = read;
    whole.id = created.id + 100;
    samples.insert(whole);
    expect_equal(samples.get(whole.id), values);
    ++whole.id;
    samples.insert_many({whole});
    expect_equal(samples.get(whole.id), values);
    for (const forms::Sample& other : {samples.get(1), read}) {
      whole = other;
      whole.id = created.id;
      samples.save(whole);
      expect_equal(samples.get(created.id), other);
    }
  }
}

TEST_P(FormsTest, UpdateSetsEveryColumn) {
  const std::int32_t id = samples.create(least()).id;
  const forms::SampleCreate wanted = most();
#define TENON_SET(column)                                                        \
  {                                                                              \
    forms::SampleUpdate one;                                                     \
    set_member(one.column, wanted.column);                                       \
    EXPECT_TRUE(same(samples.update(id, one).column, wanted.column)) << #column; \
  }
  const auto set_member = [](auto& patch, const auto& value) {
    if constexpr (requires { value.is_pending(); }) {
      patch = value.value();
    } else {
      patch = value;
    }
  };
  TENON_FOR_ALL_COLUMNS(TENON_SET)
#undef TENON_SET
  expect_equal(samples.get(id), wanted);
}

TEST_P(FormsTest, DefaultsAreTheSameInCppAndInTheDatabase) {
  const forms::Sample made = samples.create(least());
  session.commit();
  execute(
      "insert into samples (flag, small, medium, large, single_real, real, text, moment, day, "
      "number, "
      "price, wide_price, token, photo, role) select flag, small, medium, large, single_real, "
      "real, "
      "text, moment, day, number, price, wide_price, token, photo, role from samples");
  EXPECT_EQ(samples.count(), 2);
  for (const forms::Sample& sample : samples.list().items) {
    expect_equal(sample, made);
    EXPECT_EQ(sample.default_text, "a \"quote\", a tab\t, two\nlines, a back\\slash, an ü");
    EXPECT_EQ(sample.default_small, -32768);
    EXPECT_EQ(sample.default_large, -9223372036854775807);
    EXPECT_EQ(to_string(sample.default_price), "12.50");
    EXPECT_EQ(sample.default_shade, forms::Shade::dark);
    EXPECT_EQ(sample.default_sum, 8);
  }
}

TEST_P(FormsTest, EnumTextsInTheDatabaseAndInJson) {
  using forms::Shade;
  const std::vector<std::pair<Shade, std::string>> texts = {{Shade::dark, "pitch dark"},
                                                            {Shade::light_grey, "light grey"},
                                                            {Shade::nasty, "1%\\'\"ü"},
                                                            {Shade::new_, "new"}};
  for (const auto& [shade, text] : texts) {
    SCOPED_TRACE(text);
    forms::SampleCreate values = most();
    values.moment = Timestamp{1};
    values.default_shade = shade;
    const forms::Sample sample = samples.create(values);
    EXPECT_EQ(samples.get(sample.id).default_shade, shade);
    EXPECT_EQ(samples.count(forms::SampleTable::default_shade == shade), 1);
    session.commit();
    Connection connection = engine.connect();
    Rows rows = connection.query("select default_shade from samples where id = " +
                                 std::to_string(sample.id));
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.row().get<std::string>(0), text);
    const std::string out = to_json(to_read(sample));
    JsonWriter written;
    written.value(text);
    EXPECT_NE(out.find("\"default_shade\":" + written.take()), std::string::npos) << out;
  }
  // Its name is no text of the value.
  session.commit();
  EXPECT_THROW(execute("update samples set default_shade = 'light_grey'"), Error);
  Violations violations;
  EXPECT_FALSE(forms::sample_update_from_json(R"({"default_shade": "dark"})", violations));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].type, "enum");
  EXPECT_EQ(violations[0].msg, "Input should be 'pitch dark', 'light grey', '1%\\'\"ü' or 'new'");
}

TEST_P(FormsTest, FiltersOverEveryColumn) {
  samples.create(least());
  const forms::SampleCreate values = most();
  samples.create(values);
  const auto expect_found = [&](const char* column, bool is_default, const Filter& where) {
    EXPECT_EQ(samples.count(where), is_default ? 2 : 1) << column;
  };
  const auto value_of = [](const auto& value) {
    if constexpr (requires { value.value(); }) {
      return value.value();
    } else {
      return value;
    }
  };
#define TENON_FIND(column)                                                 \
  expect_found(#column, std::string_view{#column}.starts_with("default_"), \
               forms::SampleTable::column == value_of(values.column));
  TENON_FOR_ALL_COLUMNS(TENON_FIND)
#undef TENON_FIND
  EXPECT_EQ(samples.count(forms::SampleTable::maybe_role.is_null()), 1);
}

TEST_P(FormsTest, JsonThereAndBack) {
  forms::SampleCreate values = most();
  values.moment = Timestamp{1};  // infinity has no place in RFC 3339
  const forms::Sample sample = samples.get(samples.create(values).id);
  const std::string out = to_json(to_read(sample));
  Violations violations;
  std::string in = out;
  const std::string id = "\"id\":" + std::to_string(sample.id) + ",";
  ASSERT_EQ(in.find(id), 1U);
  in.erase(1, id.size());
  const auto read = forms::sample_create_from_json(in, violations);
  ASSERT_TRUE(read) << violations.to_json() << "\n" << in;
  expect_equal(sample, *read);
}

TEST_P(FormsTest, ATableInASchema) {
  forms::AccountRepository accounts{session};
  const forms::Account ada = accounts.create({.email = "ada@example.org",
                                              .name = "Ada",
                                              .password_hash = "x",
                                              .born = Date::of(1815, 12, 10),
                                              .rank = 1});
  EXPECT_EQ(ada.nick, "nobody");  // the database's default
  EXPECT_EQ(accounts.get(ada.id).nick, "nobody");
  EXPECT_EQ(accounts.find_by_email("ada@example.org")->id, ada.id);
  EXPECT_EQ(accounts.find_by_name_and_born("Ada", ada.born)->id, ada.id);
  EXPECT_EQ(accounts.find_by_born_and_role(ada.born, forms::Role::reader)->id, ada.id);
  EXPECT_EQ(accounts.find_by_rank(1)->id, ada.id);
  EXPECT_EQ(accounts.list_by_name("Ada").size(), 1U);
  EXPECT_EQ(accounts.list({.where = forms::AccountTable::rank == 1}).items.size(), 1U);
  EXPECT_EQ(accounts.count(), 1);
  EXPECT_TRUE(accounts.exists());
  EXPECT_EQ(accounts.update(ada.id, {.name = "Ada L."}).name, "Ada L.");
  forms::Account saved = accounts.get(ada.id);
  saved.note = "n";
  accounts.save(saved);
  EXPECT_EQ(accounts.get(ada.id).note, "n");
}

TEST_P(FormsTest, ChecksHoldAndAreNamed) {
  forms::AccountRepository accounts{session};
  forms::Account ada{};
  ada.email = "ada@example.org";
  ada.name = "Ada";
  ada.nick = "ada";
  ada.rank = 29999;
  const auto refused = [&](const forms::Account& account) {
    Session other = engine.session();
    return error_of([&] { forms::AccountRepository{other}.insert(account); }).constraint();
  };
  forms::Account bad = ada;
  bad.rank = 30000;
  EXPECT_EQ(refused(bad), "accounts_rank_and_name");
  bad = ada;
  bad.name = "it's (nobody); --";
  EXPECT_EQ(refused(bad), "accounts_rank_and_name");
  bad = ada;
  bad.nick = "";
  EXPECT_EQ(refused(bad), "accounts_nick");
  accounts.insert(ada);
}

TEST_P(FormsTest, ReferencesOfEveryAction) {
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  const auto account = [&](std::int64_t id) {
    forms::Account one{};
    one.id = id;
    one.email = std::to_string(id) + "@example.org";
    one.name = std::to_string(id);
    one.nick = one.name;
    one.born = Date{static_cast<std::int32_t>(id)};
    one.rank = static_cast<std::int16_t>(id + 1);
    accounts.insert(one);
    return one;
  };
  for (std::int64_t id = 0; id <= 4; ++id) account(id);
  const forms::Link link = links.create(
      {.from_id = 1, .to_id = 2, .via_id = 3, .via_email = "2@example.org", .guard_id = 4});
  EXPECT_TRUE(links.find(1, 2));
  EXPECT_EQ(links.list_by_via_id(3).front().guard_id, 4);
  EXPECT_TRUE(accounts.remove(3));  // set null
  EXPECT_EQ(links.get(1, 2).via_id, std::nullopt);
  EXPECT_TRUE(accounts.remove(4));  // set default: 0
  EXPECT_EQ(links.get(1, 2).guard_id, 0);
  accounts.update(2, {.email = "two@example.org"});  // on update set null
  EXPECT_EQ(links.get(1, 2).via_email, std::nullopt);
  EXPECT_TRUE(accounts.remove(1));  // cascade
  EXPECT_FALSE(links.find(link.from_id, link.to_id));
}

TEST_P(FormsTest, KeysOfTwoFieldsAndKeysLookedAtLate) {
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  forms::LinkViaRepository vias{session};
  const auto account = [&](std::int64_t id) {
    forms::Account one{};
    one.id = id;
    one.email = one.name = one.nick = std::to_string(id) + "@example.org";
    one.born = Date{static_cast<std::int32_t>(id)};
    one.rank = static_cast<std::int16_t>(id + 1);
    accounts.insert(one);
  };
  for (std::int64_t id = 0; id <= 2; ++id) account(id);
  links.create({.from_id = 1, .to_id = 2, .via_id = 3, .guard_id = 0});
  links.create({.from_id = 2, .to_id = 1, .guard_id = 0});
  account(3);  // the first link referred to it already
  const forms::LinkVia via = vias.create({.email = "", .from_id = 1, .to_id = 2});
  session.commit();
  EXPECT_EQ(vias.get(via.id).to_id, 2);
  EXPECT_EQ(error_of([&] { vias.update(via.id, {.to_id = 1}); }).constraint_kind(),
            ConstraintKind::foreign_key);
  session.rollback();
  Session late = engine.session();
  forms::LinkRepository{late}.update(2, 1, {.via_id = 77});
  EXPECT_EQ(error_of([&] { late.commit(); }).constraint_kind(), ConstraintKind::foreign_key);
}

TEST_P(FormsTest, KeysOfEveryKind) {
  forms::MarkerRepository markers{session};
  EXPECT_EQ(markers.create({}).id, 1);
  EXPECT_EQ(markers.create_many({{}, {}}).back().id, 3);
  markers.insert({9});
  EXPECT_EQ(markers.find_many({1, 9}).size(), 2U);
  EXPECT_EQ(markers.create({}).id, 10);
  EXPECT_TRUE(markers.remove(10));

  forms::CountryRepository countries{session};
  countries.create({.country = nasty});
  EXPECT_EQ(countries.get(nasty).country, nasty);
  EXPECT_EQ(countries.find_many({nasty, "x"}).size(), 1U);
  EXPECT_EQ(error_of([&] { countries.get("x"); }).kind(), ErrorKind::not_found);

  forms::SettingRepository settings{session};
  const forms::Setting setting = settings.create({.setting = 7,
                                                  .changes = "c",
                                                  .found = "f",
                                                  .session = "s",
                                                  .violations = "x",
                                                  .now = "x",
                                                  .column = "",
                                                  .row = "",
                                                  .update = "",
                                                  .values = "",
                                                  .where = ""});
  EXPECT_EQ(settings.find_by_changes("c")->setting, 7);
  EXPECT_EQ(settings.list_by_session("s").size(), 1U);
  EXPECT_EQ(settings.update(setting.setting, {.where = "w"}).where, "w");

  forms::RuledRepository ruled{session};
  const forms::Ruled first = ruled.create({.at_most = "",
                                           .at_least = "ab",
                                           .pattern = "a",
                                           .small = 0,
                                           .medium = 0,
                                           .large = 0,
                                           .single_real = 0.0F,
                                           .price = Decimal{"0.01"}});
  EXPECT_NE(first.id, Uuid{});
  EXPECT_EQ(ruled.find_many({first.id}).size(), 1U);
  EXPECT_EQ(ruled.get(first.id).at_least, "ab");
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

TEST_P(FormsTest, RetiringFieldsStillWork) {
  forms::SettingRepository settings{session};
  settings.create({.setting = 1,
                   .changes = "c",
                   .found = "f",
                   .session = "s",
                   .violations = "x",
                   .now = "x",
                   .column = "",
                   .row = "",
                   .update = "",
                   .values = "",
                   .where = ""});
  EXPECT_EQ(settings.get(1).former, std::nullopt);
  EXPECT_EQ(settings.get(1).older, "none");
  EXPECT_EQ(settings.update(1, {.former = "then", .older = "still"}).former, "then");
  EXPECT_EQ(settings.find_by_former("then")->setting, 1);
  EXPECT_EQ(settings.list_by_older("still").size(), 1U);
  EXPECT_EQ(settings.count(forms::SettingTable::former == "then"), 1);
}

#pragma GCC diagnostic pop

TEST_P(FormsTest, ValidateKnowsEveryRule) {
  forms::RuledCreate good{.at_most = "12345678",
                          .at_least = "üü",
                          .pattern = "a\"\\",
                          .small = -5,
                          .medium = 5,
                          .large = 9223372036854775807,
                          .single_real = 1.5F,
                          .price = Decimal{"99999999.99"}};
  EXPECT_TRUE(validate(good).empty()) << validate(good).to_json();
  forms::RuledCreate bad{.at_most = "123456789",
                         .at_least = "ü",
                         .pattern = "A",
                         .mail = "nobody",
                         .small = -6,
                         .medium = 6,
                         .large = std::numeric_limits<std::int64_t>::min(),
                         .single_real = 1.6F,
                         .real = 1.1,
                         .price = Decimal{"0.001"}};
  const std::string report = validate(bad).to_json();
  for (const char* const field : {"at_most", "at_least", "pattern", "mail", "small", "medium",
                                  "large", "single_real", "real", "price"})
    EXPECT_NE(report.find("[\"" + std::string{field} + "\"]"), std::string::npos)
        << field << report;
}

TEST_P(FormsTest, ValidateKnowsStepsUrlsAndBlanks) {
  const auto update = [](const char* json) {
    Violations violations;
    const auto read = forms::ruled_update_from_json(json, violations);
    EXPECT_EQ(read.has_value(), violations.empty());
    std::string report;
    for (const Violation& one : violations) report += one.loc[0].name + " " + one.type + "; ";
    return report;
  };
  EXPECT_EQ(update(R"({"small_step": -15, "medium_step": 0, "large_step": 9223372036854775807,
                       "single_step": 0.3, "real_step": -4, "price_step": "12.05",
                       "link": "https://example.org/ü"})"),
            "link url_parsing; ");
  EXPECT_EQ(update(R"({"link": "https://example.org/", "said": "\u00a0x", "spoken": " a "})"), "");
  EXPECT_EQ(update(R"({"small_step": 7, "medium_step": 8, "large_step": 1, "single_step": 0.35,
                       "real_step": 3, "price_step": "12.01", "link": "example.org", "said": " ",
                       "spoken": "\u3000\t "})"),
            "small_step multiple_of; medium_step multiple_of; large_step multiple_of; "
            "single_step multiple_of; real_step multiple_of; price_step multiple_of; "
            "link url_parsing; said string_too_short; spoken string_too_short; ");
  EXPECT_EQ(update(R"({"said": "", "spoken": ""})"),
            "said string_too_short; spoken string_too_short; ");  // each once

  forms::RuledRepository ruled{session};
  const forms::Ruled made = ruled.create({.at_most = "",
                                          .at_least = "ab",
                                          .pattern = "a",
                                          .small = 0,
                                          .medium = 0,
                                          .large = 0,
                                          .single_real = 0.0F,
                                          .price = Decimal{"0.01"},
                                          .price_step = Decimal{"12.05"},
                                          .link = "urn:x:y"});
  const forms::Ruled read = ruled.get(made.id);
  EXPECT_EQ(read.medium_step, 14);
  EXPECT_EQ(read.price_step, Decimal{"12.05"});
  EXPECT_EQ(read.link, "urn:x:y");
  EXPECT_EQ(read.said, "-");
  EXPECT_EQ(ruled.update(made.id, {.spoken = "ok"}).spoken, "ok");
}

TENON_ON_BOTH(FormsTest);

}  // namespace
}  // namespace tenon::test
