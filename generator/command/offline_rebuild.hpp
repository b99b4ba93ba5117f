// `--sql` for sqlite3: what the migrator finds out about a table before it is built anew, as SQL
// that stops the script.
#pragma once

#include <string>
#include <vector>

#include <tenon/revision.hpp>

namespace tenon::command {

/// Stops when the query finds a row; `message` stands in what sqlite3 says.
std::string stop_if(const std::string& message, const std::string& query);

/// Before the statement makes the new table. Nothing where it does not say what it takes the place
/// of. `group`: all statements of the transaction.
std::string compare_live(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group);

/// Before the old table is dropped: all rows are in the new one; what AUTOINCREMENT gave last is
/// remembered. Nothing for other statements.
std::string compare_rows(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group);

/// Behind the last statement: AUTOINCREMENT goes on where it was.
std::string restore_numbers(const std::vector<MigrationStatement>& group);

/// Around a group that builds tables anew: views that could be read and cannot be any more,
/// triggers of the new tables that do not compile, rows of theirs and of those that refer to them
/// that refer to nothing and did not before.
std::string remember_works(const std::vector<MigrationStatement>& group);
std::string check_works(const std::vector<MigrationStatement>& group);

/// Around a group that drops tables: foreign keys of others that would name nothing.
std::string remember_keys();
std::string check_keys();

}  // namespace tenon::command
