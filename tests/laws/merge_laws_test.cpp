// Branches that `tenon merge` takes for disjoint lead to one schema in both orders: of operations
// in memory, and of their SQL on real servers. A failing pair is printed as JSON.
#include <iostream>

#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "introspect/introspect.hpp"
#include "laws/plan_runner.hpp"
#include "laws/random_schema.hpp"
#include "migrate/footprint.hpp"
#include "migrate/script.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using schema::Operations;
using schema::Schema;
using schema::Table;
using schema::TableName;

constexpr std::uint64_t seed = 20261121;

/// Two branches over one schema.
struct Branches {
  Schema base;
  migrate::StoredRevision left;
  migrate::StoredRevision right;
};

migrate::StoredRevision branch(RandomSchema& random, const Schema& base,
                               const std::vector<std::string>& dialects) {
  Schema changed = base;
  for (std::size_t i = 1 + random.below(3); i > 0; --i) random.mutate(changed);
  prune(changed);
  prune_views(changed);
  migrate::StoredRevision revision;
  revision.operations = schema::diff(base, changed).operations;
  for (const std::string& name : dialects) {
    const std::unique_ptr<schema::Dialect> dialect = schema::make_dialect(name);
    migrate::DialectScripts& scripts = revision.dialects[name];
    scripts.up = migrate::make_script(dialect->plan(revision.operations, base));
    scripts.down =
        migrate::make_script(dialect->plan(schema::reverse(revision.operations), changed));
  }
  return revision;
}

Branches next_branches(RandomSchema& random, const std::vector<std::string>& dialects) {
  for (;;) {
    Branches made;
    made.base = random.make();
    made.left = branch(random, made.base, dialects);
    made.right = branch(random, made.base, dialects);
    if (!made.left.operations.empty() && !made.right.operations.empty()) return made;
  }
}

bool are_disjoint(const Branches& branches) {
  for (const migrate::Touch& a : migrate::footprint(branches.left, branches.base)) {
    for (const migrate::Touch& b : migrate::footprint(branches.right, branches.base)) {
      if (!migrate::in_common(a, b).empty()) return false;
    }
  }
  return true;
}

std::string show(const Branches& branches) {
  return "base " + to_json(branches.base).dump(1) + "\nleft " +
         to_json(branches.left.operations).dump(1) + "\nright " +
         to_json(branches.right.operations).dump(1);
}

/// The base after both, in this order.
Schema both(const Branches& branches, bool left_first) {
  Schema schema = branches.base;
  schema::apply((left_first ? branches.left : branches.right).operations, schema);
  schema::apply((left_first ? branches.right : branches.left).operations, schema);
  return schema;
}

TEST(MergeLaws, DisjointBranchesFoldToOneSchemaInBothOrders) {
  RandomSchema random{seed};
  int disjoint = 0;
  const int pairs = 2500;
  for (int i = 0; i < pairs; ++i) {
    const Branches branches = next_branches(random, {});
    if (!are_disjoint(branches)) continue;
    ++disjoint;
    try {
      const Schema there = both(branches, true);
      ASSERT_TRUE(there == both(branches, false)) << show(branches);
      // And back, each branch through the other.
      Schema back = there;
      schema::apply(schema::reverse(branches.left.operations), back);
      schema::apply(schema::reverse(branches.right.operations), back);
      ASSERT_TRUE(back == branches.base) << show(branches);
    } catch (const std::logic_error& error) {
      FAIL() << error.what() << "\n" << show(branches);
    }
  }
  std::cout << disjoint << " of " << pairs << " are disjoint\n";
  EXPECT_GT(disjoint, pairs / 4) << "nearly everything is called a conflict";
  EXPECT_LT(disjoint, pairs * 19 / 20);
}

class LiveMerge : public testing::TestWithParam<tenon::Dialect> {
 protected:
  LiveMerge() : name_(GetParam() == tenon::Dialect::sqlite ? "sqlite" : "postgresql") {}

  /// What the server has after both scripts, each as it was written over the base; and after their
  /// ways down, in the same order.
  void run_both(const Branches& branches, bool left_first) {
    const std::unique_ptr<schema::Dialect> dialect = schema::make_dialect(name_);
    test::TestDatabase database{GetParam()};
    Engine engine{database.url()};
    Connection connection = engine.connect();
    for (const std::string& sql : dialect->create_statements(branches.base))
      connection.execute(sql);
    const auto& first = (left_first ? branches.left : branches.right).operations;
    const auto& second = (left_first ? branches.right : branches.left).operations;
    run_plan(connection, dialect->plan(first, branches.base));
    run_plan(connection, dialect->plan(second, branches.base));
    const Schema wanted = introspect::canonical(connection, both(branches, left_first));
    ASSERT_TRUE(introspect::introspect(connection) == wanted) << show(branches);
    for (const auto* const operations : {&first, &second}) {
      Schema after = branches.base;
      schema::apply(*operations, after);
      run_plan(connection, dialect->plan(schema::reverse(*operations), after));
    }
    const Schema start = introspect::canonical(connection, branches.base);
    ASSERT_TRUE(introspect::introspect(connection) == start) << show(branches);
  }

  std::string name_;
};

TEST_P(LiveMerge, DisjointScriptsLeadToOneSchemaInBothOrders) {
  RandomSchema random{seed + 7, true};
  // A database of the server takes its time.
  const int wanted = GetParam() == tenon::Dialect::sqlite ? 40 : 8;
  int disjoint = 0;
  for (int i = 0; disjoint < wanted && i < 400; ++i) {
    const Branches branches = next_branches(random, {name_});
    if (!are_disjoint(branches)) continue;
    ++disjoint;
    try {
      run_both(branches, true);
      run_both(branches, false);
    } catch (const Error& error) {
      FAIL() << error.what() << " " << error.detail() << "\n"
             << error.statement() << "\n"
             << show(branches);
    }
    if (HasFailure()) return;
  }
  EXPECT_EQ(disjoint, wanted);
}

INSTANTIATE_TEST_SUITE_P(Both, LiveMerge,
                         testing::Values(tenon::Dialect::postgresql, tenon::Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws
