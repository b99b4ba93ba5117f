// `bulk_load`: rows of any range into a table, all of them or none. That every type arrives is
// looked at beside the other ways to write, with the types.
#include <algorithm>
#include <functional>
#include <stdexcept>

#include "account_repository.hpp"
#include "database/on_both.hpp"
#include "marker_repository.hpp"
#include "member_repository.hpp"
#include "quota_repository.hpp"
#include "ticket_repository.hpp"
#include "topic_repository.hpp"
#include "typed_repository.hpp"

namespace tenon::test {
namespace {

Timestamp load_clock() { return Timestamp{1'000'000}; }

forms::TopicCreate topic_of(std::int64_t number) {
  return {.name = "topic " + std::to_string(number)};
}

/// A range that can be walked once, and makes its values as it is walked: what a generator is.
class Counted {
 public:
  explicit Counted(std::int64_t size) : size_(size) {}
  /// Before this row.
  Counted& call_at(std::int64_t row, std::function<void()> call) {
    call_at_ = row;
    call_ = std::move(call);
    return *this;
  }
  struct End {};
  class Iterator {
   public:
    explicit Iterator(Counted& all) : all_(all) {}
    forms::TopicCreate operator*() const {
      if (all_.at_ == all_.call_at_) all_.call_();
      return topic_of(all_.at_);
    }
    Iterator& operator++() {
      ++all_.at_;
      return *this;
    }
    bool operator!=(End) const { return all_.at_ < all_.size_; }

   private:
    Counted& all_;
  };
  Iterator begin() { return Iterator{*this}; }
  End end() { return {}; }

 private:
  std::int64_t at_ = 0;
  std::int64_t size_;
  std::int64_t call_at_ = -1;
  std::function<void()> call_;
};

class BulkLoadTest : public OnBoth {
 protected:
  BulkLoadTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    session.set_clock(load_clock);
  }

  Session session{engine.session()};
  forms::TopicRepository topics{session};
  forms::MemberRepository members{session};
  forms::AccountRepository accounts{session};
};

TEST_P(BulkLoadTest, RowsComeFromAnyRange) {
  EXPECT_EQ(topics.bulk_load(Counted{5'000}), 5'000);
  EXPECT_EQ(topics.get(1).name, "topic 0");
  EXPECT_EQ(topics.count(), 5'000);
  const std::vector<forms::TopicCreate> vector = {topic_of(5'000), topic_of(5'001)};
  EXPECT_EQ(topics.bulk_load(vector), 2);
  EXPECT_EQ(topics.bulk_load({topic_of(5'002)}), 1);
  EXPECT_EQ(topics.bulk_load(std::vector<forms::TopicCreate>{}), 0);
  EXPECT_EQ(topics.count(), 5'003);
  session.commit();
  EXPECT_EQ(topics.create(topic_of(7'000)).id, 5'004);  // the keys went on
}

TEST_P(BulkLoadTest, OneStatementLoadsThemAllWhereTheDatabaseHasOne) {
  const std::int64_t before = session.statement_count();
  topics.bulk_load(Counted{2'500});
  EXPECT_EQ(session.statement_count() - before, is_postgresql() ? 1 : 2'500);
}

TEST_P(BulkLoadTest, WhatTheRepositoryFillsIsFilled) {
  EXPECT_EQ(members.bulk_load({{.email = "ada@example.org", .team = "red"},
                               {.email = "bob@example.org", .team = "blue"}}),
            2);
  const forms::Member bob = members.find_by_email("bob@example.org").value();
  EXPECT_EQ(bob.version, 1);
  EXPECT_EQ(bob.created_at, load_clock());
  EXPECT_EQ(bob.team, "blue");
  EXPECT_FALSE(bob.deleted_at);
  forms::TicketRepository tickets{session};
  EXPECT_EQ(tickets.bulk_load({{.event = "gala", .seat = 7, .holder_id = bob.id}}), 1);
  EXPECT_EQ(tickets.get("gala", 7).holder_id, bob.id);
  forms::MarkerRepository markers{session};
  EXPECT_EQ(markers.bulk_load({{}, {}}), 2);
}

TEST_P(BulkLoadTest, EachRowMayLeaveADefaultToTheDatabase) {
  std::vector<forms::AccountCreate> rows;
  for (std::int16_t i = 0; i < 6; ++i) {
    const std::string name = "n" + std::to_string(i);
    rows.push_back({.email = name, .name = name, .password_hash = "h", .born = Date{i}, .rank = i});
    if (i == 2 || i == 5) rows.back().nick = name;
  }
  EXPECT_EQ(accounts.bulk_load(rows), 6);
  std::string nicks;
  for (const forms::Account& one : accounts.list().items) nicks += one.nick + " ";
  EXPECT_EQ(nicks, "nobody nobody n2 nobody nobody n5 ");
}

TEST_P(BulkLoadTest, AViolationIsToldAndNothingOfTheLoadStays) {
  topics.create(topic_of(3'000));
  const Error error = error_of([&] { topics.bulk_load(Counted{4'000}); });
  EXPECT_EQ(error.kind(), ErrorKind::constraint_violated);
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
  EXPECT_EQ(error.table(), "topics");
  EXPECT_EQ(topics.count(), 1);  // the transaction goes on
  EXPECT_EQ(topics.bulk_load(Counted{10}), 10);
  session.commit();
  EXPECT_EQ(topics.count(), 11);
  EXPECT_EQ(error_of([&] {
              accounts.bulk_load({{.email = "a",
                                   .name = "it's (nobody); --",
                                   .password_hash = "h",
                                   .born = Date{0},
                                   .rank = 31'000}});
            }).constraint_kind(),
            ConstraintKind::check);
}

TEST_P(BulkLoadTest, WhatTheRangeThrowsComesOutAndNothingStays) {
  topics.create(topic_of(-1));
  for (const std::int64_t at : {0, 7, 2'500}) {
    Counted rows{4'000};
    rows.call_at(at, [] { throw std::runtime_error("no more of it"); });
    EXPECT_THROW(topics.bulk_load(rows), std::runtime_error);
    EXPECT_EQ(topics.count(), 1);
  }
  // Who reads with the same session while rows are on their way is told so.
  Counted reads{5};
  reads.call_at(3, [&] { topics.count(); });
  EXPECT_EQ(error_of([&] { topics.bulk_load(reads); }).kind(), ErrorKind::misuse);
  EXPECT_EQ(topics.count(), 1);
}

TEST_P(BulkLoadTest, AValueThatNoColumnHoldsIsRefused) {
  const Error error = error_of([&] {
    topics.bulk_load({topic_of(1), {.name = std::string{"a\0b", 3}}, topic_of(2)});
  });
  EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  EXPECT_EQ(topics.count(), 0);
}

TEST_P(BulkLoadTest, TypesThatOnlyTheServerConvertsGoAnotherWay) {
  forms::TypedRepository typed{session};
  std::vector<forms::TypedCreate> rows;
  for (int i = 0; i < 1'500; ++i)
    rows.push_back({.code = std::to_string(i),
                    .address = "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250),
                    .price = Decimal{"1234.50"},
                    .at = load_clock()});
  rows[7].page = "<a>é</a>";
  rows[7].real = 0.1;
  EXPECT_EQ(typed.bulk_load(rows), 1'500);
  const forms::Typed seven = typed.find_by_address("10.0.0.7").value();
  EXPECT_EQ(seven.page, "<a>é</a>");
  EXPECT_EQ(seven.real, 0.1);
  EXPECT_EQ(seven.price, Decimal{"1234.50"});
  EXPECT_EQ(typed.find_by_address("10.0.5.249")->small, 7);
  rows.erase(rows.begin() + 1'200, rows.end());
  for (forms::TypedCreate& one : rows) one.address = "11" + one.address.value().substr(2);
  for (int i = 0; i < 1'200; ++i) rows[i].code = "x" + std::to_string(i);
  rows[1'100].address = "no address";
  if (is_postgresql()) {
    EXPECT_EQ(error_of([&] { typed.bulk_load(rows); }).kind(), ErrorKind::bad_value);
    EXPECT_EQ(typed.count(), 1'500);  // also what was sent before it
  }
}

TENON_ON_BOTH(BulkLoadTest);

}  // namespace
}  // namespace tenon::test
