#include "migration/sqlite_group.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace tenon::detail {

SqliteGroup::SqliteGroup(Connection& connection, const MigrationStatement* begin,
                         const MigrationStatement* end) {
  if (connection.dialect() != Dialect::sqlite) return;
  const auto drops = [](const MigrationStatement& one) { return leaves_dependents(one.sql); };
  if (std::any_of(begin, end, drops)) dependents_.emplace(connection);
  const auto rebuilds = [](const MigrationStatement& one) { return !one.rebuilds.empty(); };
  if (!std::any_of(begin, end, rebuilds)) return;
  std::vector<std::string> group;
  for (const MigrationStatement* one = begin; one != end; ++one) group.push_back(one->sql);
  keys_.emplace(connection, group);
  saved_.emplace(connection);
  rebuilt_.emplace(connection, std::move(group));
}

void SqliteGroup::before(const MigrationStatement& statement) {
  if (dependents_) dependents_->leave_out_made(statement.sql);
  if (!saved_) return;
  saved_->give_back(statement.sql);
  rebuilt_->before(statement.sql, statement.was);
}

void SqliteGroup::finish() {
  if (saved_) {
    rebuilt_->restore();
    saved_->restore();
    keys_->check();
  }
  if (dependents_) dependents_->check();
}

}  // namespace tenon::detail
