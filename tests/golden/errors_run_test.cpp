// Errors of constraints in the words of the model, on both databases: which entity, which fields,
// under which names in JSON, and nothing where that is not certain.
#include <map>
#include <string>

#include <gmock/gmock.h>

#include <tenon/http.hpp>
#include <tenon/violations.hpp>

#include "account_repository.hpp"
#include "customer_repository.hpp"
#include "database/on_both.hpp"
#include "document_repository.hpp"
#include "holder_repository.hpp"
#include "link_repository.hpp"
#include "member_repository.hpp"
#include "person_repository.hpp"
#include "role_text.hpp"
#include "seat_repository.hpp"
#include "topic_repository.hpp"
#include "visitor_repository.hpp"
#include "voucher_repository.hpp"

namespace tenon::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ErrorsTest : public OnBoth {
 protected:
  ErrorsTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  /// What it throws, all of the transaction undone.
  template <class Violation, class Call>
  Violation violation(Call call) {
    try {
      call();
    } catch (const Violation& error) {
      const Violation copy = error;
      session.rollback();
      return copy;
    }
    throw std::runtime_error("nothing was thrown");
  }

  static forms::AccountCreate account(std::string email, std::string name = "Ada") {
    return {.email = email,
            .name = name,
            .password_hash = "h",
            .born = *parse_date("1990-01-01"),
            .rank = static_cast<std::int16_t>(email.size())};
  }

  Session session{engine.session()};
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  forms::MemberRepository members{session};
};

TEST_P(ErrorsTest, AUniqueKeyOfOneField) {
  forms::TopicRepository topics{session};
  topics.create({.name = "C++"});
  forms::Topic other = topics.create({.name = "SQL"});
  session.commit();
  const auto expect = [](const UniqueViolation& error) {
    EXPECT_EQ(error.kind(), ErrorKind::constraint_violated);
    EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
    EXPECT_EQ(error.entity(), "Topic");
    EXPECT_EQ(error.table(), "topics");
    EXPECT_EQ(error.constraint(), "topics_name_key");
    EXPECT_THAT(error.fields(), ElementsAre("name"));
    EXPECT_THAT(error.json_fields(), ElementsAre("name"));
  };
  other.name = "C++";
  expect(violation<UniqueViolation>([&] { topics.create({.name = "C++"}); }));
  expect(violation<UniqueViolation>([&] { topics.create_many({{.name = "a"}, {.name = "C++"}}); }));
  expect(violation<UniqueViolation>([&] { topics.update(other.id, {.name = "C++"}); }));
  expect(violation<UniqueViolation>([&] { topics.save(other); }));
  expect(
      violation<UniqueViolation>([&] { topics.update_many(Filter::every_row(), {.name = "x"}); }));
  other.id = 77;
  expect(violation<UniqueViolation>([&] { topics.insert(other); }));
  expect(violation<UniqueViolation>([&] { topics.insert_many({other}); }));

  other.id = topics.find_by_name("C++")->id;
  other.name = "Go";
  const UniqueViolation key = violation<UniqueViolation>([&] { topics.insert(other); });
  EXPECT_EQ(key.constraint(), "topics_pkey");
  EXPECT_THAT(key.fields(), ElementsAre("id"));
}

TEST_P(ErrorsTest, SeveralFieldsInTheOrderOfTheKey) {
  accounts.create(account("a@b.org"));
  forms::AccountCreate other = account("longer@b.org");
  other.role = forms::Role::admin;  // another key has it
  const UniqueViolation error = violation<UniqueViolation>([&] { accounts.create(other); });
  EXPECT_EQ(error.entity(), "Account");
  EXPECT_EQ(error.constraint(), "accounts_name_born_key");
  EXPECT_THAT(error.fields(), ElementsAre("name", "born"));
  EXPECT_EQ(error.table(), is_postgresql() ? "accounts" : "app.accounts");
}

TEST_P(ErrorsTest, WhereTwoConstraintsAreOfOneFieldOnlyAServerTellsWhich) {
  accounts.create(account("a@b.org", "Ada"));
  forms::AccountCreate other = account("a@b.org", "Bob");
  other.rank = 99;
  other.role = forms::Role::admin;
  const UniqueViolation error = violation<UniqueViolation>([&] { accounts.create(other); });
  EXPECT_THAT(error.fields(), ElementsAre("email"));
  if (!is_postgresql()) {
    EXPECT_EQ(error.constraint(), "");
  }
}

TEST_P(ErrorsTest, TheRowsThatWereNotRemoved) {
  const forms::Member gone = members.create({.email = "a@b.org", .team = "x"});
  members.remove(gone.id);
  members.create({.email = "a@b.org", .team = "x"});
  session.commit();
  const auto expect = [](const UniqueViolation& error) {
    EXPECT_EQ(error.entity(), "Member");
    EXPECT_EQ(error.constraint(), "members_email_idx");
    EXPECT_THAT(error.fields(), ElementsAre("email"));
  };
  expect(violation<UniqueViolation>([&] { members.create({.email = "a@b.org", .team = "y"}); }));
  expect(violation<UniqueViolation>([&] { members.restore(gone.id); }));
}

TEST_P(ErrorsTest, FieldsOfValueObjectsAndTheirNamesInJson) {
  session.execute(Statement{"insert into countries (country) values ('at')"});
  forms::CustomerRepository customers{session};
  forms::Address address;
  address.city = "Wien";
  address.country_code = "at";
  const forms::CustomerCreate customer{
      .position = forms::Coordinates{}, .name = "Ada", .address = address, .terms = forms::Terms{}};
  customers.create(customer);
  session.commit();
  const UniqueViolation unique = violation<UniqueViolation>([&] { customers.create(customer); });
  EXPECT_EQ(unique.entity(), "Customer");
  EXPECT_THAT(unique.fields(), ElementsAre("name", "address.city"));
  EXPECT_THAT(unique.json_fields(), ElementsAre("name", "address/city"));
}

TEST_P(ErrorsTest, AnAliasIsTheNameInJson) {
  forms::VisitorRepository visitors{session};
  visitors.create({.user_name = "ada", .pin = "1"});
  const UniqueViolation error =
      violation<UniqueViolation>([&] { visitors.create({.user_name = "ada", .pin = "2"}); });
  EXPECT_THAT(error.fields(), ElementsAre("user_name"));
  EXPECT_THAT(error.json_fields(), ElementsAre("userName"));
}

TEST_P(ErrorsTest, ARequiredColumnOfAMemberThatJsonNeverHas) {
  accounts.create(account("a@b.org"));
  static constexpr Statement forget{forms::AccountTable::table,
                                    "update app.accounts set secret = null",
                                    "update \"app.accounts\" set secret = null"};
  const NotNullViolation error = violation<NotNullViolation>([&] { session.execute(forget); });
  EXPECT_EQ(error.entity(), "Account");
  EXPECT_THAT(error.columns(), ElementsAre("secret"));
  EXPECT_THAT(error.fields(), ElementsAre("password_hash"));
  EXPECT_THAT(error.json_fields(), ElementsAre(""));
}

TEST_P(ErrorsTest, ACheckIsOfTheFieldsThatItSpeaksOf) {
  const CheckViolation error =
      violation<CheckViolation>([&] { accounts.create(account("a@b.org", "it's (nobody); --")); });
  EXPECT_EQ(error.entity(), "Account");
  EXPECT_EQ(error.constraint(), "accounts_rank_and_name");
  EXPECT_THAT(error.fields(), ElementsAre("name", "rank"));
}

TEST_P(ErrorsTest, AForeignKeyOfARowWithoutItsTarget) {
  forms::PersonRepository persons{session};
  const auto expect = [](const ForeignKeyViolation& error) {
    EXPECT_EQ(error.entity(), "Person");
    EXPECT_EQ(error.constraint(), "persons_mentor_id_fkey");
    EXPECT_EQ(error.table(), "persons");
    EXPECT_THAT(error.fields(), ElementsAre("mentor_id"));
    EXPECT_THAT(error.json_fields(), ElementsAre("mentor_id"));
    EXPECT_FALSE(error.is_still_referenced());
  };
  const forms::PersonCreate stray{.name = "Ada", .mentor_id = 77, .secret = "s"};
  expect(violation<ForeignKeyViolation>([&] { persons.create(stray); }));
  const forms::Person ada = persons.create({.name = "Ada", .secret = "s"});
  session.commit();
  // Others look at persons, too, but not at what is changed here.
  expect(violation<ForeignKeyViolation>([&] { persons.update(ada.id, {.mentor_id = 77}); }));
}

TEST_P(ErrorsTest, ARowThatIsStillReferredTo) {
  forms::SeatRepository seats{session};
  forms::HolderRepository holders{session};
  forms::VoucherRepository vouchers{session};
  const forms::Seat seat = seats.create({.row = forms::row_name{"A"}, .hall = "big"});
  const forms::VoucherCreate voucher{.holder_id = holders.create({.name = "Ada"}).id,
                                     .seat_id = seat.id,
                                     .price = forms::Money{1250},
                                     .part = forms::Part{"AB-12"},
                                     .weight = forms::Weight{Decimal{"1"}},
                                     .grade = forms::Grade::middle,
                                     .day = std::chrono::sys_days{},
                                     .doors = std::chrono::sys_seconds{},
                                     .closes = std::chrono::local_seconds{},
                                     .length = std::chrono::milliseconds{1}};
  vouchers.create(voucher);
  session.commit();
  const auto expect = [](const ForeignKeyViolation& error) {
    EXPECT_EQ(error.entity(), "Voucher");
    EXPECT_EQ(error.constraint(), "vouchers_seat_id_fkey");
    EXPECT_EQ(error.table(), "vouchers");
    EXPECT_THAT(error.fields(), ElementsAre("seat_id"));
    EXPECT_TRUE(error.is_still_referenced());
  };
  expect(violation<ForeignKeyViolation>([&] { seats.remove(seat.id); }));
  expect(violation<ForeignKeyViolation>([&] { seats.remove_many(Filter::every_row()); }));
}

TEST_P(ErrorsTest, OfSeveralForeignKeysSQLiteTellsNone) {
  const ForeignKeyViolation error =
      violation<ForeignKeyViolation>([&] { links.create({.from_id = 1, .to_id = 2}); });
  if (is_postgresql()) {
    EXPECT_EQ(error.entity(), "Link");
    EXPECT_FALSE(error.fields().empty());
  } else {
    EXPECT_EQ(error.entity(), "");
    EXPECT_EQ(error.constraint(), "");
    EXPECT_THAT(error.fields(), IsEmpty());
  }
}

TEST_P(ErrorsTest, ARowThatOneOfSeveralKeysStillNamesIsSaidToBeReferredTo) {
  const forms::Account ada = accounts.create(account("a@b.org"));
  forms::AccountCreate other = account("bob@b.org", "Bob");
  other.born = *parse_date("1991-01-01");
  const forms::Account bob = accounts.create(other);
  links.create({.from_id = ada.id, .to_id = bob.id, .via_id = ada.id, .guard_id = ada.id});
  session.commit();
  const ForeignKeyViolation error =
      violation<ForeignKeyViolation>([&] { accounts.remove(bob.id); });
  EXPECT_TRUE(error.is_still_referenced());
  EXPECT_EQ(error.entity(), is_postgresql() ? "Link" : "");
}

TEST_P(ErrorsTest, WhatIsFoundWhenTheTransactionEnds) {
  forms::AccountCreate values = account("a@b.org");
  const forms::Account ada = accounts.create(values);
  links.create({.from_id = ada.id, .to_id = ada.id, .via_id = 77, .guard_id = ada.id});
  const ForeignKeyViolation error = violation<ForeignKeyViolation>([&] { session.commit(); });
  EXPECT_EQ(error.entity(), "Link");
  EXPECT_EQ(error.constraint(), "links_via_id_fkey");
  EXPECT_THAT(error.fields(), ElementsAre("via_id"));
  EXPECT_EQ(links.count(), 0);
}

TEST_P(ErrorsTest, SqlOfOnesOwnIsToldByTheDatabaseAlone) {
  const auto insert = [&] {
    session.execute(Statement{"insert into topics (name) values ('C++')"});
  };
  insert();
  const UniqueViolation error = violation<UniqueViolation>(insert);
  EXPECT_EQ(error.entity(), "");
  EXPECT_THAT(error.fields(), IsEmpty());
  EXPECT_THAT(error.columns(), ElementsAre("name"));
}

TEST_P(ErrorsTest, WhatIsNotThereAndWhatWasChanged) {
  forms::DocumentRepository documents{session};
  const NotFound missing = violation<NotFound>([&] { documents.get(77); });
  EXPECT_EQ(missing.kind(), ErrorKind::not_found);
  EXPECT_EQ(missing.entity(), "Document");
  EXPECT_STREQ(missing.what(), "no Document has this id");
  const forms::Document document = documents.create({.title = "a"});
  documents.update(document.id, {.title = "b"});
  session.commit();
  const StaleWrite stale =
      violation<StaleWrite>([&] { documents.update(document.id, {.title = "c", .version = 1}); });
  EXPECT_EQ(stale.kind(), ErrorKind::stale_write);
  EXPECT_EQ(stale.entity(), "Document");
}

TEST_P(ErrorsTest, OfAStreamTheyAreOfTheirClassesToo) {
  forms::TopicRepository topics{session};
  topics.create({.name = "C++"});
  session.commit();
  const UniqueViolation error = violation<UniqueViolation>([&] {
    Stream rows = session.stream("insert into topics (name) values ('SQL'), ('C++') returning id");
    while (rows.next()) continue;
  });
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
  EXPECT_EQ(topics.count(), 1);
}

// What stands in the database is no fault of a request; what a list is asked for is one.
TEST_P(ErrorsTest, ValuesThatStandThereAndValuesThatAreGiven) {
  const auto stored = [&](auto call) {
    const Error error = violation<Error>(call);
    EXPECT_EQ(error.kind(), ErrorKind::bad_value) << error.what();
    EXPECT_TRUE(error.is_stored()) << error.what();
    EXPECT_EQ(http_answer(error).status, 500);
    EXPECT_EQ(http_answer(error).body, R"({"detail":"Internal Server Error"})");
    EXPECT_TRUE(violations_of(error).empty());
  };
  stored([&] { session.query<std::int64_t>("select name from topics union select 'x'"); });
  stored([&] { session.query<std::int16_t>("select 70000"); });
  stored([&] { session.query<forms::Role>("select 'king'"); });
  stored([&] { session.query<std::string>("select cast(null as text)"); });

  forms::TopicRepository topics{session};
  const auto given = [&](ListOptions options, const char* argument, const std::string& finding) {
    const Error error = violation<Error>([&] { topics.list(options); });
    EXPECT_FALSE(error.is_stored());
    EXPECT_EQ(error.argument(), argument);
    EXPECT_EQ(http_answer(error).status, 422);
    EXPECT_EQ(http_answer(error).body,
              R"({"detail":[{"loc":["query",")" + std::string{argument} + "\"]," + finding + "}]}");
  };
  given({.limit = 0}, "limit",
        R"("type":"greater_than_equal","msg":"Input should be greater than or equal to 1",)"
        R"("ctx":{"ge":1})");
  given({.offset = -1}, "offset",
        R"("type":"greater_than_equal","msg":"Input should be greater than or equal to 0",)"
        R"("ctx":{"ge":0})");
  for (const std::string& cursor :
       {std::string{"altered"}, std::string{"\0", 1}, std::string{"\xFF\xFE"}})
    given({.after = cursor}, "after",
          R"("type":"value_error","msg":"Value error, not a cursor of this list",)"
          R"("ctx":{"error":"not a cursor of this list"})");
}

// What the SQL itself made of good values is the program's fault; what the server says of a
// parameter, or makes of a text that it was given, is that of who gave it.
TEST_P(ErrorsTest, WhatTheSqlMadeAndWhatItWasGiven) {
  const auto status = [&](auto call) {
    const Error error = violation<Error>(call);
    EXPECT_EQ(error.kind(), ErrorKind::bad_value) << error.what();
    EXPECT_EQ(error.is_stored(), http_answer(error).status == 500);
    return http_answer(error).status;
  };
  const auto query = [&](const std::string& sql) {
    return status([&] { session.query<std::int64_t>(DynamicStatement{sql}); });
  };
  const auto query_with = [&](const std::string& sql, const auto& value) {
    return status([&] { session.query<std::int64_t>(DynamicStatement{sql}, {value}); });
  };
  const std::string sum =
      "select sum(n) from (select 9223372036854775807 as n union all select 1) as t";
  if (!is_postgresql()) {
    EXPECT_EQ(query(sum), 500);
    EXPECT_EQ(query_with(sum + " where n > $1", 0), 500);
    return;
  }
  EXPECT_EQ(query("select 1 / 0"), 500);
  EXPECT_EQ(query("select 9223372036854775807 + 1"), 500);
  EXPECT_EQ(query("select 'x'::bigint"), 500);
  EXPECT_EQ(query_with("select 1 / (id - id) from (select $1::bigint as id) as t", 7), 500);
  EXPECT_EQ(query_with("select 9223372036854775807 + $1::bigint", 1), 500);
  EXPECT_EQ(query_with("select 1 where '10.0.0.1'::inet = $1::text::inet", "x"), 422);
  EXPECT_EQ(query_with("select 1 where 'a' ~ $1", "("), 422);
  EXPECT_EQ(query_with("select 1 limit $1", -1), 422);
  EXPECT_EQ(query_with("select 1 where now() > $1", Timestamp{-300'000'000'000'000'000}), 422);
  EXPECT_EQ(status([&] {
              Stream rows = session.stream("select 1 / (2 - n) from generate_series(1, 2) as n");
              while (rows.next()) continue;
            }),
            500);
  session.execute("create table narrow (n smallint, t varchar(2), d date)");
  session.commit();
  const auto insert = [&](const std::string& sql, const auto& value) {
    return status([&] { session.execute(DynamicStatement{sql}, {value}); });
  };
  EXPECT_EQ(insert("insert into narrow (n) values ($1)", 70'000), 422);
  EXPECT_EQ(insert("insert into narrow (t) values ($1)", "long"), 422);
  EXPECT_EQ(insert("insert into narrow (n) values (1 / ($1 - 7))", 7), 500);
  session.execute("create sequence few maxvalue 2");
  session.query<std::int64_t>("select nextval('few') from generate_series(1, 2)");
  session.commit();
  EXPECT_EQ(query_with("select nextval('few') + $1", 1), 500);
}

// The classes of PostgreSQL's states (its manual, appendix A) that are told by more than their
// kind.
TEST_P(ErrorsTest, EachClassOfStatesHasItsKind) {
  if (!is_postgresql()) {
    const Error error = violation<Error>([&] { session.execute("select 1", {1, 2}); });
    EXPECT_EQ(error.kind(), ErrorKind::misuse) << error.what();
    EXPECT_FALSE(error.retryable());
    return;
  }
  const auto raised = [&](std::string state) {
    const Error error = violation<Error>([&] {
      session.execute(DynamicStatement{"do $$ begin raise exception 'no' using errcode = '" +
                                       state + "'; end $$"});
    });
    EXPECT_EQ(error.sqlstate(), state);
    return std::string{to_text(error.kind())} + ' ' + std::to_string(http_answer(error).status);
  };
  const std::map<std::string, std::string> expected = {{"08006", "connection_lost 503"},
                                                       {"08P01", "connection_lost 503"},
                                                       {"0A000", "bad_sql 500"},
                                                       {"21000", "bad_sql 500"},
                                                       {"22000", "bad_value 500"},
                                                       {"22012", "bad_value 500"},
                                                       {"22P02", "bad_value 500"},
                                                       {"23000", "constraint_violated 422"},
                                                       {"23502", "constraint_violated 422"},
                                                       {"23503", "constraint_violated 409"},
                                                       {"23505", "constraint_violated 409"},
                                                       {"23514", "constraint_violated 422"},
                                                       {"23P01", "constraint_violated 409"},
                                                       {"25006", "bad_sql 500"},
                                                       {"25P03", "connection_lost 503"},
                                                       {"40001", "conflict 503"},
                                                       {"40P01", "conflict 503"},
                                                       {"42501", "environment 500"},
                                                       {"42P01", "bad_sql 500"},
                                                       {"44000", "constraint_violated 422"},
                                                       {"53100", "environment 503"},
                                                       {"53200", "environment 503"},
                                                       {"53300", "environment 503"},
                                                       {"54001", "bad_sql 500"},
                                                       {"55P03", "timeout 503"},
                                                       {"57014", "timeout 503"},
                                                       {"57P01", "connection_lost 503"},
                                                       {"57P05", "connection_lost 503"},
                                                       {"58030", "environment 500"},
                                                       {"P0001", "constraint_violated 422"},
                                                       {"P0004", "bad_sql 500"},
                                                       {"XX000", "environment 500"}};
  for (const auto& [state, answer] : expected) EXPECT_EQ(raised(state), answer) << state;
  const Error error = violation<Error>([&] { session.execute("select 1", {1, 2}); });
  EXPECT_EQ(error.kind(), ErrorKind::misuse) << error.sqlstate() << ' ' << error.what();
  EXPECT_FALSE(error.retryable());
}

// Columns that somebody made narrower than the model says. SQLite's have no lengths, and all of its
// integers have 64 bits: there the values are stored.
TEST_P(ErrorsTest, AValueThatTheColumnCannotHoldIsToldWithItsEntity) {
  forms::TopicRepository topics{session};
  forms::Topic far;
  far.id = 70'000;
  far.name = "far";
  if (!is_postgresql()) {
    EXPECT_EQ(topics.create({.name = "four"}).name, "four");
    topics.insert(far);
    EXPECT_EQ(topics.get(far.id).name, "far");
    return;
  }
  session.execute("alter table topics alter column name type varchar(3)");
  session.execute("alter table topics alter column id type smallint");
  session.commit();
  const Error error = violation<Error>([&] { topics.create({.name = "four"}); });
  EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  EXPECT_EQ(error.sqlstate(), "22001");
  EXPECT_EQ(error.entity(), "Topic");
  EXPECT_EQ(http_answer(error).status, 422);
  EXPECT_EQ(http_answer(error).body,
            R"({"detail":[{"loc":["body"],"type":"value_error","msg":"Value error, a text is too )"
            R"(long","ctx":{"error":"a text is too long"}}]})");
  const Error overflow = violation<Error>([&] { topics.insert(far); });
  EXPECT_EQ(overflow.kind(), ErrorKind::bad_value);
  EXPECT_EQ(overflow.sqlstate(), "22003");
  EXPECT_EQ(overflow.entity(), "Topic");
}

TENON_ON_BOTH(ErrorsTest);

}  // namespace
}  // namespace tenon::test
