#include "lint/rules_shared.hpp"

#include "lint/predicates.hpp"

namespace tenon::lint {

using base::Severity;

Rule drop_computed_column() {
  return {"drop-computed-column",
          Severity::warning,
          "breaks_clients",
          {"gone: drop column"},
          is_computed,
          "programs that read {column} of {table} fail from here on",
          "",
          "release ones that do not, first; its values can be computed again"};
}

Rule drop_column() {
  return {
      "drop-column",
      Severity::error,
      "loses_data",
      {"drop column"},
      [](const Action& action, const Context& context) {
        return in_use(action, context) && !is_computed(action, context);
      },
      "column {column} of {table} goes with its values",
      "",
      "programs that still read or write it fail from here on: release ones that do not, first"};
}

Rule open_transaction() {
  return {"open-transaction",
          Severity::error,
          "process",
          {"open transaction"},
          always,
          "the transaction that begins here is never committed: nothing of it stays",
          "commit;",
          ""};
}

}  // namespace tenon::lint
