// `upsert`: the row that has the same key becomes what the Create says, and comes back whole.
#include "account_repository.hpp"
#include "database/on_both.hpp"
#include "member_repository.hpp"
#include "quota_repository.hpp"
#include "singer_repository.hpp"
#include "ticket_repository.hpp"
#include "topic_repository.hpp"
#include "typed_repository.hpp"

namespace tenon::test {
namespace {

std::string last_upsert;

void hear_upsert(std::string_view sql) { last_upsert = sql; }

Timestamp first_clock() { return Timestamp{1'000'000}; }
Timestamp second_clock() { return Timestamp{43'200'000'000}; }

class UpsertTest : public OnBoth {
 protected:
  UpsertTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    session.set_clock(first_clock);
  }

  EngineOptions options() {
    EngineOptions all;
    all.on_statement = hear_upsert;
    return all;
  }

  Engine listened{database.url(), options()};
  Session session{listened.session()};
  forms::MemberRepository members{session};
  forms::TicketRepository tickets{session};
};

TEST_P(UpsertTest, ANewRowIsInsertedAndTheSameKeyChangesIt) {
  const forms::Member ada = members.upsert_by_email({.email = "ada@example.org", .team = "red"});
  EXPECT_EQ(ada.version, 1);
  EXPECT_EQ(ada.created_at, first_clock());
  session.set_clock(second_clock);
  const forms::Member same = members.upsert_by_email({.email = "ada@example.org", .team = "blue"});
  EXPECT_EQ(same.id, ada.id);
  EXPECT_EQ(same.team, "blue");
  EXPECT_EQ(same.version, 2);
  EXPECT_EQ(same.created_at, first_clock());
  EXPECT_EQ(same.updated_at, second_clock());
  const forms::Member stored = members.get(ada.id);
  EXPECT_EQ(stored.team, "blue");
  EXPECT_EQ(stored.version, 2);
  EXPECT_EQ(stored.updated_at, second_clock());
  EXPECT_EQ(members.count(), 1);
  EXPECT_NE(members.upsert_by_email({.email = "bob@example.org", .team = "red"}).id, ada.id);
  session.commit();
}

TEST_P(UpsertTest, ItIsOneStatementOfValuesThatAreBound) {
  const std::int64_t before = session.statement_count();
  members.upsert_by_email({.email = "ada@example.org", .team = "red"});
  EXPECT_EQ(session.statement_count(), before + 1);
  EXPECT_EQ(last_upsert,
            "\ninsert into \"members\" (\"created_at\", \"updated_at\", \"email\", \"team\", "
            "\"version\")\nvalues ($1, $2, $3, $4, $5)\non conflict (\"email\") where "
            "\"deleted_at\" is null\ndo update set \"updated_at\" = excluded.\"updated_at\", "
            "\"team\" = excluded.\"team\", \"version\" = \"members\".\"version\" + 1\n"
            "returning \"created_at\", \"updated_at\", \"id\", \"email\", \"team\", "
            "\"deleted_at\", \"version\"");
}

TEST_P(UpsertTest, ARemovedRowIsNotMetByItsUniqueFields) {
  const forms::Member ada = members.create({.email = "ada@example.org", .team = "red"});
  members.remove(ada.id);
  const forms::Member again = members.upsert_by_email({.email = "ada@example.org", .team = "blue"});
  EXPECT_NE(again.id, ada.id);
  EXPECT_EQ(again.version, 1);
  EXPECT_EQ(members.list({.removed = Removed::included}).items.size(), 2U);
}

TEST_P(UpsertTest, ByItsKeyARemovedRowIsThereAgain) {
  const forms::Member ada = members.create({.email = "ada@example.org", .team = "red"});
  const forms::Member bob = members.create({.email = "bob@example.org", .team = "red"});
  tickets.upsert({.event = "gala", .seat = 7, .holder_id = ada.id});
  forms::Ticket ticket = tickets.upsert({.event = "gala", .seat = 7, .holder_id = bob.id});
  EXPECT_EQ(ticket.holder_id, bob.id);
  EXPECT_EQ(tickets.upsert({.event = "gala", .seat = 8, .holder_id = bob.id}).seat, 8);
  EXPECT_EQ(tickets.count(), 2);
  tickets.remove("gala", 7);
  ticket = tickets.upsert({.event = "gala", .seat = 7, .holder_id = ada.id});
  EXPECT_EQ(ticket.void_since, std::nullopt);
  EXPECT_EQ(tickets.get("gala", 7).holder_id, ada.id);
  // So by fields that its key is among.
  tickets.remove("gala", 7);
  ticket = tickets.upsert_by_event_and_seat_and_holder_id(
      {.event = "gala", .seat = 7, .holder_id = ada.id});
  EXPECT_EQ(ticket.void_since, std::nullopt);
  EXPECT_TRUE(tickets.find_by_event_and_seat_and_holder_id("gala", 7, ada.id));
}

TEST_P(UpsertTest, ADefaultOfTheDatabaseIsForNewRowsAlone) {
  forms::AccountRepository accounts{session};
  const auto values = [](std::optional<std::string> nick, std::int16_t rank) {
    return forms::AccountCreate{.email = "ada@example.org",
                                .name = "Ada",
                                .password_hash = "h",
                                .born = Date{0},
                                .nick = std::move(nick),
                                .rank = rank};
  };
  EXPECT_EQ(accounts.upsert_by_email(values(std::nullopt, 1)).nick, "nobody");
  EXPECT_EQ(accounts.upsert_by_email(values("ada", 2)).nick, "ada");
  const forms::Account kept = accounts.upsert_by_rank(values(std::nullopt, 2));
  EXPECT_EQ(kept.nick, "ada");
  EXPECT_EQ(kept.rank, 2);
  EXPECT_EQ(accounts.upsert_by_name_and_born(values("x", 3)).rank, 3);
  EXPECT_EQ(accounts.count(), 1);
}

TEST_P(UpsertTest, AnotherKeyThatIsTakenIsAnError) {
  forms::AccountRepository accounts{session};
  const auto values = [](const char* email, const char* name, std::int16_t rank) {
    return forms::AccountCreate{
        .email = email, .name = name, .password_hash = "h", .born = Date{rank}, .rank = rank};
  };
  accounts.upsert_by_email(values("ada@example.org", "Ada", 1));
  accounts.upsert_by_email(values("bob@example.org", "Bob", 2));
  const Error error =
      error_of([&] { accounts.upsert_by_email(values("ada@example.org", "Ada", 2)); });
  EXPECT_EQ(error.kind(), ErrorKind::constraint_violated);
}

TEST_P(UpsertTest, ARowThatIsAllKeyStaysAsItIs) {
  forms::TopicRepository topics{session};
  const forms::Topic art = topics.upsert_by_name({.name = "art"});
  EXPECT_EQ(topics.upsert_by_name({.name = "art"}).id, art.id);
  EXPECT_EQ(topics.upsert_by_name({.name = "chess"}).name, "chess");
  EXPECT_EQ(topics.count(), 2);
}

TEST_P(UpsertTest, AVersionCountsByTheKeyToo) {
  forms::QuotaRepository quotas{session};
  EXPECT_EQ(quotas.upsert({.owner = "a", .resource = "b", .available = 1}).changes, 1);
  const forms::Quota quota = quotas.upsert({.owner = "a", .resource = "b", .available = 2});
  EXPECT_EQ(quota.changes, 2);
  EXPECT_EQ(quota.available, 2);
}

TEST_P(UpsertTest, CollationsDecideWhichTextsAreTheSame) {
  forms::SingerRepository singers{session};
  const forms::Singer ada = singers.upsert_by_code({.code = "a", .name = "Ada"});
  const forms::Singer same = singers.upsert_by_code({.code = "a", .name = "ADA"});
  EXPECT_EQ(same.id, ada.id);
  EXPECT_EQ(same.folded, "ada");  // computed anew
  // NULL is like nothing, so this is another row each time.
  singers.upsert_by_handle({.code = "b", .name = "B"});
  singers.upsert_by_handle({.code = "c", .name = "C"});
  EXPECT_EQ(singers.count(), 3);
  singers.upsert_by_handle({.code = "d", .name = "D", .handle = "Dee"});
  const auto dee = [&] { singers.upsert_by_handle({.code = "e", .name = "E", .handle = "DEE"}); };
  dee();
  EXPECT_EQ(singers.count(), is_postgresql() ? 5 : 4);
}

TEST_P(UpsertTest, TypesOfTheServerMeetByTheirOwnEquality) {
  forms::TypedRepository typed{session};
  const auto values = [](const char* code, const char* address, Decimal price) {
    return forms::TypedCreate{
        .code = code, .address = address, .price = std::move(price), .at = second_clock()};
  };
  const forms::Typed made = typed.upsert_by_address(values("ab", "10.0.0.1", Decimal{"1234.50"}));
  const forms::Typed same = typed.upsert_by_address(values("cd", "10.0.0.1", Decimal{"0.01"}));
  EXPECT_EQ(same.id, made.id);
  EXPECT_EQ(same.code, "cd");
  EXPECT_EQ(same.price, Decimal{"0.01"});  // scaled on SQLite
  EXPECT_EQ(same.words, made.words);
  EXPECT_EQ(typed.upsert_by_code(values("cd", "::1", Decimal{"2"})).address, "::1");
  EXPECT_EQ(typed.count(), 1);
}

TENON_ON_BOTH(UpsertTest);

}  // namespace
}  // namespace tenon::test
