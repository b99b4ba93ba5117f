// The loaded store goes through three changes of its models and back, and loses nothing.
#include <tenon/migration.hpp>

#include "digest.hpp"
#include "introspect/introspect.hpp"
#include "schema/schema_json.hpp"
#include "store.hpp"

namespace chinook {
namespace {

class ModelChange : public Chinook {
 protected:
  struct Change {
    std::string message;
    std::vector<std::string> headers;  ///< of this change and those before it
    std::vector<std::string> operations;
    std::map<std::string, std::string> renamed;
    bool loses_on_the_way_down = false;
    void (ModelChange::*expect_rows)() = nullptr;
  };
  static std::vector<Change> changes();

  std::int64_t count(const std::string& condition) {
    tenon::Connection connection = engine.connect();
    tenon::Rows rows = connection.query("select count(*) from " + condition);
    return rows.next() ? rows.row().get<std::int64_t>(0) : -1;
  }
  /// Why the database does not run the statement.
  tenon::ConstraintKind refusal_of(const std::string& sql) {
    return tenon::test::error_of([&] { engine.connect().execute(sql); }).constraint_kind();
  }

  void expect_points() {
    EXPECT_EQ(count("customers where loyalty = length(email)"), 59);
    EXPECT_EQ(refusal_of("update customers set loyalty = null where id = 1"),
              tenon::ConstraintKind::not_null);
  }
  void expect_writers() {
    EXPECT_EQ(count("tracks where written_by is null"), 977);
    EXPECT_EQ(count("tracks where written_by is not null"), 3503 - 977);
  }
  void expect_states() {
    EXPECT_EQ(count("invoices where billing_state = 'Dublin'"), 7);
    EXPECT_EQ(count("invoices where billing_state is null"), 202);
    EXPECT_EQ(refusal_of("update invoices set billing_state = 'Atlantis' where id = 1"),
              tenon::ConstraintKind::check);
  }

  /// The database looks as the server itself would make it from that schema.
  void expect_schema(const tenon::schema::Schema& schema) {
    tenon::Connection connection = engine.connect();
    const tenon::schema::Schema found = tenon::introspect::introspect(connection);
    const tenon::schema::Schema wanted = tenon::introspect::canonical(connection, schema);
    EXPECT_EQ(found.tables.size(), 11u);
    EXPECT_TRUE(found == wanted) << tenon::schema::to_json(found).dump(1) << "\nis not\n"
                                 << tenon::schema::to_json(wanted).dump(1);
  }
  std::map<std::string, TableDigest> values(const std::map<std::string, std::string>& renamed) {
    tenon::Connection connection = engine.connect();
    return chinook::digest(connection, original, renamed);
  }

  void upgrade(const Change& change, const tenon::schema::Schema& wanted) {
    EXPECT_EQ(revisions.add(change.message, wanted), change.operations);
    EXPECT_EQ(revisions.add("nothing is left to do", wanted), std::vector<std::string>{});
    EXPECT_TRUE(revisions.fold() == wanted);
    tenon::Migrator migrator{engine, revisions.stored()};
    EXPECT_EQ(migrator.upgrade().size(), 1u);
    (this->*change.expect_rows)();
  }
  /// One step; a change whose way back loses data only when that is accepted.
  void downgrade(const Change& change) {
    tenon::MigratorOptions options;
    if (change.loses_on_the_way_down) {
      tenon::Migrator careful{engine, revisions.stored()};
      const tenon::Error error = tenon::test::error_of([&] { careful.downgrade("-1"); });
      EXPECT_EQ(error.kind(), tenon::ErrorKind::migration) << error.what();
      (this->*change.expect_rows)();
      options.accept_data_loss = true;
    }
    tenon::Migrator migrator{engine, revisions.stored(), options};
    const std::vector<tenon::MigrationStep> done = migrator.downgrade("-1");
    ASSERT_EQ(done.size(), 1u);
    EXPECT_EQ(done.front().message, change.message);
  }

  const tenon::schema::Schema original = read_schema({});
};

std::vector<ModelChange::Change> ModelChange::changes() {
  const std::string loyalty = "loyalty/models/customer.hpp";
  const std::string written_by = "written_by/models/track.hpp";
  const std::string billing_state = "billing_state/models/invoice.hpp";
  const std::map<std::string, std::string> renamed{{"tracks.composer", "written_by"}};
  return {
      {.message = "customers collect points",
       .headers = {loyalty},
       .operations = {"add column customers.loyalty int32 required backfilled with length(email)"},
       .renamed = {},
       .loses_on_the_way_down = true,
       .expect_rows = &ModelChange::expect_points},
      {.message = "a composer may be a poet",
       .headers = {loyalty, written_by},
       .operations = {"rename column tracks.composer to written_by"},
       .renamed = renamed,
       .expect_rows = &ModelChange::expect_writers},
      {.message = "only the states that we know",
       .headers = {loyalty, written_by, billing_state},
       .operations = {"alter column invoices.billing_state: type text(40) to text",
                      "add check invoices_billing_state_check billing_state in (AB, AZ, BC, CA, "
                      "DF, Dublin, FL, IL, MA, MB, NS, NSW, NT, NV, NY, ON, QC, RJ, RM, SP, TX, "
                      "UT, VV, WA, WI) to invoices"},
       .renamed = renamed,
       .expect_rows = &ModelChange::expect_states},
  };
}

TEST_P(ModelChange, three_up_and_three_down) {
  const std::map<std::string, TableDigest> before = values({});
  std::int64_t rows = 0;
  for (const auto& [table, found] : before) rows += found.rows;
  ASSERT_EQ(rows, 15'607);
  expect_schema(original);

  const std::vector<Change> steps = changes();
  for (const Change& change : steps) {
    SCOPED_TRACE("up: " + change.message);
    const tenon::schema::Schema wanted = read_schema(change.headers);
    upgrade(change, wanted);
    expect_schema(wanted);
    EXPECT_EQ(values(change.renamed), before);
  }
  for (std::size_t step = steps.size(); step-- > 0;) {
    SCOPED_TRACE("down: " + steps[step].message);
    downgrade(steps[step]);
    const Change previous = step == 0 ? Change{} : steps[step - 1];
    expect_schema(read_schema(previous.headers));
    EXPECT_EQ(values(previous.renamed), before);
  }
  tenon::Session session = engine.session();
  expect_as_in_files(session);
}

TENON_ON_BOTH(ModelChange);

}  // namespace
}  // namespace chinook
