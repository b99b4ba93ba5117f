// The table in which a database keeps what was applied to it. The migrator writes a revision's row
// in the same transaction as the statements that it tells of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/migration.hpp>

namespace tenon::detail {

class History {
 public:
  /// `schema` is PostgreSQL's.
  History(Connection& connection, std::string_view schema);

  bool exists();
  /// To be called by the holder of the lock: two CREATE TABLE IF NOT EXISTS at once fail.
  void create();
  /// Oldest first.
  std::vector<AppliedRevision> read();
  std::optional<AppliedRevision> find(std::string_view id);
  void put(const AppliedRevision& revision);
  void remove(std::string_view id);

 private:
  std::vector<AppliedRevision> select(std::string_view clause, Params params);

  Connection& connection_;
  std::string schema_;
  std::string table_;  ///< quoted, qualified on PostgreSQL
};

}  // namespace tenon::detail
