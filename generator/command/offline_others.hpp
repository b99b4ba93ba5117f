// `--sql` for psql: what others made stops the script where a statement would take it away.
#pragma once

#include <string>

#include <tenon/revision.hpp>

namespace tenon::command {

/// Stands before the statement: over a column that it drops there is nothing that the revision does
/// not know, and no index has the name of the one that comes next. "" of all other statements.
std::string refuse_others(const MigrationStatement& statement);

}  // namespace tenon::command
