// What the words about a row's state promise, on both databases: versions that count, stale writes
// that are refused.
#include <limits>

#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "document_json.hpp"
#include "document_repository.hpp"
#include "quota_repository.hpp"

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
};

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

TENON_ON_BOTH(RowStatesTest);

}  // namespace
}  // namespace tenon::test
