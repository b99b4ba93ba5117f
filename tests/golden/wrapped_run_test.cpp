// Types around a stored value on both databases: strong ids, an application's own types with a
// Codec, structs of one member, std::chrono; what a Codec refuses, in rows and in JSON.
#include <limits>
#include <unordered_set>

#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "holder_repository.hpp"
#include "seat_json.hpp"
#include "seat_repository.hpp"
#include "voucher_json.hpp"
#include "voucher_repository.hpp"

namespace tenon::test {
namespace {

using namespace std::chrono_literals;
using forms::Grade;
using forms::Money;
using forms::Part;
using forms::SeatId;
using forms::VoucherTable;
using forms::Weight;

class WrappedTest : public OnBoth {
 protected:
  WrappedTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    ada = holders.create({.name = "Ada"});
  }

  forms::VoucherCreate plain(const std::string& part = "AB-12") {
    return {.holder_id = ada.id,
            .price = Money{1250},
            .part = Part{part},
            .weight = Weight{Decimal{"12.345"}},
            .grade = Grade::middle,
            .day = std::chrono::sys_days{std::chrono::days{-1}},
            .doors = std::chrono::sys_seconds{-1s},
            .closes = std::chrono::local_seconds{1s},
            .length = -1500ms};
  }

  forms::VoucherCreate full(const std::string& part = "CD-1234567890") {
    forms::VoucherCreate voucher = plain(part);
    voucher.seat_id = seats.create({.row = forms::row_name{"A"}, .hall = part}).id;
    voucher.before_id = vouchers.create(plain("ZZ-9" + part.substr(4))).id;
    voucher.discount = Money{0};
    voucher.fee = Money{std::numeric_limits<std::int64_t>::max()};
    voucher.spare = Part{"xy-"};
    voucher.gross = Weight{Decimal{"-12345678901234567.891"}};
    voucher.wish = Grade::high;
    voucher.until = std::chrono::year{2024} / 2 / 29;
    voucher.scanned = std::chrono::sys_time<std::chrono::milliseconds>{-1ms};
    voucher.opens = std::chrono::local_time<std::chrono::microseconds>{-1us};
    voucher.grace = 2562047h;
    voucher.terms = forms::Deal{R"({"a":[1,"ü"]})"};
    return voucher;
  }

  static void expect_same(const forms::Voucher& a, const forms::Voucher& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.holder_id, b.holder_id);
    EXPECT_EQ(a.seat_id, b.seat_id);
    EXPECT_EQ(a.before_id, b.before_id);
    EXPECT_EQ(a.price, b.price);
    EXPECT_EQ(a.discount, b.discount);
    EXPECT_EQ(a.fee, b.fee);
    EXPECT_EQ(a.part, b.part);
    EXPECT_EQ(a.spare, b.spare);
    EXPECT_EQ(a.weight, b.weight);
    EXPECT_EQ(a.gross, b.gross);
    EXPECT_EQ(a.grade, b.grade);
    EXPECT_EQ(a.wish, b.wish);
    EXPECT_EQ(a.day, b.day);
    EXPECT_EQ(a.until, b.until);
    EXPECT_EQ(a.doors, b.doors);
    EXPECT_EQ(a.scanned, b.scanned);
    EXPECT_EQ(a.opens, b.opens);
    EXPECT_EQ(a.closes, b.closes);
    EXPECT_EQ(a.length, b.length);
    EXPECT_EQ(a.grace, b.grace);
    EXPECT_EQ(a.terms, b.terms);
    EXPECT_EQ(a.created_at, b.created_at);
    EXPECT_EQ(a.updated_at, b.updated_at);
  }

  Session session{engine.session()};
  forms::HolderRepository holders{session};
  forms::SeatRepository seats{session};
  forms::VoucherRepository vouchers{session};
  forms::Holder ada;
};

// Ids of every kind join as what is stored.
TEST_P(WrappedTest, ShapesAreReadByIds) {
  const forms::Voucher whole = vouchers.create(full());
  const forms::HolderWithVouchers read = holders.get_with_vouchers(ada.id);
  EXPECT_EQ(read.name, "Ada");
  ASSERT_EQ(read.vouchers.size(), 2U);  // by key: the one before, and it
  EXPECT_EQ(read.vouchers[0].id, *whole.before_id);
  EXPECT_FALSE(read.vouchers[0].before || read.vouchers[0].seat);
  EXPECT_EQ(read.vouchers[1].price, whole.price);
  EXPECT_EQ(read.vouchers[1].before.value().id, *whole.before_id);
  EXPECT_EQ(read.vouchers[1].seat.value().id, *whole.seat_id);
  EXPECT_EQ(vouchers.get_voucher_card(whole.id).until, whole.until);
}

TEST_P(WrappedTest, ThereAndBackThroughEveryPath) {
  const forms::Voucher bare = vouchers.create(plain());
  EXPECT_EQ(bare.fee, Money{0});
  expect_same(vouchers.get(bare.id), bare);
  const forms::Voucher whole = vouchers.create(full());
  expect_same(vouchers.get(whole.id), whole);

  const std::vector<forms::Voucher> many = vouchers.create_many({plain("EF-1"), full("GH-22")});
  ASSERT_EQ(many.size(), 2U);
  for (const forms::Voucher& one : many) expect_same(vouchers.get(one.id), one);

  EXPECT_EQ(vouchers.bulk_load({plain("MN-1"), full("MN-33")}), 2);
  for (const auto& [part, other] : {std::pair{"MN-1", bare}, std::pair{"MN-33", whole}}) {
    forms::Voucher one = vouchers.find_by_part(Part{part}).value();
    one.id = other.id;
    one.part = other.part;
    one.before_id = other.before_id;
    one.seat_id = other.seat_id;
    one.created_at = other.created_at;
    one.updated_at = other.updated_at;
    expect_same(one, other);
  }

  forms::Voucher loaded = whole;
  loaded.id = Id<forms::Voucher>{1'000};
  loaded.part = Part{"IJ-1"};
  vouchers.insert(loaded);
  expect_same(vouchers.get(loaded.id), loaded);
  loaded.id = Id<forms::Voucher>{1'001};
  loaded.part = Part{"IJ-2"};
  vouchers.insert_many({loaded});
  expect_same(vouchers.get(loaded.id), loaded);

  loaded.part = Part{"IJ-3"};
  loaded.gross = std::nullopt;
  vouchers.save(loaded);
  expect_same(vouchers.get(loaded.id), loaded);

  EXPECT_EQ(vouchers.find_many({bare.id, whole.id, Id<forms::Voucher>{-1}}).size(), 2U);
  EXPECT_EQ(vouchers.find_by_part(Part{"IJ-3"})->id, loaded.id);
  EXPECT_EQ(vouchers.list_by_before_id(*whole.before_id).size(), 3U);
  EXPECT_TRUE(vouchers.remove(loaded.id));
  EXPECT_FALSE(vouchers.find(loaded.id));
}

TEST_P(WrappedTest, UpdateSetsEveryKindOfColumn) {
  const forms::Voucher bare = vouchers.create(plain());
  const forms::Voucher changed = vouchers.update(
      bare.id, {.before_id = bare.id,
                .price = Money{1},
                .part = Part{"QQ-77"},
                .spare = Part{"a long text, so that nothing of it fits into the string itself"},
                .weight = Weight{Decimal{"0.001"}},
                .gross = Weight{Decimal{"1.5"}},
                .grade = Grade::low,
                .until = std::chrono::year{9999} / 12 / 31,
                .doors = std::chrono::sys_seconds{1s},
                .opens = std::chrono::local_time<std::chrono::microseconds>{7us},
                .length = std::chrono::milliseconds{3},
                .grace = std::chrono::hours{-5},
                .terms = forms::Deal{"[]"}});
  EXPECT_EQ(changed.before_id, bare.id);
  EXPECT_EQ(changed.part, Part{"QQ-77"});
  EXPECT_EQ(changed.spare->shown().substr(0, 8), "a -long ");
  EXPECT_EQ(changed.weight, Weight{Decimal{"0.001"}});
  EXPECT_EQ(changed.grade, Grade::low);
  EXPECT_EQ(changed.until, std::chrono::year{9999} / 12 / 31);
  expect_same(vouchers.get(bare.id), changed);
  const forms::Voucher cleared = vouchers.update(
      bare.id, {.before_id = std::nullopt, .spare = std::nullopt, .gross = std::nullopt});
  EXPECT_FALSE(cleared.before_id || cleared.spare || cleared.gross);
}

TEST_P(WrappedTest, ColumnsHoldTheStoredValues) {
  vouchers.create(plain());
  constexpr Statement price{"select price from vouchers"};
  EXPECT_EQ(number(session, price), 1250);
  constexpr Statement count{"select count(*) from vouchers where part = 'AB12' and grade = 5"};
  EXPECT_EQ(number(session, count), 1);
  constexpr Statement id{"select id from holders"};
  EXPECT_EQ(session.query(id).only().get<Uuid>(0), ada.id.value);
}

TEST_P(WrappedTest, FiltersOrdersAndPages) {
  const forms::Voucher bare = vouchers.create(plain());
  const forms::Voucher whole = vouchers.create(full());
  EXPECT_EQ(vouchers.count(VoucherTable::id == bare.id), 1);
  EXPECT_EQ(vouchers.count(VoucherTable::id.in({bare.id, whole.id})), 2);
  EXPECT_EQ(vouchers.count(VoucherTable::holder_id == ada.id), 3);
  EXPECT_EQ(vouchers.count(VoucherTable::holder_id.in({ada.id})), 3);
  EXPECT_EQ(vouchers.count(VoucherTable::seat_id == *whole.seat_id), 1);
  EXPECT_EQ(vouchers.count(VoucherTable::price >= Money{1250}), 3);
  EXPECT_EQ(vouchers.count(VoucherTable::discount.is_null()), 2);
  EXPECT_EQ(vouchers.count(VoucherTable::part == Part{"A-B-1-2"}), 1)
      << "what is stored is compared";
  EXPECT_EQ(vouchers.count(VoucherTable::part.in({Part{"AB-12"}})), 1);
  EXPECT_EQ(vouchers.count(VoucherTable::part.like("AB%")), 1);
  EXPECT_EQ(vouchers.count(VoucherTable::weight == Weight{Decimal{"12.345"}}), 3);
  EXPECT_EQ(vouchers.count(VoucherTable::gross == whole.gross.value()), 1);
  EXPECT_EQ(vouchers.count(VoucherTable::grade.in({Grade::middle, Grade::low})), 3);
  EXPECT_EQ(vouchers.count(VoucherTable::day < std::chrono::sys_days{std::chrono::days{0}}), 3);
  EXPECT_EQ(vouchers.count(VoucherTable::until == std::chrono::year{2024} / 2 / 29), 1);
  EXPECT_EQ(vouchers.count(VoucherTable::doors == std::chrono::sys_seconds{-1s}), 3);
  EXPECT_EQ(
      vouchers.count(VoucherTable::id == bare.id && VoucherTable::created_at == bare.created_at),
      1);

  std::vector<Part> seen;
  ListOptions options{.order = {VoucherTable::part.desc()}, .limit = 1};
  do {
    const Page<forms::Voucher> page = vouchers.list(options);
    for (const forms::Voucher& one : page.items) seen.push_back(one.part);
    options.after = page.next;
  } while (!options.after.empty());
  EXPECT_EQ(seen, (std::vector<Part>{Part{"ZZ-9234567890"}, whole.part, bare.part}));
}

TEST_P(WrappedTest, KeysOfOnesOwnType) {
  const forms::Seat seat = seats.create({.row = forms::row_name{"B"}, .hall = "x"});
  EXPECT_EQ(seat.id.number, 1);
  EXPECT_EQ(seats.get(seat.id).row, forms::row_name{"B"});
  EXPECT_EQ(seats.find_many({seat.id, SeatId{7}}).size(), 1U);
  EXPECT_EQ(seats.find_by_row_and_hall(forms::row_name{"B"}, "x")->id, seat.id);
  seats.insert({SeatId{41}, forms::row_name{"C"}, "x"});
  EXPECT_EQ(seats.create({.row = forms::row_name{"D"}, .hall = "x"}).id, SeatId{42});
  const std::unordered_set<Id<forms::Holder, Uuid>> known{ada.id};
  EXPECT_EQ(known.count(holders.get(ada.id).id), 1U);
}

TEST_P(WrappedTest, RawSqlTakesAndGivesThem) {
  const forms::Voucher bare = vouchers.create(plain());
  constexpr Statement by_part{"select id, part from vouchers where part = $1 and id = $2"};
  Rows rows = session.query(by_part, {tenon::stored(bare.part), bare.id});
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.row().get<Id<forms::Voucher>>(0), bare.id);
  EXPECT_EQ(rows.row().get<Part>(1), bare.part);
}

TEST_P(WrappedTest, WhatACodecRefusesIsNamedWithItsColumn) {
  const forms::Voucher bare = vouchers.create(plain());
  const auto refused = [&](const std::string& set, const std::string& why) {
    Savepoint before = session.savepoint();
    (void)session.query(DynamicStatement{"update vouchers set " + set + " returning id"}).next();
    const Error error = error_of([&] { (void)vouchers.get(bare.id); });
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    EXPECT_EQ(error.what(), "column '" + set.substr(0, set.find(' ')) +
                                "' holds a value that is refused: " + why);
  };
  refused("price = -1", "money is never below zero");
  refused("part = 'A'", "a part's number has two letters");
  refused("grade = 2", "no such grade");
  refused(is_postgresql() ? "doors = 'infinity'" : "doors = 9223372036854775807",
          "infinity is no point in time of "
          "std::chrono");
  refused(is_postgresql() ? "doors = '2024-01-01T00:00:00.5Z'" : "doors = 500000",
          "the point in time is finer than its "
          "std::chrono type");
  refused(is_postgresql() ? "length = '1 day'" : "length = 'P1D'",
          "the length of months and days depends on the date");
  refused(is_postgresql() ? "length = '1 microsecond'" : "length = 'PT0.000001S'",
          "the interval is finer than its std::chrono type");
  refused(is_postgresql() ? "closes = '-infinity'" : "closes = -9223372036854775808",
          "infinity is no point in time of std::chrono");
  refused(is_postgresql() ? "until = '40000-01-01'" : "until = 13879000",
          "a day lies beyond the years of "
          "std::chrono::year");
}

TEST_P(WrappedTest, WhatChronoCannotGiveIsRefusedBeforeItIsSent) {
  forms::VoucherCreate voucher = plain();
  voucher.until = std::chrono::year{2023} / 2 / 29;
  EXPECT_THROW((void)vouchers.create(voucher), Error);
  voucher = plain();
  voucher.doors = std::chrono::sys_seconds::max();
  EXPECT_THROW((void)vouchers.create(voucher), Error);
  voucher = plain();
  voucher.grace = std::chrono::hours::max();
  EXPECT_THROW((void)vouchers.create(voucher), Error);
  voucher = plain();
  voucher.terms = forms::Deal{"no JSON"};
  EXPECT_THROW((void)vouchers.create(voucher), Error);
}

TEST_P(WrappedTest, ValidateTellsWhatChronoMakesAndNobodyStores) {
  forms::VoucherCreate voucher = plain();
  EXPECT_TRUE(validate(voucher).empty()) << validate(voucher).to_json();
  voucher.until = std::chrono::year{2023} / 2 / 29;
  voucher.day = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};
  voucher.doors = std::chrono::sys_seconds::max();
  voucher.grace = std::chrono::hours::max();
  voucher.terms = forms::Deal{"no JSON"};
  std::string said;
  for (const Violation& one : validate(voucher)) said += one.loc[0].name + ": " + one.msg + "\n";
  EXPECT_EQ(said,
            "day: Input should be a valid date in the format YYYY-MM-DD, the year is outside "
            "expected range of 1-9999\n"
            "until: Value error, there is no such day in the calendar\n"
            "doors: Value error, a point in time lies beyond the years of a timestamp\n"
            "grace: Value error, a duration is longer than an interval\n"
            "terms: Invalid JSON: syntax error at byte 2\n");
}

TEST_P(WrappedTest, JsonHasTheStoredValues) {
  const std::string text =
      R"({"holder_id":")" + to_string(ada.id.value) +
      R"(","seat_id":null,"price":1250,"fee":3,"part":"AB12","weight":"12.5","grade":9,)"
      R"("day":"2024-02-29","until":"0001-01-01","doors":"2024-02-29T10:00:00Z",)"
      R"("scanned":"2024-02-29T10:00:00.250Z","closes":"2024-02-29T10:00:00","length":"PT1.5S",)"
      R"("grace":"PT48H","terms":{"b":2}})";
  Violations violations;
  const auto created = forms::voucher_create_from_json(text, violations);
  ASSERT_TRUE(created) << violations.to_json();
  const forms::Voucher voucher = vouchers.create(*created);
  EXPECT_EQ(voucher.part, Part{"AB-12"});
  EXPECT_EQ(voucher.fee, Money{3});
  const std::string written = forms::to_json(forms::to_read(vouchers.get(voucher.id)));
  EXPECT_EQ(written.substr(0, written.find(",\"created_at\"")),
            R"({"id":)" + std::to_string(voucher.id.value) + R"(,"holder_id":")" +
                to_string(ada.id.value) +
                R"(","seat_id":null,"before_id":null,"price":1250,"discount":null,"fee":3,)"
                R"("part":"AB12","spare":null,"weight":"12.500","gross":null,"grade":9,)"
                R"("wish":null,"day":"2024-02-29","until":"0001-01-01",)"
                R"("doors":"2024-02-29T10:00:00Z","scanned":"2024-02-29T10:00:00.250000Z",)"
                R"("opens":null,"closes":"2024-02-29T10:00:00","length":"PT1.5S",)"
                R"("grace":"PT48H","terms":{"b":2})");
}

TEST_P(WrappedTest, ALongTextThatACodecMakes) {
  forms::VoucherCreate voucher = plain();
  const std::string text(1 << 20, 'x');
  voucher.spare = Part{"ü-" + text};
  const forms::Voucher created = vouchers.create(voucher);
  EXPECT_EQ(vouchers.get(created.id).spare->shown(), "ü-" + text);
  voucher.part = Part{"AA-1"};
  forms::VoucherCreate second = voucher;
  second.part = Part{"AA-2"};
  for (const forms::Voucher& one : vouchers.create_many({voucher, second}))
    EXPECT_EQ(vouchers.get(one.id).spare, voucher.spare);
}

TEST_P(WrappedTest, JsonIsStrictAndTellsWhatACodecRefuses) {
  const std::string text =
      R"({"holder_id":"x","price":-1,"discount":"1","part":"A","spare":"ab","weight":"1001",)"
      R"("gross":"1.0001","grade":70000,"wish":2,"day":"2024-02-30","doors":"2024-02-29T10:00:00.5Z",)"
      R"("closes":"2024-02-29T10:00:00Z","length":"P1D"})";
  Violations violations;
  EXPECT_FALSE(forms::voucher_create_from_json(text, violations));
  std::vector<std::string> found;
  for (const Violation& one : violations) found.push_back(one.loc.front().name + ": " + one.type);
  EXPECT_EQ(found,
            (std::vector<std::string>{
                "holder_id: uuid_parsing", "price: value_error", "discount: int_type",
                "part: value_error", "grade: less_than_equal", "wish: value_error",
                "day: date_parsing", "doors: value_error", "closes: timezone_naive",
                "length: value_error", "weight: less_than_equal", "gross: decimal_max_places"}));
  EXPECT_EQ(violations[1].msg, "Value error, money is never below zero");
  EXPECT_EQ(violations[1].ctx,
            (std::vector<Violation::Context>{{"error", "money is never below zero", false}}));
  EXPECT_EQ(violations[3].msg, "Value error, a part's number has two letters");
}

TENON_ON_BOTH(WrappedTest);

}  // namespace
}  // namespace tenon::test
