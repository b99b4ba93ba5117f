#include "migrate/statement_check.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "migrate/moved_key.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::migrate {
namespace {

class StatementCheck {
 public:
  StatementCheck(const Script& script, const ScriptStatement& statement,
                 base::Diagnostics& diagnostics)
      : script_(script), statement_(statement), diagnostics_(diagnostics) {}

  void run(std::string_view sql) {
    if (!statement_.code.empty()) {
      check_code();
    } else {
      check_batches(sql);
      check_was();
    }
    check_group();
  }

 private:
  void error(base::Span span, std::string message, std::string hint = {}) {
    diagnostics_.error("revision-script", span, std::move(message), std::move(hint));
  }

  void check_group() {
    if (script_.statements.empty()) return;
    const ScriptStatement& before = script_.statements.back();
    const bool is_mixed =
        before.group == statement_.group && before.is_transactional != statement_.is_transactional;
    if (!is_mixed) return;
    error(
        statement_.span,
        "a group runs in a transaction or does not: this statement differs from the one before it",
        "give it a group of its own: 'group=" + std::to_string(statement_.group + 1) + "'");
  }

  /// Those of PostgreSQL name a column and what may go with it, or no index.
  void check_was() {
    const bool is_known =
        statement_.was.empty() || statement_.was == "no index" ||
        (statement_.is_transactional && base::starts_with(statement_.was, "column "));
    if (script_.dialect == "sqlite" || is_known) return;
    error(
        statement_.span,
        "the lines '-- tenon: was' say 'no index', or in a transaction begin with the column that "
        "the statement drops",
        "-- tenon: was column \"public\".\"users\".\"bio\"");
  }

  /// A step in C++ is a part of one transaction, which runs once.
  void check_code() {
    const bool is_plain = statement_.is_transactional && statement_.rebuilds.empty() &&
                          statement_.batches == schema::Batches{};
    if (!is_plain) {
      return error(statement_.span, "a step in C++ runs in a transaction, once",
                   "take everything but 'group=' and 'code=' away");
    }
    refuse_beside([](const ScriptStatement& other) { return other.batches.rows > 0; },
                  "what stands in the group of batches runs again before each of them");
  }

  template <class Is>
  void refuse_beside(Is is, const char* why) {
    for (const ScriptStatement& other : script_.statements) {
      if (other.group != statement_.group || !is(other)) continue;
      return error(
          statement_.span, why,
          "give it a group of its own: 'group=" + std::to_string(statement_.group + 1) + "'");
    }
  }

  /// What the runner needs to go over a table in ranges.
  void check_batches(std::string_view sql) {
    const schema::Batches& batches = statement_.batches;
    const bool is_said = batches.rows > 0 || !batches.table.name.empty() || !batches.key.empty();
    if (!is_said) return;
    if (batches.rows == 0 || batches.table.name.empty() || batches.key.empty()) {
      return error(statement_.span, "batches need all of 'batch=', 'table=' and 'key='",
                   "batch=5000 table=public.users key=id");
    }
    if (script_.dialect == "sqlite" || !statement_.is_transactional) {
      return error(statement_.span,
                   script_.dialect == "sqlite"
                       ? "SQLite has one writer at a time and no locks of rows: batches would only "
                         "keep it longer from its end"
                       : "batches are transactions, and this statement runs outside of them",
                   "take 'batch=', 'table=' and 'key=' away");
    }
    refuse_beside([](const ScriptStatement& other) { return other.batches.rows > 0; },
                  "a group goes over one table in batches, and this one does already");
    refuse_beside([](const ScriptStatement& other) { return !other.code.empty(); },
                  "what stands in the group of batches runs again before each of them");
    const auto names = [parameters = sql_parameters(sql)](std::size_t number) {
      return std::any_of(parameters.begin(), parameters.end(), [&](const SqlParameter& one) {
        return one.number == static_cast<int>(number);
      });
    };
    for (std::size_t i = 1; i <= 2 * batches.key.size(); ++i) {
      if (names(i)) continue;
      return error(statement_.span,
                   "the statement does not name $" + std::to_string(i) +
                       ": each batch would go over the whole table",
                   "where " + range_of(batches.key));
    }
    const std::string moved = moved_key(sql, batches.key);
    if (moved.empty()) return;
    error(statement_.span,
          "the statement sets '" + moved +
              "', by which the batches go: a row that it has moved may be met and changed again",
          "let its where say which rows it has not changed yet: where " + range_of(batches.key) +
              " and …");
  }

  /// `id between $1 and $2`
  static std::string range_of(const std::vector<std::string>& key) {
    std::string first;
    std::string last;
    for (std::size_t i = 1; i <= key.size(); ++i) {
      first += (i > 1 ? ", $" : "$") + std::to_string(i);
      last += (i > 1 ? ", $" : "$") + std::to_string(key.size() + i);
    }
    if (key.size() == 1) return key.front() + " between " + first + " and " + last;
    return "(" + base::join(key, ", ") + ") between (" + first + ") and (" + last + ")";
  }

  const Script& script_;
  const ScriptStatement& statement_;
  base::Diagnostics& diagnostics_;
};

}  // namespace

void check_statement(const Script& script, const ScriptStatement& statement, std::string_view sql,
                     base::Diagnostics& diagnostics) {
  StatementCheck{script, statement, diagnostics}.run(sql);
}

}  // namespace tenon::migrate
