// `--sql` for sqlite3: triggers while tables are built anew, and whether they fit afterwards.
#pragma once

#include <string>
#include <vector>

#include <tenon/revision.hpp>

namespace tenon::command {

/// Around a group that builds tables anew: they would die with the old table, and must not see the
/// copying. Behind it the database itself looks at those that mention what the group touches, and
/// the script stops at one that does not fit; those that name a column which they never had are
/// left alone.
std::string save_triggers(const std::vector<MigrationStatement>& group);
std::string restore_triggers(const std::vector<MigrationStatement>& group);

/// Before a statement that drops or makes a trigger by name: it is there again, and the script's.
std::string give_trigger_back(const MigrationStatement& statement);

/// Tables that the statements name, in lower case.
std::vector<std::string> named_tables(const std::vector<MigrationStatement>& group);

}  // namespace tenon::command
