// A database that revisions run in, beside the schema that it should have. After each step only
// what changed is looked at: many revisions take the time that each of them takes.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/marks.hpp"
#include "schema/operation.hpp"

namespace tenon::command {

class WatchedDatabase {
 public:
  explicit WatchedDatabase(Connection& connection) : connection_(connection) {}

  /// What leads from what is there to what `schema` says, after a step. `renames`: names changed,
  /// which others show.
  schema::Operations look(const schema::Schema& schema, bool renames);
  /// The same, and looks at everything.
  schema::Operations look_whole(const schema::Schema& schema);

 private:
  using Names = std::set<schema::TableName>;

  Names see_database(bool is_whole);
  Names spell(const schema::Schema& schema);
  void spell_tables(const Names& names, const schema::Schema& schema);

  Connection& connection_;
  introspect::Marks marks_;
  schema::Schema live_;
  schema::Schema said_;    ///< what was to be there at the last look
  schema::Schema wanted_;  ///< that as the server shows it
  /// Tables as they were said to be and as the server showed that.
  std::map<schema::TableName, std::vector<std::pair<schema::Table, schema::Table>>> spelled_;
  Names different_;  ///< what was not as it should be
};

}  // namespace tenon::command
