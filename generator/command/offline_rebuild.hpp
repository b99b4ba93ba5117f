// `--sql` for sqlite3: what the migrator finds out about a table before it is built anew, as SQL
// that stops the script.
#pragma once

#include <string>
#include <vector>

#include <tenon/revision.hpp>

namespace tenon::command {

/// Whether the statement gives another name to a table that was there before the group.
bool renames_table(const MigrationStatement& statement,
                   const std::vector<MigrationStatement>& group);

/// Before the old table is dropped: all rows are in the new one; what AUTOINCREMENT gave last is
/// remembered; of a table that a script of one's own makes anew, its indexes are compared. Nothing
/// for other statements.
std::string compare_rows(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group);

/// Behind the last statement: AUTOINCREMENT goes on where it was.
std::string restore_numbers(const std::vector<MigrationStatement>& group);

/// Around a group that builds tables anew or drops them: views that could be read and cannot be any
/// more.
std::string remember_views();
std::string check_views();

/// Around a group that builds tables anew: rows of theirs and of those that refer to them that
/// refer to nothing and did not before.
std::string remember_strays(const std::vector<MigrationStatement>& group);
std::string check_strays(const std::vector<MigrationStatement>& group);

/// Around a group that drops tables: foreign keys of others that would name nothing.
std::string remember_keys();
std::string check_keys();

}  // namespace tenon::command
