// 200 random revisions and what squash makes of them: databases that ran the one or the others, or
// came from the midst, have one schema, on real servers.
#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "introspect/introspect.hpp"
#include "laws/random_schema.hpp"
#include "migrate/fold.hpp"
#include "migrate/squash.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using schema::Column;
using schema::ColumnType;
using schema::Schema;
using schema::Table;
using schema::TableName;

constexpr int revision_count = 200;

std::string id_of(int i) { return "r" + std::to_string(i); }

class SquashLaws : public testing::TestWithParam<tenon::Dialect> {
 protected:
  SquashLaws() {
    request_.dialects = {GetParam() == tenon::Dialect::sqlite ? "sqlite" : "postgresql"};
    request_.message = "a revision";
  }

  void add(migrate::StoredRevision revision) {
    store_.revisions.push_back(std::move(revision));
    std::vector<RevisionGraph::Node> nodes;
    for (const migrate::StoredRevision& each : store_.revisions) {
      nodes.push_back({each.id, each.parents, each.replaces});
    }
    store_.graph = RevisionGraph{nodes};
  }

  void write_revisions() {
    RandomSchema random{20261121, true};
    Schema last;
    for (int i = 1; i <= revision_count;) {
      Schema next = i == 1 ? random.make() : last;
      if (i > 1) random.mutate(next);
      prune(next);
      prune_views(next);
      const schema::Operations operations = schema::diff(last, next).operations;
      if (operations.empty()) continue;
      request_.id = id_of(i);
      const std::vector<std::string> parents = store_.graph.heads();
      add(*migrate::complete(request_, store_, parents, operations, diagnostics_));
      last = migrate::fold(store_, {id_of(i)}, diagnostics_);
      ++i;
    }
  }

  void squash(const std::string& range, const std::string& id) {
    const auto found = migrate::range_to_squash(range, {}, store_, diagnostics_);
    ASSERT_TRUE(found) << base::render(diagnostics_, base::Sources{});
    request_.id = id;
    std::optional<migrate::StoredRevision> made =
        migrate::make_squash(request_, store_, *found, diagnostics_);
    ASSERT_TRUE(made) << base::render(diagnostics_, base::Sources{});
    Schema reached = migrate::fold(store_, found->from, diagnostics_);
    schema::apply(made->operations, reached);
    EXPECT_TRUE(reached == migrate::fold(store_, {found->ids.back()}, diagnostics_));
    add(std::move(*made));
  }

  /// How many of the ranges of ten a squash refuses since the rows would be others.
  int refused_tens() {
    int refused = 0;
    for (int i = 10; i < revision_count; i += 10) {
      base::Diagnostics diagnostics;
      const std::string text = id_of(i) + ".." + id_of(i + 10);
      const auto range = migrate::range_to_squash(text, {}, store_, diagnostics);
      request_.id = "ten";
      if (!range || !migrate::make_squash(request_, store_, *range, diagnostics)) ++refused;
    }
    return refused;
  }

  static MigratorOptions options() {
    MigratorOptions made;
    made.accept_data_loss = true;
    return made;
  }

  static void upgrade(const std::string& url, const std::vector<Revision>& revisions,
                      const std::string& target) {
    Engine engine{url};
    Migrator{engine, revisions, options()}.upgrade(target);
  }

  static Schema live(const std::string& url) {
    Engine engine{url};
    Connection connection = engine.connect();
    return introspect::introspect(connection);
  }

  migrate::Request request_;
  migrate::Store store_;
  base::Diagnostics diagnostics_;
};

TEST_P(SquashLaws, ReplayedInOrderAndSquashedToAnEqualSchema) {
  write_revisions();
  const std::vector<Revision> all = migrate::to_runtime(store_);
  test::TestDatabase replayed{GetParam()};
  test::TestDatabase midway{GetParam()};
  test::TestDatabase at_the_end{GetParam()};
  upgrade(midway.url(), all, "r150");
  upgrade(replayed.url(), all, "head");
  // The server takes its time over each.
  const bool is_sqlite = GetParam() == tenon::Dialect::sqlite;
  if (is_sqlite) upgrade(at_the_end.url(), all, "r180");

  EXPECT_LE(refused_tens(), 4);  // of 19: a revision that uses a name again itself

  // A middle part, for a database at its begin; then everything up to 180, which holds that part.
  squash("r135..r160", "middle");
  test::TestDatabase at_the_begin{GetParam()};
  if (is_sqlite) upgrade(at_the_begin.url(), all, "r135");
  if (is_sqlite) upgrade(at_the_begin.url(), migrate::to_runtime(store_), "head");
  squash("base..r180", "most");
  ASSERT_EQ(store_.find("most").replaces.size(), 2U);
  const std::vector<Revision> squashed = migrate::to_runtime(store_);
  test::TestDatabase fresh{GetParam()};
  for (const std::string& url :
       {midway.url(), at_the_end.url(), at_the_begin.url(), replayed.url(), fresh.url()}) {
    upgrade(url, squashed, "head");
  }
  const Schema wanted = live(replayed.url());
  EXPECT_FALSE(wanted.tables.empty());
  EXPECT_TRUE(live(fresh.url()) == wanted);
  EXPECT_TRUE(live(midway.url()) == wanted);
  EXPECT_TRUE(live(at_the_end.url()) == wanted);
  EXPECT_TRUE(live(at_the_begin.url()) == wanted);
  Engine engine{midway.url()};
  Migrator migrator{engine, squashed, options()};
  EXPECT_EQ(migrator.current(), std::vector<std::string>{"r200"});
  EXPECT_EQ(migrator.history().size(), 201U);
  migrator.downgrade("base");
  EXPECT_TRUE(live(midway.url()).tables.empty());
  EXPECT_TRUE(migrator.history().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, SquashLaws,
                         testing::Values(tenon::Dialect::postgresql, tenon::Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws
