// Columns that the database computes, on both databases: what is in hand after every way to write a
// row is what the table holds.
#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "label_repository.hpp"
#include "priced_json.hpp"
#include "priced_repository.hpp"

namespace tenon::test {
namespace {

class ComputedTest : public OnBoth {
 protected:
  ComputedTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static forms::PricedCreate values(const std::string& name, int quantity) {
    return {.name = name,
            .price = Decimal{"12.50"},
            .quantity = quantity,
            .sent = Date::of(1970, 1, 1)};
  }

  /// The entity holds what is computed of its own columns, and the table the same.
  void expect_computed(const forms::Priced& row) {
    SCOPED_TRACE(row.name);
    const bool is_bulk = row.quantity > 10;
    EXPECT_EQ(row.total, Decimal{std::to_string(12 * row.quantity + row.quantity / 2) +
                                 (row.quantity % 2 == 0 ? ".00" : ".50")});
    EXPECT_EQ(row.note_length, row.note ? std::optional<std::int32_t>{
                                              static_cast<std::int32_t>(row.note->size())}
                                        : std::nullopt);
    EXPECT_EQ(row.is_bulk, is_bulk);
    EXPECT_EQ(row.half, row.quantity / 2.0);
    EXPECT_EQ(row.due, Date{row.sent.days + 14});
    EXPECT_EQ(row.shade, is_bulk ? std::optional{forms::Shade::dark} : std::nullopt);
    EXPECT_EQ(row.start, row.name.substr(0, 3));
    const forms::Priced stored = priced.get(row.id);
    EXPECT_EQ(stored.total, row.total);
    EXPECT_EQ(stored.folded, row.folded);
    EXPECT_EQ(stored.note_length, row.note_length);
    EXPECT_EQ(stored.is_bulk, row.is_bulk);
    EXPECT_EQ(stored.half, row.half);
    EXPECT_EQ(stored.due, row.due);
    EXPECT_EQ(stored.shade, row.shade);
    EXPECT_EQ(stored.is_plain, row.is_plain);
  }

  Session session = engine.session();
  forms::PricedRepository priced{session};
};

TEST_P(ComputedTest, EveryWayToWriteARowBringsItBack) {
  forms::Priced row = priced.create(values("Abc", 3));
  EXPECT_EQ(row.folded, "abc");
  EXPECT_FALSE(row.is_plain);
  expect_computed(row);
  for (const forms::Priced& one : priced.create_many({values("many", 11), values("more", 12)}))
    expect_computed(one);

  forms::Priced whole = row;
  whole.id = 100;
  whole.name = "whole";
  whole.quantity = 20;
  whole.note = "four";
  priced.insert(whole);
  EXPECT_TRUE(whole.is_plain);
  expect_computed(whole);
  std::vector<forms::Priced> rows{row, row};
  for (forms::Priced& one : rows) {
    one.id = 300 - one.id - static_cast<std::int64_t>(&one - rows.data());  // descending
    one.name = "row " + std::to_string(one.id);
    one.quantity = static_cast<std::int32_t>(one.id);
  }
  priced.insert_many(rows);
  for (const forms::Priced& one : rows) expect_computed(one);
  EXPECT_EQ(rows[0].total, Decimal{"3737.50"});
  EXPECT_GT(priced.create(values("after", 1)).id, 299);

  row = priced.update(row.id, {.quantity = 30, .note = ""});
  EXPECT_EQ(row.note_length, 0);
  expect_computed(row);
  row.quantity = 5;
  row.note.reset();
  row.sent = Date::of(9999, 12, 1);
  row.total = Decimal{"1"};  // is not sent
  priced.save(row);
  expect_computed(row);
  row.id = 12345;
  EXPECT_EQ(error_of([&] { priced.save(row); }).kind(), ErrorKind::not_found);
}

TEST_P(ComputedTest, FiltersOrdersAndKeysOverIt) {
  for (int quantity = 8; quantity <= 13; ++quantity)
    priced.create(values("N" + std::to_string(quantity), quantity));
  using Table = forms::PricedTable;
  EXPECT_EQ(priced.count(Table::total > Decimal{"125.00"}), 3);
  EXPECT_EQ(priced.count(Table::is_bulk == true && Table::shade == forms::Shade::dark), 3);
  EXPECT_EQ(priced.count(Table::note_length.is_null()), 6);
  EXPECT_EQ(priced.find_by_folded("n9")->quantity, 9);
  EXPECT_FALSE(priced.find_by_folded("N9"));
  EXPECT_EQ(priced.find_by_quantity_and_folded(13, "n13")->name, "N13");
  EXPECT_EQ(priced.list_by_is_bulk(true).front().quantity, 13);
  const auto page = priced.list({.order = {Table::total.desc()}, .limit = 4});
  EXPECT_EQ(page.items.back().quantity, 10);
  const auto rest = priced.list({.order = {Table::total.desc()}, .limit = 4, .after = page.next});
  EXPECT_EQ(rest.items.size(), 2U);
  EXPECT_EQ(rest.items.front().quantity, 9);
  const Error error = error_of([&] { priced.create(values("n9", 1)); });
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
}

TEST_P(ComputedTest, WhatCannotBeStoredIsRefused) {
  // Nobody writes it, and NULL is no value of a required one.
  EXPECT_THROW(execute("insert into priced (name, price, sent, total) values ('a', 1, null, 2)"),
               Error);
  if (!is_postgresql()) return;  // SQLite keeps no length
  const Error too_long = error_of([&] { priced.create(values(std::string(300, 'x'), 1)); });
  EXPECT_EQ(too_long.kind(), ErrorKind::bad_value);
}

TEST_P(ComputedTest, InJsonItGoesOutAndNeverIn) {
  const std::string out = to_json(to_read(priced.create(values("Ü", 2))));
  EXPECT_NE(out.find("\"total\":\"25.00\""), std::string::npos) << out;
  EXPECT_NE(out.find("\"note_length\":null"), std::string::npos) << out;
  EXPECT_EQ(out.find("is_plain"), std::string::npos) << out;
  Violations violations;
  EXPECT_FALSE(forms::priced_create_from_json(
      R"({"name": "a", "price": "1.00", "sent": "2026-11-21", "total": "1.00"})", violations));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].type, "extra_forbidden");
}

TEST_P(ComputedTest, BesideClocksAndAKeyThatCppMakes) {
  forms::LabelRepository labels{session};
  forms::Label label = labels.create({.text = "abc"});
  EXPECT_EQ(label.size, 3);
  EXPECT_EQ(label.loud, "ABC!");
  EXPECT_EQ(label.kind, "none");
  const std::vector<forms::Label> many = labels.create_many({{.text = ""}, {.text = "x"}});
  EXPECT_EQ(many[0].loud, "!");
  EXPECT_EQ(many[1].loud, "X!");
  label.text = "longer";
  labels.save(label);
  EXPECT_EQ(label.size, 6);
  EXPECT_EQ(label.edition, 2);
  forms::Label stale = label;
  stale.edition = 1;
  EXPECT_EQ(error_of([&] { labels.save(stale); }).kind(), ErrorKind::stale_write);
  EXPECT_EQ(labels.get(label.id).loud, "LONGER!");
  EXPECT_EQ(labels.get(label.id).updated_at, label.updated_at);
  EXPECT_EQ(labels.update(label.id, {.text = "s"}).size, 1);
  EXPECT_EQ(labels.count(forms::LabelTable::loud == "S!"), 1);
}

TENON_ON_BOTH(ComputedTest);

}  // namespace
}  // namespace tenon::test
