#include "lint/judged.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "dialect/cases.hpp"
#include "lint/lint.hpp"
#include "migrate/script.hpp"

namespace tenon::lint {
namespace {

/// "-- server 3.34".
Servers servers_of(const std::string& text) {
  Servers servers;
  for (const std::string& line : base::split_lines(text)) {
    if (!base::starts_with(line, "-- server ")) continue;
    const std::vector<std::string> parts = base::split(line.substr(10), ".");
    ServerVersion version{std::atoi(parts[0].c_str()), 0};
    if (parts.size() > 1) version.minor = std::atoi(parts[1].c_str());
    (version.major == 3 ? servers.sqlite : servers.postgresql) = version;
  }
  return servers;
}

/// Theirs, and a computed column.
schema::Schema known_schema() {
  schema::Schema schema = dialect_test::base_schema();
  schema::Column column;
  column.name = "initial";
  column.type.kind = schema::ColumnType::Kind::text;
  column.nullable = true;
  column.computed.text = "substr(name, 1, 1)";
  schema.find("", "users")->columns.push_back(column);
  return schema;
}

}  // namespace

Judged judge_text(const std::string& name, const std::string& text, const std::string& dialect,
                  bool may_fail) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const int source = sources.add(name, text);
  Unit unit;
  if (base::starts_with(text, "-- tenon: revision")) {
    migrate::StoredRevision revision;
    revision.dialects[dialect].up = migrate::parse_script(sources, source, diagnostics);
    revision.dialects[dialect].up_source = source;
    unit = unit_of(revision, dialect, known_schema(), {});
  } else {
    unit = unit_of_file(sources, source, dialect, diagnostics);
    if (base::starts_with(text, "-- at the schema")) set_schema(unit, known_schema());
  }
  Judged judged;
  judged.findings = judge(unit, servers_of(text), sources, diagnostics);
  judged.errors = base::render(diagnostics, sources);
  if (!may_fail) {
    EXPECT_EQ(judged.errors, "") << name;
  }
  base::Diagnostics found;
  for (const Finding& one : judged.findings) found.add(to_diagnostic(one));
  judged.text = base::render(found, sources);
  return judged;
}

void expect_each(const std::vector<Case>& cases, const std::string& dialect) {
  for (const Case& one : cases) {
    EXPECT_EQ(judge_text("hit.sql", one.hit, dialect).rules().count(one.rule), 1U)
        << one.name << "\n"
        << judge_text("hit.sql", one.hit, dialect).text;
    EXPECT_EQ(judge_text("near.sql", one.near, dialect).rules().count(one.rule), 0U)
        << one.name << "\n"
        << judge_text("near.sql", one.near, dialect).text;
  }
}

}  // namespace tenon::lint
