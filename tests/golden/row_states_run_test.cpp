// What the words about a row's state promise, on both databases: versions that count, stale writes
// that are refused, rows that are removed and come back.
#include <algorithm>
#include <limits>

#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "document_json.hpp"
#include "document_repository.hpp"
#include "member_json.hpp"
#include "member_repository.hpp"
#include "quota_repository.hpp"
#include "tally_repository.hpp"
#include "ticket_repository.hpp"

namespace tenon::test {
namespace {

class RowStatesTest : public OnBoth {
 protected:
  RowStatesTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  Session session{engine.session()};
  forms::DocumentRepository documents{session};
  forms::QuotaRepository quotas{session};
  forms::MemberRepository members{session};
  forms::TicketRepository tickets{session};
};

Timestamp noon() { return Timestamp{43'200'000'000}; }

std::vector<std::int64_t> ids(const Page<forms::Member>& page) {
  std::vector<std::int64_t> all;
  for (const forms::Member& member : page.items) all.push_back(member.id);
  return all;
}

TEST_P(RowStatesTest, AVersionBeginsAtOneAndCountsEveryWrite) {
  forms::Document document = documents.create({.title = "Draft"});
  EXPECT_EQ(document.version, 1);
  EXPECT_EQ(documents.get(document.id).version, 1);
  for (const forms::Document& one : documents.create_many({{.title = "a"}, {.title = "b"}})) {
    EXPECT_EQ(one.version, 1);
    EXPECT_EQ(documents.get(one.id).version, 1);
  }

  EXPECT_EQ(documents.update(document.id, {.title = "Second"}).version, 2);
  EXPECT_EQ(documents.update(document.id, {.body = "text"}).version, 3);
  EXPECT_EQ(documents.update(document.id, {}).version, 3);  // nothing was written

  document = documents.get(document.id);
  document.body = std::nullopt;
  documents.save(document);
  EXPECT_EQ(document.version, 4);
  documents.save(document);
  EXPECT_EQ(document.version, 5);
  EXPECT_EQ(documents.get(document.id).version, 5);

  document.id += 100;
  document.version = 41;
  documents.insert(document);
  EXPECT_EQ(documents.get(document.id).version, 41);
  EXPECT_EQ(documents.update(document.id, {.title = "Third"}).version, 42);
}

TEST_P(RowStatesTest, OfTwoSessionsThatChangeOneRowTheSecondIsToldThatItsRowIsStale) {
  forms::Document mine = documents.create({.title = "Draft"});
  session.commit();
  {
    Session other = engine.session();
    forms::DocumentRepository theirs{other};
    forms::Document document = theirs.get(mine.id);
    document.title = "Theirs";
    theirs.save(document);
    other.commit();
  }
  mine.title = "Mine";
  const Timestamp before = mine.updated_at;
  const Error error = error_of([&] { documents.save(mine); });
  EXPECT_EQ(error.kind(), ErrorKind::stale_write);
  EXPECT_STREQ(error.what(), "the Document was changed since it was read");
  EXPECT_FALSE(error.retryable());
  EXPECT_TRUE(error.connection_usable());
  EXPECT_EQ(mine.version, 1);
  EXPECT_EQ(mine.updated_at, before);
  // The transaction goes on: nothing has failed in the database.
  EXPECT_EQ(documents.get(mine.id).title, "Theirs");

  documents.remove(mine.id);
  EXPECT_EQ(error_of([&] { documents.save(mine); }).kind(), ErrorKind::not_found);
}

TEST_P(RowStatesTest, AnUpdateComparesTheVersionThatItIsGiven) {
  const forms::Document document = documents.create({.title = "Draft"});
  EXPECT_EQ(documents.update(document.id, {.title = "Second", .version = 1}).version, 2);
  const auto kind_of = [&](std::int64_t id, const forms::DocumentUpdate& changes) {
    return error_of([&] { documents.update(id, changes); }).kind();
  };
  EXPECT_EQ(kind_of(document.id, {.title = "Third", .version = 1}), ErrorKind::stale_write);
  EXPECT_EQ(kind_of(document.id, {.version = 1}), ErrorKind::stale_write);
  EXPECT_EQ(documents.update(document.id, {.version = 2}).title, "Second");
  EXPECT_EQ(documents.get(document.id).version, 2);
  EXPECT_EQ(kind_of(99, {.title = "Third", .version = 1}), ErrorKind::not_found);
  EXPECT_EQ(kind_of(99, {.title = "Third"}), ErrorKind::not_found);
  EXPECT_EQ(kind_of(99, {.version = 1}), ErrorKind::not_found);
}

TEST_P(RowStatesTest, TheVersionInJsonIsShownAndComparedAndNeverSet) {
  const forms::Document document = documents.create({.title = "Draft"});
  EXPECT_NE(to_json(to_read(document)).find(R"("version":1)"), std::string::npos);
  Violations violations;
  const auto changes =
      forms::document_update_from_json(R"({"title": "Second", "version": 1})", violations);
  ASSERT_TRUE(changes);
  EXPECT_EQ(documents.update(document.id, *changes).version, 2);
  EXPECT_EQ(error_of([&] { documents.update(document.id, *changes); }).kind(),
            ErrorKind::stale_write);

  // What was meant to be compared is never passed over.
  EXPECT_FALSE(forms::document_update_from_json(R"({"version": null})", violations));
  EXPECT_FALSE(forms::document_update_from_json(R"({"version": "1"})", violations));
  EXPECT_FALSE(forms::document_create_from_json(R"({"title": "x", "version": 1})", violations));
  ASSERT_EQ(violations.size(), 3U);
  EXPECT_EQ(violations[0].type, "int_type");
  EXPECT_EQ(violations[1].type, "int_type");
  EXPECT_EQ(violations[2].type, "extra_forbidden");
}

TEST_P(RowStatesTest, AVersionAtTheEndOfItsTypeIsAnErrorAndNothingIsWritten) {
  forms::Document last = documents.create({.title = "Draft"});
  last.id += 1;
  last.version = std::numeric_limits<std::int64_t>::max();
  documents.insert(last);
  forms::Quota full{.owner = "ada",
                    .resource = "disk",
                    .available = 1,
                    .changes = std::numeric_limits<std::int32_t>::max()};
  quotas.insert(full);
  session.commit();

  last.title = "Changed";
  full.available = 2;
  const auto refused = [&](const auto& write) {
    const Error error = error_of(write);
    session.rollback();
    return error.kind();
  };
  EXPECT_EQ(refused([&] { documents.save(last); }), ErrorKind::bad_value);
  EXPECT_EQ(refused([&] { documents.update(last.id, {.title = "x"}); }), ErrorKind::bad_value);
  EXPECT_EQ(refused([&] { quotas.save(full); }), ErrorKind::bad_value);
  EXPECT_EQ(refused([&] { quotas.update("ada", "disk", {.available = 3}); }), ErrorKind::bad_value);
  EXPECT_EQ(documents.get(last.id).title, "Draft");
  EXPECT_EQ(quotas.get("ada", "disk").available, 1);
}

TEST_P(RowStatesTest, AKeyOfSeveralFieldsAndASmallVersion) {
  quotas.create_many({{.owner = "ada", .resource = "disk", .available = 10},
                      {.owner = "bob", .resource = "disk", .available = 20}});
  forms::Quota quota = quotas.get("ada", "disk");
  EXPECT_EQ(quota.changes, 1);
  EXPECT_EQ(quotas.update("ada", "disk", {.available = 9, .changes = 1}).changes, 2);
  EXPECT_EQ(error_of([&] { quotas.save(quota); }).kind(), ErrorKind::stale_write);
  quota = quotas.get("ada", "disk");
  quota.available = 8;
  quotas.save(quota);
  EXPECT_EQ(quota.changes, 3);
  EXPECT_EQ(quotas.get("bob", "disk").changes, 1);
}

TEST_P(RowStatesTest, ARemovedRowIsSeenByNothingThatReadsOrWrites) {
  forms::Member ada = members.create({.email = "ada@example.org", .team = "red"});
  const forms::Member bob = members.create({.email = "bob@example.org", .team = "red"});
  EXPECT_FALSE(ada.deleted_at);
  session.set_clock(noon);
  EXPECT_TRUE(members.remove(ada.id));
  EXPECT_FALSE(members.remove(ada.id));

  EXPECT_FALSE(members.find(ada.id));
  EXPECT_EQ(error_of([&] { members.get(ada.id); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(members.find_many({ada.id, bob.id}).size(), 1U);
  EXPECT_FALSE(members.find_by_email("ada@example.org"));
  EXPECT_EQ(members.list_by_team("red").size(), 1U);
  EXPECT_EQ(ids(members.list()), (std::vector<std::int64_t>{bob.id}));
  EXPECT_EQ(members.count(), 1);
  EXPECT_EQ(members.count(forms::MemberTable::team == "red" || forms::MemberTable::id == ada.id),
            1);
  EXPECT_FALSE(members.exists(forms::MemberTable::id == ada.id));
  const auto kind_of = [&](const auto& write) { return error_of(write).kind(); };
  EXPECT_EQ(kind_of([&] { members.update(ada.id, {.team = "blue"}); }), ErrorKind::not_found);
  EXPECT_EQ(kind_of([&] { members.update(ada.id, {.team = "blue", .version = 2}); }),
            ErrorKind::not_found);
  EXPECT_EQ(kind_of([&] { members.update(ada.id, {}); }), ErrorKind::not_found);
  EXPECT_EQ(kind_of([&] { members.save(ada); }), ErrorKind::not_found);

  const Page<forms::Member> removed = members.list({.removed = Removed::only});
  ASSERT_EQ(ids(removed), (std::vector<std::int64_t>{ada.id}));
  EXPECT_EQ(removed.items[0].deleted_at, noon());
  EXPECT_EQ(removed.items[0].version, 2);
  EXPECT_EQ(removed.items[0].updated_at, noon());
  EXPECT_EQ(ids(members.list({.removed = Removed::included})),
            (std::vector<std::int64_t>{ada.id, bob.id}));
  EXPECT_EQ(ids(members.list(
                {.where = forms::MemberTable::team == "red" || forms::MemberTable::team == "blue",
                 .removed = Removed::only})),
            (std::vector<std::int64_t>{ada.id}));

  session.set_clock([] { return Timestamp{noon().microseconds + 1}; });
  EXPECT_TRUE(members.restore(ada.id));
  EXPECT_EQ(members.get(ada.id).updated_at.microseconds, noon().microseconds + 1);
  EXPECT_FALSE(members.restore(ada.id));
  EXPECT_FALSE(members.restore(bob.id));
  EXPECT_FALSE(members.restore(99));
  const forms::Member back = members.get(ada.id);
  EXPECT_FALSE(back.deleted_at);
  EXPECT_EQ(back.version, 3);  // who has read the row before does not overwrite it now
  EXPECT_EQ(kind_of([&] { members.save(ada); }), ErrorKind::stale_write);
}

TEST_P(RowStatesTest, WhatARemovedRowHeldIsFreeAndItComesBackOnlyWhileItIs) {
  const forms::Member first = members.create({.email = "ada@example.org", .team = "red"});
  EXPECT_EQ(error_of([&] {
              const Savepoint before = session.savepoint();
              members.create({.email = "ada@example.org", .team = "blue"});
            }).constraint_kind(),
            ConstraintKind::unique);
  members.remove(first.id);
  const forms::Member second = members.create({.email = "ada@example.org", .team = "blue"});
  EXPECT_EQ(members.find_by_email("ada@example.org")->id, second.id);
  EXPECT_EQ(error_of([&] {
              const Savepoint before = session.savepoint();
              members.restore(first.id);
            }).constraint_kind(),
            ConstraintKind::unique);
  EXPECT_EQ(members.count(), 1);
  members.remove(second.id);
  EXPECT_EQ(ids(members.list({.where = forms::MemberTable::email == "ada@example.org",
                              .removed = Removed::only})),
            (std::vector<std::int64_t>{first.id, second.id}));
  EXPECT_TRUE(members.restore(first.id));
  EXPECT_EQ(members.find_by_email("ada@example.org")->id, first.id);
}

TEST_P(RowStatesTest, PagesGoOverTheRowsThatAreSeen) {
  std::vector<forms::MemberCreate> many;
  for (int i = 0; i < 10; ++i)
    many.push_back({.email = std::to_string(i) + "@example.org", .team = i % 3 == 0 ? "a" : "b"});
  for (const forms::Member& member : members.create_many(many))
    if (member.id % 2 == 0) members.remove(member.id);
  const auto walk = [&](ListOptions options) {
    std::vector<std::int64_t> found;
    options.limit = 2;
    do {
      const Page<forms::Member> page = members.list(options);
      for (const std::int64_t id : ids(page)) found.push_back(id);
      options.after = page.next;
    } while (!options.after.empty());
    return found;
  };
  EXPECT_EQ(walk({}), (std::vector<std::int64_t>{1, 3, 5, 7, 9}));
  EXPECT_EQ(walk({.order = {forms::MemberTable::id.desc()}, .removed = Removed::only}),
            (std::vector<std::int64_t>{10, 8, 6, 4, 2}));
  // Rows that were marked within one tick of the database's clock (a millisecond on SQLite) follow
  // each other by their ids, so what is expected is read from the marks.
  Page<forms::Member> seen =
      members.list({.where = forms::MemberTable::team == "b", .removed = Removed::included});
  std::ranges::sort(seen.items, [](const forms::Member& one, const forms::Member& other) {
    if (one.deleted_at.has_value() != other.deleted_at.has_value())
      return one.deleted_at.has_value();
    return one.deleted_at != other.deleted_at ? one.deleted_at < other.deleted_at
                                              : one.id > other.id;
  });
  EXPECT_EQ(seen.items.size(), 6U);
  EXPECT_EQ(walk({.where = forms::MemberTable::team == "b",
                  .order = {forms::MemberTable::deleted_at.asc(), forms::MemberTable::id.desc()},
                  .removed = Removed::included}),
            ids(seen));
}

TEST_P(RowStatesTest, ManyRowsAreChangedAndRemovedByAFilter) {
  std::vector<forms::MemberCreate> many;
  for (int i = 0; i < 6; ++i)
    many.push_back({.email = std::to_string(i) + "@example.org", .team = i < 4 ? "a" : "b"});
  members.create_many(many);
  members.remove(1);
  session.set_clock(noon);
  EXPECT_EQ(members.update_many(forms::MemberTable::team == "a", {.team = "c"}), 3);
  EXPECT_EQ(members.get(2).team, "c");
  EXPECT_EQ(members.get(2).version, 2);
  EXPECT_EQ(members.update_many(Filter::every_row(), {.team = "d", .version = 2}), 3);
  EXPECT_EQ(members.get(5).team, "b");
  EXPECT_EQ(members.update_many(Filter::every_row(), {}), 0);  // nothing to set

  EXPECT_EQ(members.remove_many(forms::MemberTable::team == "d"), 3);
  EXPECT_EQ(members.count(), 2);
  const Page<forms::Member> removed = members.list({.removed = Removed::only});
  EXPECT_EQ(ids(removed), (std::vector<std::int64_t>{1, 2, 3, 4}));  // the first as it was
  EXPECT_EQ(removed.items[0].team, "a");
  EXPECT_EQ(removed.items[1].deleted_at, noon());
  EXPECT_EQ(removed.items[1].updated_at, noon());
  EXPECT_EQ(removed.items[1].version, 4);
  EXPECT_EQ(members.remove_many(Filter::every_row()), 2);
  EXPECT_EQ(members.remove_many(Filter::every_row()), 0);
}

TEST_P(RowStatesTest, StreamsGiveWhatAListGives) {
  for (const char* team : {"red", "blue", "red", "red"})
    members.create({.email = std::to_string(members.count()) + "@example.org", .team = team});
  members.remove(4);
  std::vector<std::int64_t> seen;
  const auto note = [&](const forms::Member& member) { seen.push_back(member.id); };
  const auto taken = [&] { return std::exchange(seen, {}); };
  members.stream({}, note);
  EXPECT_EQ(taken(), (std::vector<std::int64_t>{1, 2, 3}));
  members.stream(forms::MemberTable::team == "red", note);
  EXPECT_EQ(taken(), (std::vector<std::int64_t>{1, 3}));
  members.stream({.where = forms::MemberTable::team == "red",
                  .order = {forms::MemberTable::id.desc()},
                  .removed = Removed::included},
                 note);
  EXPECT_EQ(taken(), (std::vector<std::int64_t>{4, 3, 1}));
  members.stream({.removed = Removed::only}, [&](const forms::Member& member) {
    note(member);
    EXPECT_TRUE(member.deleted_at);
    return false;
  });
  EXPECT_EQ(taken(), (std::vector<std::int64_t>{4}));
  members.stream(Filter{}, [&](const forms::Member& member) {
    note(member);
    return seen.size() < 2;
  });
  EXPECT_EQ(taken(), (std::vector<std::int64_t>{1, 2}));
  const Error error = error_of(
      [&] { members.stream({}, [&](const forms::Member& member) { members.get(member.id); }); });
  EXPECT_EQ(error.kind(), ErrorKind::misuse);
  EXPECT_EQ(members.get(2).team, "blue");
}

TEST_P(RowStatesTest, LockedRowsAreThoseThatAreSeen) {
  const forms::Member ada = members.create({.email = "ada@example.org", .team = "red"});
  EXPECT_EQ(members.lock(ada.id)->email, "ada@example.org");
  EXPECT_EQ(ids(members.list({.limit = 1, .lock = Lock::skip_locked})),
            std::vector<std::int64_t>{ada.id});
  EXPECT_FALSE(members.lock(99));
  members.remove(ada.id);
  EXPECT_FALSE(members.lock(ada.id, Lock::no_wait));
  tickets.create({.event = "gala", .seat = 7, .holder_id = ada.id});
  EXPECT_EQ(tickets.lock("gala", 7)->holder_id, ada.id);
}

TEST_P(RowStatesTest, AForgottenFilterChangesNothing) {
  members.create({.email = "ada@example.org", .team = "red"});
  tickets.create({.event = "gala", .seat = 7, .holder_id = 1});
  const auto kind_of = [&](const auto& write) { return error_of(write).kind(); };
  EXPECT_EQ(kind_of([&] { members.update_many({}, {.team = "x"}); }), ErrorKind::misuse);
  EXPECT_EQ(kind_of([&] { members.update_many({}, {}); }), ErrorKind::misuse);
  EXPECT_EQ(kind_of([&] { members.remove_many({}); }), ErrorKind::misuse);
  EXPECT_EQ(kind_of([&] { tickets.remove_many({}); }), ErrorKind::misuse);
  // “Everything or this” is everything, and nobody has said so.
  EXPECT_EQ(kind_of([&] { members.remove_many(Filter{} || forms::MemberTable::team == "blue"); }),
            ErrorKind::misuse);
  EXPECT_EQ(members.count(), 1);
  EXPECT_EQ(tickets.remove_many(Filter::every_row()), 1);
  EXPECT_EQ(tickets.count(), 0);
}

TEST_P(RowStatesTest, ErasedRowsAreGoneWithWhatCascades) {
  const forms::Member ada = members.create({.email = "ada@example.org", .team = "red"});
  forms::Ticket ticket = tickets.create({.event = "gala", .seat = 7, .holder_id = ada.id});
  EXPECT_TRUE(members.remove(ada.id));
  EXPECT_TRUE(tickets.find("gala", 7));  // a mark triggers nothing
  EXPECT_TRUE(tickets.remove("gala", 7));
  EXPECT_FALSE(tickets.find("gala", 7));
  EXPECT_TRUE(tickets.list_by_holder_id(ada.id).empty());
  EXPECT_EQ(error_of([&] { tickets.save(ticket); }).kind(), ErrorKind::not_found);
  EXPECT_TRUE(tickets.restore("gala", 7));
  ticket.void_since = noon();  // a save moves no mark
  tickets.save(ticket);
  EXPECT_FALSE(tickets.get("gala", 7).void_since);
  EXPECT_EQ(tickets.list_by_holder_id(ada.id).size(), 1U);

  EXPECT_TRUE(members.erase(ada.id));  // removed before
  EXPECT_FALSE(members.erase(ada.id));
  EXPECT_FALSE(members.restore(ada.id));
  EXPECT_FALSE(tickets.restore("gala", 7));
  EXPECT_TRUE(tickets.list({.removed = Removed::included}).items.empty());
  tickets.insert({.event = "gala",
                  .seat = 8,
                  .holder_id = members.create({.email = "b@x.org", .team = ""}).id,
                  .void_since = noon()});
  EXPECT_FALSE(tickets.find("gala", 8));
  EXPECT_TRUE(tickets.erase("gala", 8));
}

TEST_P(RowStatesTest, ARowThatHasNothingToChangeComesAndGoes) {
  forms::TallyRepository tallies{session};
  EXPECT_EQ(tallies.create({.is_stale = 7}).version, 1);
  EXPECT_EQ(tallies.create_many({{.is_stale = 8}, {.is_stale = 9}}).size(), 2U);
  EXPECT_TRUE(tallies.remove(7));
  EXPECT_TRUE(tallies.restore(7));
  EXPECT_EQ(tallies.get(7).version, 3);
  EXPECT_TRUE(tallies.remove(8));
  EXPECT_EQ(tallies.count(), 2);
  // The key of a removed row is not free: it is still the row's.
  EXPECT_EQ(error_of([&] { tallies.create({.is_stale = 8}); }).constraint_kind(),
            ConstraintKind::unique);
}

TEST_P(RowStatesTest, AListOfRemovedRowsIsOfTablesThatKeepThem) {
  for (const Removed removed : {Removed::included, Removed::only})
    EXPECT_EQ(error_of([&] { documents.list({.removed = removed}); }).kind(), ErrorKind::misuse);
}

TEST_P(RowStatesTest, TheMarkInJsonGoesOutAndNeverIn) {
  const forms::Member ada = members.create({.email = "ada@example.org", .team = "red"});
  EXPECT_NE(to_json(to_read(ada)).find(R"("deleted_at":null)"), std::string::npos);
  Violations violations;
  EXPECT_FALSE(forms::member_update_from_json(R"({"deleted_at": null})", violations));
  EXPECT_FALSE(forms::member_create_from_json(
      R"({"email": "a@example.org", "team": "", "deleted_at": null})", violations));
  ASSERT_EQ(violations.size(), 2U);
  EXPECT_EQ(violations[0].type, "extra_forbidden");
  EXPECT_EQ(violations[1].type, "extra_forbidden");
}

TENON_ON_BOTH(RowStatesTest);

}  // namespace
}  // namespace tenon::test
