// A rule of safe migrations, as an entry of a table: which actions it is about, what is dangerous,
// and the form that is not. What an action locks, writes and reads stands in locks.postgresql.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "lint/action.hpp"
#include "lint/context.hpp"

namespace tenon::lint {

struct Rule {
  std::string_view name;
  base::Severity severity = base::Severity::warning;
  /// In the words of hazards: loses_data, may_fail, breaks_clients, rewrites, blocks_writes,
  /// blocks_reads, fails, or process.
  std::string_view hazard;
  std::vector<std::string_view> kinds;  ///< of actions; none = all
  /// Null: about every action of these kinds on a table that is in use.
  bool (*applies)(const Action& action, const Context& context) = nullptr;
  /// Texts with the action's words in braces. `{outside}` and `{then}` are comment lines that say
  /// how a statement gets out of the transaction, or into the next one.
  std::string_view message;
  std::string_view safe;  ///< SQL, several lines, or ""
  std::string_view note;
  ServerVersion safe_since = {};  ///< older servers have no such form
};

/// All rules for a dialect, in the order of the documentation.
const std::vector<Rule>& rules(std::string_view dialect);

const std::vector<Rule>& postgresql_rules();
const std::vector<Rule>& sqlite_rules();
const std::vector<Rule>& postgresql_data_rules();
const std::vector<Rule>& postgresql_lock_rules();
const std::vector<Rule>& postgresql_partition_rules();
const std::vector<Rule>& postgresql_process_rules();

/// Whether some dialect has a rule of that name, or it is one of lint's own.
bool is_rule(std::string_view name);
std::vector<std::string> rule_names();

}  // namespace tenon::lint
