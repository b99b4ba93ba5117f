// Views, on both databases: values of every kind through them, a view over a view, keys and none.
#include <tenon/json.hpp>

#include "account_repository.hpp"
#include "database/on_both.hpp"
#include "label_repository.hpp"
#include "priced_repository.hpp"
#include "view_bulk_json.hpp"
#include "view_bulk_repository.hpp"
#include "view_label_repository.hpp"
#include "view_mixed_json.hpp"
#include "view_mixed_repository.hpp"
#include "view_names_repository.hpp"
#include "view_sums_repository.hpp"
#include "view_theirs_repository.hpp"
#include "work_order_repository.hpp"

namespace tenon::test {
namespace {

class ViewTest : public OnBoth {
 protected:
  ViewTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    forms::PricedRepository priced{session};
    for (int quantity = 9; quantity <= 15; ++quantity) {
      forms::PricedCreate values{.name = "N" + std::to_string(quantity),
                                 .price = Decimal{"0.50"},
                                 .quantity = quantity,
                                 .sent = Date::of(2026, 11, 21)};
      if (quantity == 12) values.note = "a dozen";
      priced.create(values);
    }
  }
  Session session = engine.session();
};

TEST_P(ViewTest, RowsByKeyAndPages) {
  forms::ViewBulkRepository bulk{session};
  EXPECT_EQ(bulk.count(), 5);
  EXPECT_TRUE(bulk.exists(forms::ViewBulkTable::name == "N12"));
  EXPECT_FALSE(bulk.find(1));
  const forms::ViewBulk row = bulk.get(4);
  EXPECT_EQ(row.name, "N12");
  EXPECT_EQ(row.note, "a dozen");
  EXPECT_EQ(row.total, Decimal{"6.00"});
  EXPECT_EQ(row.due, Date::of(2026, 12, 5));
  EXPECT_TRUE(row.is_bulk);
  EXPECT_EQ(row.shade, forms::Shade::dark);
  EXPECT_EQ(bulk.find_many({1, 3, 5}).size(), 2U);
  EXPECT_EQ(bulk.get(3).note, std::nullopt);
  std::vector<std::string> names;
  std::string after;
  do {
    const auto page =
        bulk.list({.order = {forms::ViewBulkTable::total.desc()}, .limit = 2, .after = after});
    for (const forms::ViewBulk& one : page.items) names.push_back(one.name);
    after = page.next;
  } while (!after.empty());
  EXPECT_EQ(names, (std::vector<std::string>{"N15", "N14", "N13", "N12", "N11"}));
  EXPECT_STREQ(error_of([&] { bulk.list({.lock = Lock::for_update}); }).what(),
               "rows of a view are locked in its tables");
  EXPECT_NE(to_json(to_read(row)).find("\"total\":\"6.00\""), std::string::npos);
}

TEST_P(ViewTest, AnAggregateOverAView) {
  forms::ViewSumsRepository sums{session};
  const auto page = sums.list({.limit = 1});
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.next, "");
  EXPECT_EQ(page.items[0].things, 5);
  EXPECT_EQ(page.items[0].total, Decimal{"32.50"});
  EXPECT_EQ(page.items[0].note, "a dozen");
  EXPECT_EQ(error_of([&] { sums.list({.after = "x"}); }).kind(), ErrorKind::bad_value);
  EXPECT_EQ(error_of([&] { sums.list({.lock = Lock::for_update}); }).kind(), ErrorKind::misuse);
}

TEST_P(ViewTest, TimesUuidsAndSchemas) {
  forms::LabelRepository labels{session};
  const forms::Label label = labels.create({.text = "ü"});
  const forms::ViewLabel seen = forms::ViewLabelRepository{session}.get(label.id);
  EXPECT_EQ(seen.created_at, label.created_at);
  EXPECT_EQ(seen.loud, label.loud);
  EXPECT_GE(seen.year, 2020);
  forms::AccountRepository accounts{session};
  accounts.create({.email = "ada@example.org",
                   .name = "Ada",
                   .password_hash = "x",
                   .born = Date::of(1815, 12, 10),
                   .rank = 1});
  EXPECT_EQ(forms::ViewNamesRepository{session}.get("Ada", Date::of(1815, 12, 10)).accounts, 1);
}

TEST_P(ViewTest, ValuesOfManyTypes) {
  const forms::Label label = forms::LabelRepository{session}.create({.text = "x"});
  const forms::WorkOrder order =
      forms::WorkOrderRepository{session}.create({.promised = forms::WorkOrderUrgency::soon});
  const forms::ViewMixed row = forms::ViewMixedRepository{session}.get(order.id);
  EXPECT_EQ(row.created_at, label.created_at);
  EXPECT_EQ(row.urgency, forms::WorkOrderUrgency::soon);
  EXPECT_EQ(row.promised, forms::WorkOrderUrgency::soon);
  EXPECT_EQ(row.codes, (std::vector<std::int32_t>{1, -2}));
  EXPECT_EQ(row.notes.text, R"({"a":[1]})");
  EXPECT_EQ(row.opens, *parse_time("10:15:00"));
  EXPECT_EQ(row.waits, *parse_interval("P1DT2H"));
  EXPECT_EQ(row.seal, (Bytes{std::byte{0}, std::byte{255}}));
  EXPECT_EQ(row.host, "10.0.0.1");
  EXPECT_EQ(row.position.latitude, 1.5);
  EXPECT_EQ(row.position.height, std::nullopt);
  EXPECT_NE(to_json(to_read(row)).find(R"("position":{"latitude":1.5,"longitude":2)"),
            std::string::npos);
  forms::ViewMixedRepository mixed{session};
  EXPECT_EQ(mixed.count(forms::ViewMixedTable::urgency == forms::WorkOrderUrgency::soon), 1);
  EXPECT_EQ(mixed.count(forms::ViewMixedTable::codes.contains(-2)), 1);
  EXPECT_EQ(mixed.count(forms::ViewMixedTable::host == "10.0.0.1"), 1);
}

TEST_P(ViewTest, SomebodyElsesView) {
  session.commit();
  execute("create view their_names as select name from priced where quantity = 9");
  EXPECT_EQ(forms::ViewTheirsRepository{session}.list().items.front().name, "N9");
}

TENON_ON_BOTH(ViewTest);

}  // namespace
}  // namespace tenon::test
