// SQLite's own opinion: an empty database in memory that has the schema as it is by then, and is
// asked to read each statement. DDL runs there, nothing else does.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>

#include "lint/action.hpp"
#include "lint/statement_text.hpp"
#include "lint/unit.hpp"

namespace tenon::lint {

class SqliteShadow {
 public:
  explicit SqliteShadow(const Unit& unit);

  struct Refusal {
    bool is_syntax = false;
    std::string message;
    base::Span span;
  };
  /// Why SQLite refuses the statement, as far as that does not come from a table of which nothing
  /// is known; `actions` is what it does.
  std::optional<Refusal> run(const StatementText& text, const UnitStatement& statement,
                             const std::vector<Action>& actions);

  /// Of the statement that ran last: where a name in double quotes is no column, and SQLite takes
  /// it for a text unless it was told not to.
  const std::vector<base::Span>& double_quoted() const { return double_quoted_; }

  /// What went with a table that was dropped and made again: behind the last statement.
  struct Loss {
    std::string table;
    std::string what;  ///< "trigger touch"; "AUTOINCREMENT"; "rowid"
  };
  std::vector<Loss> losses();

 private:
  struct Object {
    std::string type;
    std::string name;
  };
  struct Dropped {
    std::string table;
    std::vector<Object> objects;
    bool counts_up = false;  ///< AUTOINCREMENT
    bool has_rowid = false;  ///< and no column that is one
  };

  std::string error_of(const std::string& sql);
  void make(const schema::Schema& schema);
  void prepare(const UnitStatement& statement, const std::vector<Action>& actions);
  bool make_up(const std::string& message);
  bool mentions_unknown(const StatementText& text) const;
  void read_as_texts(const StatementText& text, std::string& sql, std::string& message);
  void note_double_quoted(const StatementText& text, std::string& sql, const std::string& message);
  std::string probe_of(const StatementText& text);
  void read_inside(const StatementText& text, std::string& sql);
  void find_by_looks(const StatementText& text);
  std::string text_to_run(const StatementText& text) const;
  base::Span place_of(const StatementText& text, const std::string& message);
  std::optional<std::string> definition(const std::string& table);
  bool has_own_rowid(const std::string& table, const std::string& sql);
  Dropped describe(const std::string& table);

  Engine engine_;
  Connection connection_;
  bool knows_schema_;
  bool is_runner_;
  bool is_legacy_ = false;
  std::size_t objects_ = 0;        ///< that came into being here
  std::size_t work_ = 0;           ///< how many of them SQLite has read again for ALTER TABLE
  std::set<std::string> unknown_;  ///< tables that nobody described, or that are others by now
  std::set<std::string> made_up_;  ///< those that were made up
  std::vector<Dropped> dropped_;
  std::vector<base::Span> double_quoted_;
  std::set<std::string> dropped_by_name_;
};

}  // namespace tenon::lint
