// Value objects of the forms on both databases: none, part and whole, one in another; written and
// read in every way that repositories have, and as JSON.
#include <algorithm>
#include <limits>

#include "country_repository.hpp"
#include "customer_json.hpp"
#include "customer_repository.hpp"
#include "customer_table.hpp"
#include "database/on_both.hpp"

namespace tenon::test {
namespace {

bool equal(const forms::Coordinates& a, const forms::Coordinates& b) {
  return a.latitude == b.latitude && a.longitude == b.longitude && a.height == b.height;
}

bool equal(const forms::Address& a, const forms::Address& b) {
  return a.label == b.label && a.street == b.street && a.city == b.city &&
         a.postal_code == b.postal_code && a.country_code == b.country_code && a.note == b.note &&
         a.place.has_value() == b.place.has_value() && (!a.place || equal(*a.place, *b.place));
}

bool equal(const forms::Terms& a, const forms::Terms& b) {
  return a.days == b.days && a.in_advance == b.in_advance && a.approved_by == b.approved_by &&
         a.credit == b.credit && a.since == b.since && a.contract == b.contract && a.seal == b.seal;
}

bool equal(const forms::Remark& a, const forms::Remark& b) {
  return a.remark_text == b.remark_text;
}

template <class T>
bool equal(const std::optional<T>& a, const std::optional<T>& b) {
  return a.has_value() == b.has_value() && (!a || equal(*a, *b));
}

void expect_same(const forms::Customer& a, const forms::Customer& b) {
  EXPECT_TRUE(equal(a.position, b.position));
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.name, b.name);
  EXPECT_TRUE(equal(a.address, b.address));
  EXPECT_TRUE(equal(a.billing, b.billing));
  EXPECT_TRUE(equal(a.terms, b.terms));
  EXPECT_TRUE(equal(a.offer, b.offer));
  EXPECT_TRUE(equal(a.remark, b.remark));
}

forms::Address address(const std::string& city) {
  forms::Address made;
  made.label = "home";
  made.street = "Hauptstraße 1";
  made.city = city;
  made.country_code = "DE";
  return made;
}

// Every member empty or least, which is not the same as none.
forms::Address empty_address() {
  forms::Address made;
  made.country_code = "DE";
  made.note = "";
  made.place = forms::Coordinates{};
  return made;
}

forms::Terms terms() {
  forms::Terms made;
  made.days = std::numeric_limits<std::int16_t>::min();
  made.credit = Decimal{"-99999999.99"};
  made.since = Timestamp{1};
  made.contract = uuid_v7();
  for (int i = 0; i < 256; ++i) made.seal.push_back(static_cast<std::byte>(i));
  return made;
}

class ObjectsTest : public OnBoth {
 protected:
  ObjectsTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    forms::CountryRepository{session}.insert({.country = "DE"});
  }

  static forms::CustomerCreate least() {
    return {.position = forms::Coordinates{},
            .name = "least",
            .address = address("Köln"),
            .terms = terms()};
  }

  static forms::CustomerCreate most() {
    forms::CustomerCreate made = least();
    made.name = "most";
    made.position = forms::Coordinates{-90, 180, std::numeric_limits<std::int32_t>::min()};
    made.billing = address("Bonn");
    made.billing->note = "ring twice";
    made.billing->place = forms::Coordinates{50.7, 7.1, {}};
    made.offer = terms();
    made.offer->approved_by = forms::Role::admin;
    made.remark = forms::Remark{"kind"};
    return made;
  }

  Session session{engine.session()};
  forms::CustomerRepository customers{session};
};

TEST_P(ObjectsTest, AnIdentityBehindARealKeepsAllItsDigits) {
  forms::Customer large = customers.create(least());
  customers.remove(large.id);
  large.id = 9007199254740993;  // 2^53 + 1: no double
  customers.insert(large);
  EXPECT_EQ(customers.create(most()).id, large.id + 1);
}

TEST_P(ObjectsTest, ThereAndBack) {
  forms::CustomerCreate with_empty = least();
  with_empty.name = "with empty";
  with_empty.billing = empty_address();
  for (const forms::CustomerCreate& values : {least(), most(), with_empty}) {
    const forms::Customer made = customers.create(values);
    EXPECT_TRUE(equal(made.address, *values.address));
    EXPECT_TRUE(equal(made.billing, values.billing));
    EXPECT_TRUE(equal(made.offer, values.offer));
    expect_same(customers.get(made.id), made);
  }
  EXPECT_EQ(customers.count(forms::CustomerTable::billing_street.is_null()), 1);
  EXPECT_EQ(customers.count(forms::CustomerTable::billing_street == ""), 1);
  EXPECT_EQ(customers.count(forms::CustomerTable::billing_place_latitude == 0.0), 1);
}

TEST_P(ObjectsTest, ManyAtOnce) {
  forms::CustomerCreate other = most();
  other.name = "other";
  other.remark.reset();
  const std::vector<forms::Customer> made = customers.create_many({most(), least(), other});
  ASSERT_EQ(made.size(), 3U);
  for (const forms::Customer& one : made) expect_same(customers.get(one.id), one);
  other.name = "copied";
  EXPECT_EQ(customers.bulk_load({other}), 1);
  forms::Customer copied =
      customers.list({.order = {forms::CustomerTable::id.desc()}, .limit = 1}).items.front();
  customers.remove(copied.id);
  EXPECT_EQ(copied.name, "copied");
  copied.id = made[2].id;
  copied.name = made[2].name;
  expect_same(copied, made[2]);
  std::vector<forms::Customer> moved = made;
  for (forms::Customer& one : moved) {
    customers.remove(one.id);
    one.id += 100;
  }
  customers.insert_many(moved);
  for (const forms::Customer& one : moved) expect_same(customers.get(one.id), one);
  forms::Customer last = moved.back();
  last.id += 100;
  last.name = "last";
  customers.insert(last);
  expect_same(customers.get(last.id), last);
}

TEST_P(ObjectsTest, UpdateChangesAWholeObjectAndNoOther) {
  const forms::Customer made = customers.create(most());
  forms::Customer wanted = made;
  wanted.address = empty_address();
  expect_same(customers.update(made.id, {.address = empty_address()}), wanted);
  wanted.billing.reset();
  expect_same(customers.update(made.id, {.billing = std::nullopt}), wanted);
  wanted.billing = address("Essen");
  expect_same(customers.update(made.id, {.billing = address("Essen")}), wanted);
  wanted.offer.reset();
  wanted.terms.days = 1;
  expect_same(customers.update(made.id, {.terms = wanted.terms, .offer = std::nullopt}), wanted);
  expect_same(customers.update(made.id, {}), wanted);
  wanted.remark.reset();
  wanted.billing.reset();
  wanted.address.place.reset();
  wanted.position.height = 4;
  customers.save(wanted);
  expect_same(customers.get(made.id), wanted);
  wanted.billing = empty_address();
  customers.save(wanted);
  expect_same(customers.get(made.id), wanted);
}

TEST_P(ObjectsTest, FoundByTheirMembers) {
  const forms::Customer made = customers.create(most());
  customers.create(least());
  EXPECT_EQ(customers.find_by_name_and_address_city("most", "Köln")->id, made.id);
  EXPECT_EQ(customers.find_by_remark_remark_text("kind")->id, made.id);
  EXPECT_EQ(customers.list_by_address_city("Köln").size(), 2U);
  EXPECT_EQ(customers.list_by_billing_city("Bonn").size(), 1U);
  const auto page = customers.list({.where = forms::CustomerTable::address_city == "Köln" &&
                                             forms::CustomerTable::offer_days < 0,
                                    .order = {forms::CustomerTable::billing_city.desc()}});
  ASSERT_EQ(page.items.size(), 1U);
  expect_same(page.items[0], made);
}

TEST_P(ObjectsTest, TheDatabaseRefusesAPart) {
  const forms::Customer made = customers.create(most());
  session.commit();
  const auto refused = [&](const std::string& set) {
    return error_of([&] { execute("update customers set " + set); }).constraint();
  };
  EXPECT_EQ(refused("bill_street = null"), "customers_billing_check");
  EXPECT_EQ(refused("bill_at_longitude = null"), "customers_billing_place_check");
  EXPECT_EQ(refused("offer_seal = null, offer_since = null"), "customers_offer_check");
  EXPECT_EQ(error_of([&] { execute("update customers set address_city = null"); }).kind(),
            ErrorKind::constraint_violated);
  execute("update customers set bill_note = null, bill_at_height = null");
  EXPECT_FALSE(customers.get(made.id).billing->note);
}

TEST_P(ObjectsTest, APartThatIsThereAllTheSameIsToldWithItsColumns) {
  const std::int64_t id = customers.create(most()).id;
  session.commit();
  {
    Connection connection = engine.connect();
    if (is_postgresql())
      connection.execute(
          "alter table customers drop constraint customers_billing_check; alter table customers "
          "drop constraint customers_billing_place_check");
    else
      connection.execute("pragma ignore_check_constraints = on");
    connection.execute("update customers set bill_street = null, bill_city = null");
  }
  const Error error = error_of([&] { customers.get(id); });
  EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  EXPECT_STREQ(error.what(),
               "NULL in 'bill_street', 'bill_city', beside columns of the same value object that "
               "are not NULL");
  session.rollback();
  {
    Connection connection = engine.connect();
    if (!is_postgresql()) connection.execute("pragma ignore_check_constraints = on");
    connection.execute(
        "update customers set bill_street = '', bill_city = '', bill_at_latitude = null");
  }
  EXPECT_STREQ(error_of([&] { customers.list(); }).what(),
               "NULL in 'bill_at_latitude', beside columns of the same value object that are not "
               "NULL");
}

TEST_P(ObjectsTest, JsonThereAndBack) {
  for (const forms::CustomerCreate& values : {most(), least()}) {
    const forms::Customer made = customers.create(values);
    const std::string out = to_json(to_read(made));
    const std::string id = "\"id\":" + std::to_string(made.id) + ",";
    std::string in = out;
    in.erase(in.find(id), id.size());
    const std::size_t terms = in.find("\"terms\":");
    in.erase(terms, in.find("},", terms) + 2 - terms);
    Violations violations;
    std::optional<forms::CustomerCreate> read = forms::customer_create_from_json(in, violations);
    ASSERT_TRUE(read) << violations.to_json() << "\n" << in;
    read->terms = made.terms;  // JSON never sets it
    customers.remove(made.id);
    forms::Customer again = customers.create(*read);
    again.id = made.id;
    expect_same(again, made);
  }
}

std::string said(const std::string& in, bool update = false) {
  Violations violations;
  const bool good = update ? forms::customer_update_from_json(in, violations).has_value()
                           : forms::customer_create_from_json(in, violations).has_value();
  EXPECT_EQ(good, violations.empty());
  std::string text;
  for (const Violation& one : violations) {
    for (const Violation::Step& step : one.loc) text += step.name + ".";
    text += " " + one.type + "\n";
  }
  return text;
}

TEST(ObjectsJson, IsStrictAtEachLevelAndTellsEachFaultOnce) {
  EXPECT_EQ(said(R"({})"), "position. missing\nname. missing\naddress. missing\n");
  const std::string start = R"({"name": "n", "position": {"latitude": 1, "longitude": 2}, )";
  EXPECT_EQ(said(start + R"("address": {"label": 1, "city": "c", "zip": "1", "postal_code": "x",
                 "country_code": null, "place": {"latitude": 91}}})"),
            "address.label. string_type\n"
            "address.street. missing\n"
            "address.country_code. string_type\n"
            "address.place.longitude. missing\n"
            "address.place.latitude. less_than_equal\n"
            "address.zip. extra_forbidden\n"
            "address.postal_code. string_pattern_mismatch\n");
  EXPECT_EQ(said(start + R"("address": null, "billing": [], "terms": {}, "offer": "x"})"),
            "address. model_type\nbilling. model_type\noffer. model_type\n"
            "terms. extra_forbidden\n");
  EXPECT_EQ(
      said(start + R"("address": {"label": "", "street": "", "city": "", "country_code": ""}})"),
      "address.street. string_too_short\n");
  EXPECT_EQ(said(R"({"billing": null})", true), "");
  EXPECT_EQ(said(R"({"address": null})", true), "address. model_type\n");
  EXPECT_EQ(said(R"({"address": {}, "remark": {"remark_text": " "}})", true),
            "address.label. missing\naddress.street. missing\naddress.city. missing\n"
            "address.country_code. missing\nremark.remark_text. string_too_short\n");
}

TEST(ObjectsValidate, SaysWhereInTheObject) {
  forms::CustomerCreate values{.position = forms::Coordinates{0, 181, {}},
                               .name = "n",
                               .address = address("c"),
                               .terms = terms()};
  values.billing = address("c");
  values.billing->street = std::string(81, 'x');
  values.billing->place = forms::Coordinates{-91, 0, {}};
  const Violations violations = validate(values);
  ASSERT_EQ(violations.size(), 3U);
  EXPECT_EQ(violations.to_json().substr(0, 41), R"([{"loc":["position","longitude"],"type":")");
  EXPECT_EQ(violations[1].loc, (std::vector<Violation::Step>{{"billing"}, {"street"}}));
  EXPECT_EQ(violations[2].loc,
            (std::vector<Violation::Step>{{"billing"}, {"place"}, {"latitude"}}));
}

TEST(ObjectsValidate, TellsWhatNoTypeHasInTheObject) {
  forms::Terms wrong = terms();
  wrong.approved_by = static_cast<forms::Role>(99);
  wrong.since = Timestamp::infinity();
  const auto said = [](const Violations& violations) {
    std::string all;
    for (const Violation& one : violations)
      all += one.loc[0].name + "." + one.loc[1].name + " " + one.type + " ";
    return all;
  };
  EXPECT_EQ(said(validate(forms::CustomerCreate{.position = forms::Coordinates{},
                                                .name = "n",
                                                .address = address("c"),
                                                .terms = wrong,
                                                .offer = wrong})),
            "terms.approved_by enum terms.since datetime_parsing "
            "offer.approved_by enum offer.since datetime_parsing ");
  EXPECT_EQ(said(validate(forms::CustomerUpdate{.offer = wrong})),
            "offer.approved_by enum offer.since datetime_parsing ");
}

TENON_ON_BOTH(ObjectsTest);

}  // namespace
}  // namespace tenon::test
