// Which tables and columns the SQL of a revision renames or makes anew, seen while it runs.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/identity.hpp"
#include "migrate/script.hpp"
#include "schema/lineage.hpp"

namespace tenon::command {

/// Made before the script runs. `before` is the schema then, which outlives it.
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
  bool is_watched_ = false;  ///< also where something may be made anew only
  const schema::Schema& start_;
  std::vector<std::string> statements_;
  introspect::Identities before_;  ///< PostgreSQL
  introspect::SqlRenamings made_;  ///< SQLite
};

}  // namespace tenon::command
