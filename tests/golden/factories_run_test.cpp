// Every factory of the models that try everything: what it makes breaks no rule and goes into both
// databases, a hundred times over.
#include <gtest/gtest.h>

#include <tenon/testing.hpp>
#include <tenon/violations.hpp>

#include "absence_day_factory.hpp"
#include "absence_factory.hpp"
#include "account_factory.hpp"
#include "book_factory.hpp"
#include "book_topic_factory.hpp"
#include "country_factory.hpp"
#include "create_all.hpp"
#include "customer_factory.hpp"
#include "document_factory.hpp"
#include "holder_factory.hpp"
#include "knows_factory.hpp"
#include "label_factory.hpp"
#include "link_factory.hpp"
#include "link_via_factory.hpp"
#include "marker_factory.hpp"
#include "member_factory.hpp"
#include "passport_factory.hpp"
#include "person_factory.hpp"
#include "person_repository.hpp"
#include "priced_factory.hpp"
#include "profile_factory.hpp"
#include "quota_factory.hpp"
#include "ruled_factory.hpp"
#include "sample_factory.hpp"
#include "seat_factory.hpp"
#include "setting_factory.hpp"
#include "shelf_factory.hpp"
#include "singer_factory.hpp"
#include "support/postgres_server.hpp"
#include "tally_factory.hpp"
#include "ticket_factory.hpp"
#include "topic_factory.hpp"
#include "typed_factory.hpp"
#include "visitor_factory.hpp"
#include "voucher_factory.hpp"
#include "wallet_factory.hpp"
#include "work_order_factory.hpp"

namespace forms {
namespace {

class Factories : public tenon::DatabaseTest, public testing::WithParamInterface<tenon::Dialect> {
 protected:
  Factories()
      : DatabaseTest{create_all, GetParam() == tenon::Dialect::sqlite
                                     ? "sqlite://"
                                     : tenon::test::postgres_server_url()} {}

  template <class Factory>
  void make(const Factory& factory) {
    for (int n = 0; n < 100; ++n) {
      EXPECT_TRUE(validate(factory.build()).empty()) << validate(factory.build()).to_json();
      if constexpr (requires { factory.build(session()); }) {
        EXPECT_TRUE(validate(factory.build(session())).empty());
      }
    }
    for (int n = 0; n < 5; ++n) factory.create(session());
    EXPECT_EQ(factory.create_many(session(), 100).size(), 100U);
    session().commit();
  }
};

INSTANTIATE_TEST_SUITE_P(, Factories,
                         testing::Values(tenon::Dialect::sqlite, tenon::Dialect::postgresql),
                         [](const auto& given) {
                           return given.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

TEST_P(Factories, MakeRowsThatBreakNoRule) {
  make(AbsenceFactory{});
  make(AbsenceDayFactory{});
  make(AccountFactory{});
  make(BookFactory{});
  make(BookTopicFactory{});
  make(CountryFactory{});
  make(CustomerFactory{});
  make(DocumentFactory{});
  make(HolderFactory{});
  make(KnowsFactory{});
  make(LabelFactory{});
  make(LinkFactory{});
  make(MarkerFactory{});
  make(MemberFactory{});
  make(PassportFactory{});
  make(PersonFactory{});
}

TEST_P(Factories, MakeRowsOfEveryTypeAndRule) {
  make(PricedFactory{});
  make(ProfileFactory{});
  make(QuotaFactory{});
  make(RuledFactory{});
  make(SampleFactory{});
  make(SeatFactory{});
  make(SettingFactory{});
  make(ShelfFactory{});
  make(SingerFactory{});
  make(TallyFactory{});
  make(TicketFactory{});
  make(TopicFactory{});
  make(TypedFactory{});
  make(VisitorFactory{});
  make(VoucherFactory{Grade::middle});
  make(WalletFactory{});
  make(WorkOrderFactory{});
}

// Two references over the same fields that name unlike rows: only the caller knows one for both.
TEST_P(Factories, TakeAsArgumentsWhatNobodyCanMakeUp) {
  const Account account = AccountFactory{}.create(session());
  const Link link = LinkFactory{}.from(account).to_id(account.id).create(session());
  for (int n = 0; n < 10; ++n) LinkViaFactory{link.from_id, link.to_id}.create(session());
}

TEST_P(Factories, WhatIsSetStays) {
  const Person ada = PersonFactory{}.name("Ada").create(session());
  EXPECT_EQ(ada.name, "Ada");
  const Book book = BookFactory{}.author(ada).title("Notes").create(session());
  EXPECT_EQ(book.author_id, ada.id);
  EXPECT_EQ(book.title, "Notes");
  EXPECT_NE(PersonFactory{}.create(session()).name, PersonFactory{}.create(session()).name);
  EXPECT_EQ(statements_of([&] { BookFactory{}.author(ada).create_many(session(), 3); }),
            GetParam() == tenon::Dialect::sqlite ? 3 : 1);
}

TEST_P(Factories, GiveWhatIsLoadedAtOnce) {
  PersonRepository persons{session()};
  std::vector<PersonCreate> creates;
  for (int n = 0; n < 10; ++n) creates.push_back(PersonFactory{}.build());
  EXPECT_EQ(persons.bulk_load(creates), 10);
  session().commit();
  std::size_t seen = 0;
  persons.stream({}, [&](const Person&) { ++seen; });
  EXPECT_EQ(seen, 10U);
}

// The same names whatever ran before.
TEST_P(Factories, NumbersBeginAnewWithEachTest) {
  EXPECT_EQ(PersonFactory{}.create(session()).name, "name 1");
}

}  // namespace
}  // namespace forms
