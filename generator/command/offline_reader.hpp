// `--sql` for sqlite3: the script reads the live CREATE TABLE itself, in SQL, and stops before it
// would lose what the revision does not know of.
#pragma once

#include <string>
#include <vector>

#include <tenon/revision.hpp>

namespace tenon::command {

/// What the comparisons below read with: temporary views; and their end.
std::string begin_reading();
std::string end_reading();

/// Stops when the query finds a row; `message` stands in what sqlite3 says.
std::string stop_if(const std::string& message, const std::string& query);

/// The table whose place the statement's new one takes; "" where it makes none.
std::string rebuilt_table(const MigrationStatement& statement);
/// The name that it has until it takes that place.
std::string made_table(const MigrationStatement& statement);

/// Before the statement makes the new table: compares by meaning what the live table has with
/// `was` and the new one, as the migrator does. Nothing where it does not say what it takes the
/// place of. `group`: all statements of the transaction.
std::string compare_live(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group);

/// Stops where the table has indexes that the group does not make.
std::string compare_indexes_of(const std::string& table,
                               const std::vector<MigrationStatement>& group);

}  // namespace tenon::command
