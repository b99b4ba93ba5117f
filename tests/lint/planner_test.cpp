// What Tenon's own planner writes raises nothing but the hazards that it names itself in the head
// of the script: for each case of the dialect contract, both ways.
#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "dialect/cases.hpp"
#include "lint/lint.hpp"
#include "schema/dialect.hpp"

namespace tenon::lint {
namespace {

class PlannerLaw : public testing::TestWithParam<std::string> {
 protected:
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
    revision.dialects[GetParam()].up = migrate::parse_script(sources, source, diagnostics);
    revision.dialects[GetParam()].up_source = source;
    const Unit unit = unit_of(revision, GetParam(), before, {});
    std::set<std::string> named;
    for (const schema::Hazard& hazard : script.hazards) named.insert(hazard.code);
    base::Diagnostics unnamed;
    for (const Finding& one : judge(unit, {}, sources, diagnostics))
      if (named.count(one.hazard) == 0) unnamed.add(to_diagnostic(one));
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

INSTANTIATE_TEST_SUITE_P(Dialects, PlannerLaw, testing::ValuesIn(schema::dialect_names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace tenon::lint
