// Judges SQL by the rules of safe migrations.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "lint/finding.hpp"
#include "lint/unit.hpp"
#include "migrate/store.hpp"

namespace tenon::lint {

/// The way up of a revision for one database, and what is there before it: `before` is the schema
/// of its ancestors, `created` the tables that came into being in the same unreleased change.
Unit unit_of(const migrate::StoredRevision& revision, const std::string& dialect,
             const schema::Schema& before, const std::vector<schema::TableName>& created);

/// A file of SQL that somebody runs by other means. Text that PostgreSQL's parser refuses is an
/// error with its place [sql-syntax].
Unit unit_of_file(const base::Sources& sources, int source, const std::string& dialect,
                  base::Diagnostics& diagnostics);

/// The same, on a database whose schema is known.
void set_schema(Unit& unit, const schema::Schema& before);

/// In the order of the text; what `-- tenon:allow rule: reason` says is right is left out.
/// SQL that cannot be read is an error in `diagnostics` [sql-syntax].
std::vector<Finding> judge(const Unit& unit, const Servers& servers, const base::Sources& sources,
                           base::Diagnostics& diagnostics);

/// The tables that are new behind a unit: those of `new_tables`, and its own.
std::vector<schema::TableName> created_tables(const Unit& unit, const base::Sources& sources);

/// Each rule with its databases and what it says, for people.
std::string describe_rules();

/// For people: a warning or error with what waits, and the safe form.
base::Diagnostic to_diagnostic(const Finding& finding);
/// For scripts.
nlohmann::json to_json(const std::vector<Finding>& findings, const base::Sources& sources);

}  // namespace tenon::lint
