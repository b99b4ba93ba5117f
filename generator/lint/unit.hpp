// What is judged as one: a script of a revision or a file of SQL, its statements in the order in
// which they run, and in which transactions.
#pragma once

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "schema/operation.hpp"
#include "schema/schema.hpp"

namespace tenon::lint {

struct UnitStatement {
  base::Span span;  ///< from its first token to its last
  int group = 0;    ///< statements of one group share a transaction
  bool is_transactional = true;
  std::vector<std::string> rebuilds;  ///< SQLite: the tables that the runner protects in this group
};

struct Unit {
  enum class Runner { tenon, unknown };

  int source = -1;
  std::string dialect;  ///< "postgresql", "sqlite"
  Runner runner = Runner::unknown;
  std::vector<UnitStatement> statements;
  std::vector<base::Span> data;  ///< rows behind COPY … FROM STDIN
  /// What is there before it, as far as it is known.
  schema::Schema before;
  /// What is to be there behind it.
  schema::Schema after;
  bool knows_schema = false;
  /// What its head says why it may go, in the words of its hazards.
  std::set<std::string> accepted_losses;
  /// Created earlier in the same unreleased change.
  std::vector<schema::TableName> new_tables;
};

/// The version of a server: 15, or 3.40.
struct ServerVersion {
  int major = 0;
  int minor = 0;

  auto operator<=>(const ServerVersion&) const = default;
};

/// `15`, `13.4`, `3.40`; none: the text is no version.
std::optional<ServerVersion> parse_version(std::string_view text);

/// The oldest servers that the SQL is to run on.
struct Servers {
  ServerVersion postgresql{15, 0};
  ServerVersion sqlite{3, 40};

  ServerVersion of(const std::string& dialect) const {
    return dialect == "sqlite" ? sqlite : postgresql;
  }
};

}  // namespace tenon::lint
