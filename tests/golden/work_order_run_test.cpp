// Columns of types that a database has of its own: enum types, there and back on every path, in
// filters, lists and orders.
#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "work_order_json.hpp"
#include "work_order_repository.hpp"

namespace tenon::test {
namespace {

using forms::WorkOrder;
using forms::WorkOrderChannel;
using forms::WorkOrderTable;
using forms::WorkOrderUrgency;

constexpr WorkOrderUrgency urgencies[] = {WorkOrderUrgency::whenever, WorkOrderUrgency::soon,
                                          WorkOrderUrgency::now};

class WorkOrders : public OnBoth {
 protected:
  WorkOrders() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  /// Three of each urgency, mixed.
  void fill() {
    for (int i = 0; i < 9; ++i) {
      const WorkOrderUrgency urgency = urgencies[(i * 2) % 3];
      orders.create(
          {.urgency = urgency, .promised = i % 2 == 0 ? std::optional{urgency} : std::nullopt});
    }
  }

  Session session{engine.session()};
  forms::WorkOrderRepository orders{session};
};

TEST_P(WorkOrders, NativeEnumsThereAndBackThroughEveryPath) {
  for (const WorkOrderUrgency urgency : urgencies) {
    SCOPED_TRACE(to_text(urgency));
    const auto expect = [&](const WorkOrder& order) {
      EXPECT_EQ(order.urgency, urgency);
      EXPECT_EQ(order.promised, urgency);
    };
    const WorkOrder made = orders.create({.urgency = urgency, .promised = urgency});
    expect(orders.get(made.id));
    for (const WorkOrder& one : orders.create_many({{.urgency = urgency, .promised = urgency},
                                                    {.urgency = urgency, .promised = urgency}}))
      expect(orders.get(one.id));
    WorkOrder whole = made;
    whole.id = made.id + 100;
    orders.insert(whole);
    expect(orders.get(whole.id));
    ++whole.id;
    orders.insert_many({whole});
    expect(orders.get(whole.id));
    const std::int64_t other = orders.create({}).id;
    EXPECT_EQ(orders.get(other).urgency, WorkOrderUrgency::soon);
    EXPECT_EQ(orders.get(other).promised, std::nullopt);
    expect(orders.update(other, {.urgency = urgency, .promised = urgency}));
    EXPECT_EQ(orders.update(other, {.promised = std::nullopt}).promised, std::nullopt);
    whole.id = other;
    orders.save(whole);
    expect(orders.get(other));
    Violations violations;
    std::string text = to_json(to_read(whole));
    text.erase(1, text.find(','));
    const auto read = forms::work_order_create_from_json(text, violations);
    ASSERT_TRUE(read) << violations.to_json() << text;
    expect(orders.create(*read));
  }
  session.commit();
  execute("insert into work_orders (channel) values ('mail')");
  EXPECT_EQ(orders.list({.order = {WorkOrderTable::id.desc()}, .limit = 1}).items[0].urgency,
            WorkOrderUrgency::soon);
}

TEST_P(WorkOrders, FiltersOfNativeEnums) {
  fill();
  using T = WorkOrderTable;
  for (const WorkOrderUrgency urgency : urgencies) {
    EXPECT_EQ(orders.count(T::urgency == urgency), 3);
    EXPECT_EQ(orders.count(T::urgency != urgency), 6);
    EXPECT_EQ(orders.list_by_urgency(urgency).size(), 3U);
    EXPECT_EQ(orders.count(T::urgency.in({urgency})), 3);
  }
  EXPECT_EQ(orders.count(T::urgency.in({WorkOrderUrgency::soon, WorkOrderUrgency::now})), 6);
  EXPECT_EQ(orders.count(T::urgency.in({})), 0);
  EXPECT_EQ(orders.count(T::promised.is_null()), 4);
  EXPECT_EQ(orders.count(T::channel.in({WorkOrderChannel::phone, WorkOrderChannel::mail})), 9);
  EXPECT_EQ(
      orders.count(T::urgency == WorkOrderUrgency::now && T::channel == WorkOrderChannel::phone),
      3);
  // An enum type has the order of its values, text that of its letters.
  EXPECT_EQ(orders.count(T::urgency < WorkOrderUrgency::soon), 3);
  EXPECT_EQ(orders.count(T::urgency >= WorkOrderUrgency::now), is_postgresql() ? 3 : 9);
}

TEST_P(WorkOrders, PagesInTheOrderOfANativeEnum) {
  fill();
  using T = WorkOrderTable;
  const Orders all[] = {{T::urgency.asc()},
                        {T::urgency.desc()},
                        {T::promised.asc(), T::urgency.desc()},
                        {T::promised.desc()}};
  for (const Orders& order : all) {
    const std::vector<WorkOrder> whole = orders.list({.order = order, .limit = 100}).items;
    ASSERT_EQ(whole.size(), 9U);
    std::vector<std::int64_t> paged;
    std::string after;
    do {
      const Page<WorkOrder> page = orders.list({.order = order, .limit = 2, .after = after});
      for (const WorkOrder& one : page.items) paged.push_back(one.id);
      after = page.next;
    } while (!after.empty());
    ASSERT_EQ(paged.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(paged[i], whole[i].id) << i;
  }
  const WorkOrder first = orders.list({.order = {T::urgency.asc()}, .limit = 1}).items[0];
  EXPECT_EQ(first.urgency, is_postgresql() ? WorkOrderUrgency::whenever : WorkOrderUrgency::now);
}

TEST_P(WorkOrders, TextThatIsNoValueIsRefused) {
  orders.create({});
  session.commit();
  EXPECT_THROW(execute("update work_orders set urgency = 'later'"), Error);
  if (!is_postgresql()) return;
  // A value that this program does not know.
  execute("alter type work_order_urgency add value 'never'");
  execute("update work_orders set urgency = 'never'");
  EXPECT_EQ(error_of([&] { orders.list(); }).kind(), ErrorKind::bad_value);
}

// What a cast makes.
TEST_P(WorkOrders, AValueOfNoEnumeratorIsToldAndNeverStored) {
  constexpr auto none = static_cast<WorkOrderUrgency>(99);
  const auto enum_at = [](const std::string& field) {
    return R"({"loc":[")" + field +
           R"("],"type":"enum","msg":"Input should be 'whenever', 'quite \"soon\"' or 'it's, \\now'",)"
           R"("ctx":{"expected":"'whenever', 'quite \"soon\"' or 'it's, \\now'"}})";
  };
  EXPECT_EQ(validate(forms::WorkOrderCreate{.urgency = none, .promised = none}).to_json(),
            "[" + enum_at("urgency") + "," + enum_at("promised") + "]");
  EXPECT_EQ(validate(forms::WorkOrderUpdate{.promised = none}).to_json(),
            "[" + enum_at("promised") + "]");
  EXPECT_TRUE(validate(forms::WorkOrderUpdate{.promised = std::nullopt}).empty());
  const WorkOrder made = orders.create({});
  session.commit();
  WorkOrder whole = made;
  whole.urgency = none;
  const auto refuses = [&](const auto& write) {
    const Error error = error_of(write);
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    EXPECT_STREQ(error.what(), "no enumerator of forms::WorkOrderUrgency has this value");
    session.rollback();
  };
  refuses([&] { orders.create({.urgency = none}); });
  refuses([&] { orders.create_many({{}, {.promised = none}}); });
  refuses([&] { orders.bulk_load({{.promised = none}}); });
  refuses([&] { orders.insert_many({whole}); });
  refuses([&] { orders.update(made.id, {.promised = none}); });
  refuses([&] { orders.save(whole); });
  refuses([&] { orders.count(WorkOrderTable::urgency == none); });
  EXPECT_EQ(orders.count(), 1);
  EXPECT_EQ(orders.get(made.id).urgency, made.urgency);
}

TENON_ON_BOTH(WorkOrders);

}  // namespace
}  // namespace tenon::test
