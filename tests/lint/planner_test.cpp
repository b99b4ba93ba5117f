// What Tenon's own planner writes raises nothing but the hazards that it names itself in the head
// of the script: for each case of the dialect contract, both ways.
#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "dialect/cases.hpp"
#include "laws/random_schema.hpp"
#include "lint/lint.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"

namespace tenon::lint {
namespace {

class PlannerLaw : public testing::TestWithParam<std::string> {
 protected:
  /// What the schema itself says: a table without a key is one whatever the planner writes.
  static bool is_wanted(const Finding& finding) {
    return finding.rule == "table-without-key" || finding.rule == "json-column";
  }

  void expect_clean(const std::string& name, const schema::Operations& operations,
                    const schema::Schema& before) {
    SCOPED_TRACE(name);
    const auto dialect = schema::make_dialect(GetParam());
    migrate::Script script = migrate::make_script(dialect->plan(operations, before));
    script.id = "a1";
    script.dialect = GetParam();
    base::Sources sources;
    base::Diagnostics diagnostics;
    const int source = sources.add(name, migrate::write_script(script));
    migrate::StoredRevision revision;
    revision.operations = operations;
    revision.dialects[GetParam()].up = migrate::parse_script(sources, source, diagnostics);
    revision.dialects[GetParam()].up_source = source;
    const Unit unit = unit_of(revision, GetParam(), before, {});
    std::set<std::string> named;
    for (const schema::Hazard& hazard : script.hazards) named.insert(hazard.code);
    base::Diagnostics unnamed;
    for (const Finding& one : judge(unit, {}, sources, diagnostics))
      if (named.count(one.hazard) == 0 && !is_wanted(one)) unnamed.add(to_diagnostic(one));
    EXPECT_EQ(base::render(diagnostics, sources), "");
    EXPECT_EQ(base::render(unnamed, sources), "") << sources.text(source);
  }
};

TEST_P(PlannerLaw, RaisesNothingButWhatItNames) {
  for (const dialect_test::Case& item : dialect_test::cases()) {
    const schema::Schema before = dialect_test::base_schema();
    schema::Schema after = before;
    schema::apply(item.operations, after);
    expect_clean(item.name + " up", item.operations, before);
    expect_clean(item.name + " down", schema::reverse(item.operations), after);
  }
}

// The same of random schemas and changes, of which nobody thought.
TEST_P(PlannerLaw, HoldsOnRandomPairs) {
  constexpr int pairs = 60;
  laws::RandomSchema random{20261122};
  for (int i = 0; i < pairs && !HasFailure(); ++i) {
    const schema::Schema before = random.make();
    schema::Schema after = before;
    for (std::size_t n = 1 + random.below(6); n > 0; --n) random.mutate(after);
    const schema::Operations operations = schema::diff(before, after).operations;
    if (operations.empty()) continue;
    expect_clean("pair " + std::to_string(i) + " up", operations, before);
    expect_clean("pair " + std::to_string(i) + " down", schema::reverse(operations), after);
  }
}

INSTANTIATE_TEST_SUITE_P(Dialects, PlannerLaw, testing::ValuesIn(schema::dialect_names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace tenon::lint
