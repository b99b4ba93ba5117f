// Which tables and columns the SQL of a revision renames, seen while it runs.
#pragma once

#include <tenon/connection.hpp>

#include "introspect/identity.hpp"
#include "migrate/script.hpp"
#include "schema/lineage.hpp"

namespace tenon::command {

/// Made before the script runs. `before` is the schema then.
class RenamingWatch {
 public:
  RenamingWatch(Connection& connection, const migrate::Script& script, const schema::Schema& before,
                bool is_expected);

  /// Whether anything may be renamed.
  bool is_needed() const { return is_needed_; }

  /// Once it has run.
  introspect::SqlRenamings made();

 private:
  Connection& connection_;
  bool is_needed_ = false;
  introspect::Identities before_;  ///< PostgreSQL
  introspect::SqlRenamings made_;  ///< SQLite
};

}  // namespace tenon::command
