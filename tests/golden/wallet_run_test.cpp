// Lists of types around a stored value on both databases: ids, an application's own types with a
// Codec, structs of one member, std::chrono; what a Codec refuses among elements.
#include <limits>

#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "wallet_json.hpp"
#include "wallet_repository.hpp"

namespace tenon::test {
namespace {

using namespace std::chrono_literals;
using forms::Grade;
using forms::Money;
using forms::Part;
using forms::SeatId;
using forms::WalletTable;
using forms::Weight;
using HolderId = Id<forms::Holder, Uuid>;
using WalletId = Id<forms::Wallet>;

class WalletTest : public OnBoth {
 protected:
  WalletTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static forms::WalletCreate empty() {
    return {.holder_ids = std::vector<HolderId>{},
            .parts = std::vector<Part>{},
            .weights = std::vector<Weight>{},
            .days = std::vector<std::chrono::sys_days>{}};
  }

  static forms::WalletCreate full() {
    return {.holder_ids = {HolderId{Uuid{}}, HolderId{uuid_v7()}},
            .inside = std::vector<WalletId>{WalletId{std::numeric_limits<std::int64_t>::max()}},
            .parts = {Part{"AB-12"}, Part{"CD-\"}"}},
            .seats = std::vector<SeatId>{{-2147483648}, {0}, {2147483647}},
            .prices = {Money{0}, Money{std::numeric_limits<std::int64_t>::max()}},
            .grades = {{Grade::high, Grade::low}},
            .weights = {Weight{Decimal{"12.345"}}, Weight{Decimal{"0.000"}}},
            .gross = std::vector<Weight>{Weight{Decimal{"-12345678901234567.891"}}},
            .days = {std::chrono::sys_days{std::chrono::days{-1}}},
            .lengths = std::vector<std::chrono::milliseconds>{-1500ms, 0ms},
            .tag = forms::WalletTag{{Part{"xy-"}}, {SeatId{7}}}};
  }

  static void expect_same(const forms::Wallet& a, const forms::Wallet& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.holder_ids, b.holder_ids);
    EXPECT_EQ(a.inside, b.inside);
    EXPECT_EQ(a.parts, b.parts);
    EXPECT_EQ(a.seats, b.seats);
    EXPECT_EQ(a.prices, b.prices);
    EXPECT_EQ(a.grades, b.grades);
    EXPECT_EQ(a.weights, b.weights);
    EXPECT_EQ(a.gross, b.gross);
    EXPECT_EQ(a.days, b.days);
    EXPECT_EQ(a.lengths, b.lengths);
    ASSERT_EQ(a.tag.has_value(), b.tag.has_value());
    if (!a.tag) return;
    EXPECT_EQ(a.tag->marks, b.tag->marks);
    EXPECT_EQ(a.tag->from, b.tag->from);
  }

  void write(const std::string& sql) {
    session.commit();
    engine.connect().query(sql);
  }

  Session session{engine.session()};
  forms::WalletRepository wallets{session};
};

TEST_P(WalletTest, ThereAndBackThroughEveryPath) {
  const forms::Wallet bare = wallets.create(empty());
  EXPECT_TRUE(bare.grades.empty());
  EXPECT_FALSE(bare.inside || bare.tag);
  expect_same(wallets.get(bare.id), bare);
  const forms::Wallet whole = wallets.create(full());
  EXPECT_EQ(whole.parts[0].shown(), "AB-12");
  EXPECT_EQ(whole.gross.value()[0].kilograms, Decimal{"-12345678901234567.891"});
  expect_same(wallets.get(whole.id), whole);

  const std::vector<forms::Wallet> many = wallets.create_many({empty(), full()});
  ASSERT_EQ(many.size(), 2U);
  for (const forms::Wallet& one : many) expect_same(wallets.get(one.id), one);

  const forms::WalletCreate values = full();
  EXPECT_EQ(wallets.bulk_load({empty(), values}), 2);
  const auto loaded = wallets.list({.order = {forms::WalletTable::id.desc()}, .limit = 2}).items;
  EXPECT_EQ(loaded[0].holder_ids, *values.holder_ids);
  for (forms::Wallet one : loaded) {
    const forms::Wallet& same = one.id == loaded[0].id ? whole : bare;
    one.id = same.id;
    one.holder_ids = same.holder_ids;
    expect_same(one, same);
  }

  forms::Wallet copy = whole;
  copy.id = WalletId{500};
  wallets.insert(copy);
  expect_same(wallets.get(copy.id), copy);
  copy.seats.reset();
  copy.prices = {Money{5}};
  copy.tag.reset();
  wallets.save(copy);
  expect_same(wallets.get(copy.id), copy);

  const forms::Wallet changed =
      wallets.update(bare.id, {.holder_ids = {HolderId{Uuid{}}},
                               .inside = std::vector<WalletId>{},
                               .gross = std::vector<Weight>{Weight{Decimal{"1.500"}}},
                               .tag = forms::WalletTag{{}, {}}});
  expect_same(wallets.get(bare.id), changed);
  EXPECT_EQ(changed.inside, std::vector<WalletId>{});
  EXPECT_EQ(changed.gross.value()[0].kilograms, Decimal{"1.500"});
  ASSERT_TRUE(changed.tag.has_value());
  EXPECT_EQ(wallets.get_wallet_card(whole.id).parts, whole.parts);
}

TEST_P(WalletTest, FiltersCompareWhatIsStored) {
  wallets.create(empty());
  const forms::Wallet whole = wallets.create(full());
  const auto only = [&](const Filter& where) {
    const Page<forms::Wallet> page = wallets.list({.where = where});
    return page.items.size() == 1 && page.items[0].id == whole.id;
  };
  EXPECT_TRUE(only(WalletTable::parts.contains(Part{"AB-12"})));
  EXPECT_TRUE(only(WalletTable::holder_ids.contains(whole.holder_ids[1])));
  EXPECT_TRUE(only(WalletTable::prices.contains(Money{0})));
  EXPECT_TRUE(only(WalletTable::grades == std::vector<Grade>{Grade::high, Grade::low}));
  EXPECT_TRUE(only(WalletTable::days.contains(whole.days[0])));
  EXPECT_TRUE(only(WalletTable::weights.contains(Weight{Decimal{"12.345"}})));
  EXPECT_EQ(wallets.count(WalletTable::parts.contains(Part{"ZZ-99"})), 0);
}

TEST_P(WalletTest, AnElementThatItsCodecRefusesIsABadValue) {
  const forms::Wallet whole = wallets.create(full());
  write(is_postgresql() ? "update wallets set prices = '{1,-1}'"
                        : "update wallets set prices = '[1,-1]'");
  try {
    wallets.get(whole.id);
    ADD_FAILURE() << "was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  }
}

TEST_P(WalletTest, JsonIsThatOfWhatIsStored) {
  Violations violations;
  const auto given = forms::wallet_create_from_json(
      R"({"holder_ids":["00000000-0000-0000-0000-000000000000"],"parts":["AB12"],"seats":[4],)"
      R"("prices":[7],"grades":[9],"weights":["1.500"],"days":["1969-12-31"],"lengths":["PT-1.5S"],)"
      R"("tag":{"marks":["xy"],"from":[3]}})",
      violations);
  ASSERT_TRUE(given);
  const forms::Wallet made = wallets.create(*given);
  EXPECT_EQ(made.parts, std::vector<Part>{Part{"AB-12"}});
  const std::string json = to_json(to_read(made));
  EXPECT_EQ(json.substr(json.find("\"holder_ids\"")),
            R"("holder_ids":["00000000-0000-0000-0000-000000000000"],"inside":null,)"
            R"("parts":["AB12"],"seats":[4],"prices":[7],"grades":[9],"weights":["1.500"],)"
            R"("gross":null,"days":["1969-12-31"],"lengths":["-PT1.5S"],)"
            R"("tag":{"marks":["xy"],"from":[3]}})");
}

TEST_P(WalletTest, JsonTellsWhichElementACodecRefuses) {
  Violations violations;
  EXPECT_FALSE(forms::wallet_create_from_json(
      R"({"holder_ids":["x",null],"parts":["AB12","A","AB13","AB13"],"prices":[1,-1],"weights":["1.5","1001"],)"
      R"("grades":[2],"days":["1969-12-31","1969-02-31"],"tag":{"marks":["x"],"from":["1"]}})",
      violations));
  std::vector<std::string> found;
  for (const Violation& one : violations) {
    std::string at;
    for (const auto& part : one.loc)
      at += part.name.empty() ? "[" + std::to_string(part.index) + "]" : part.name;
    found.push_back(at + ": " + one.type);
  }
  EXPECT_EQ(found, (std::vector<std::string>{
                       "holder_ids[0]: uuid_parsing", "holder_ids[1]: uuid_type",
                       "parts[1]: value_error", "prices[1]: value_error", "grades[0]: value_error",
                       "days[1]: date_parsing", "tagmarks[0]: value_error", "tagfrom[0]: int_type",
                       "weights[1]: less_than_equal"}));
}

TEST_P(WalletTest, RulesAreThoseOfWhatIsStored) {
  forms::WalletCreate wallet = full();
  wallet.parts = {Part{"AB-12"}, Part{"AB12"}, Part{"x-y"}};
  wallet.weights = {Weight{Decimal{"0.0001"}}, Weight{Decimal{"-1"}}};
  wallet.gross = std::nullopt;
  wallet.tag = std::nullopt;
  std::vector<std::string> found;
  for (const Violation& one : validate(wallet))
    found.push_back(one.loc.front().name + ": " + one.type);
  EXPECT_EQ(found,
            (std::vector<std::string>{
                "parts: unique_list", "parts: string_too_short", "parts: string_pattern_mismatch",
                "weights: decimal_max_places", "weights: greater_than_equal"}));
}

TENON_ON_BOTH(WalletTest);

}  // namespace
}  // namespace tenon::test
