// What is so before a statement runs: the schema as far as it is known, what came into being in the
// same change, and what its transaction did already.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/action.hpp"
#include "lint/unit.hpp"
#include "schema/schema.hpp"

namespace tenon::lint {

/// Whether the table `a` is `b`: "public" is the default schema.
schema::TableName table_name(std::string schema, std::string name);

/// A table or index as SQLite knows it: in lower case, its schema a part of its name.
std::string sqlite_name(const std::string& schema, const std::string& name);

/// Where PostgreSQL has temporary tables, which nobody else sees.
inline constexpr std::string_view temporary_schema = "pg_temp";

class Context {
 public:
  Context(const Unit& unit, ServerVersion version);

  /// Before the actions of a statement.
  void enter(const UnitStatement& statement);
  /// Behind an action.
  void follow(const Action& action);
  /// Behind the last statement.
  void leave() { in_block_ = false; }

  const Unit& unit() const { return unit_; }
  ServerVersion version() const { return version_; }
  bool is_runner() const { return unit_.runner == Unit::Runner::tenon; }

  /// Created in this change, or seen by this session alone: nobody uses it yet, and it has few rows
  /// if any. One that IF NOT EXISTS may have found is none.
  bool is_new(const schema::TableName& table) const;
  const std::set<schema::TableName>& new_tables() const { return new_tables_; }
  /// The same of a type, a function or another object, by what the reader calls it.
  bool is_new_object(std::string_view object) const { return new_objects_.count(object) != 0; }
  /// Whether DROP INDEX IF EXISTS took away what a build that failed may have left.
  bool was_cleared(std::string_view index) const { return cleared_indexes_.count(index) != 0; }
  /// Whether the text has said that it has partitions.
  bool is_partitioned(const schema::TableName& table) const {
    return partitioned_.count(table) != 0;
  }
  /// The table whose partition it is, if the text has said so; as the text spells it.
  std::optional<std::string> whole_of(const schema::TableName& partition) const;
  /// The table that a name of PostgreSQL means: a temporary one, or the first one of search_path.
  schema::TableName resolve(const std::string& schema, const std::string& name) const;
  /// The one that CREATE with this name makes.
  schema::TableName resolve_new(const std::string& schema, const std::string& name) const;
  /// Null where nothing is known of the table.
  const schema::Table* find(const schema::TableName& table) const;
  const schema::Column* find(const schema::TableName& table, std::string_view column) const;
  /// The foreign keys that refer to it, each with its table; none of its own.
  std::vector<std::pair<const schema::Table*, const schema::ForeignKey*>> referring_to(
      const schema::TableName& table) const;
  /// As it was before the first statement.
  const schema::Table* find_before(const schema::TableName& table) const;
  /// As the revision says that it is to be; null of a file.
  const schema::Table* find_after(const schema::TableName& table) const;
  /// The table of an index that is known by its name.
  std::optional<schema::TableName> table_of_index(const std::string& schema,
                                                  const std::string& index) const;

  bool in_transaction() const { return is_transactional_ || in_block_; }
  /// SQLite: whether the runner has foreign keys off for this table while the statement runs.
  bool rebuilds(std::string_view table) const;
  int group() const { return group_; }
  /// Inside BEGIN … COMMIT that the text says itself.
  bool in_block() const { return in_block_; }
  /// Whether others waited for a statement without a lock_timeout; for one that lasts.
  bool has_blocked() const { return has_blocked_; }
  bool has_lasted() const { return has_lasted_; }
  bool has_set(std::string_view parameter) const { return settings_.count(parameter) != 0; }
  /// Whether the time zone of the session is UTC, as the runner has it.
  bool is_utc() const { return is_runner() || is_utc_; }
  /// The statements inside of a function that was made before; null where nothing is known of it.
  const std::vector<base::Span>* body_of(const std::string& function) const;

  /// Whether a check that was validated before says that the column is not null.
  bool proves_not_null(const schema::TableName& table, const std::string& column) const;
  /// What this transaction did before, in order: what others wait for, and new values of enums.
  const std::vector<Action>& done() const { return done_; }
  /// What the statements of the unit did so far.
  const std::deque<Action>& history() const { return history_; }
  /// Those of one kind.
  const std::vector<const Action*>& history_of(std::string_view kind) const;

 private:
  using Key = std::pair<schema::TableName, std::string>;

  const schema::Table* find_in(const schema::Schema& schema, const schema::TableName& table) const;
  void follow_names(const Action& action);
  void follow_checks(const Action& action);
  void follow_transaction(const Action& action);
  bool was_dropped(const schema::TableName& table) const;
  void follow_partitions(const Action& action);
  void follow_new_table(const Action& action);
  void follow_move(const Action& action, const schema::TableName& to);
  void follow_setting(const Action& action);
  void end_transaction();
  void rename_constraint(const Action& action);

  schema::Table* find_known(const schema::TableName& table);

  const Unit& unit_;
  ServerVersion version_;
  schema::Schema schema_;
  std::set<schema::TableName> new_tables_;
  struct Proof {
    std::vector<std::string> columns;
    bool is_valid = false;
  };
  std::map<Key, Proof> not_null_checks_;  ///< by table and name of the check
  std::set<std::string, std::less<>> cleared_indexes_;
  std::map<std::string, std::vector<const Action*>, std::less<>> made_indexes_;
  std::set<schema::TableName> partitioned_;
  std::set<std::string> new_schemas_;
  std::set<std::string, std::less<>> new_objects_;
  std::set<std::string, std::less<>> settings_;
  std::set<std::string, std::less<>> local_settings_;   ///< those that end with the transaction
  std::set<std::string, std::less<>> settings_before_;  ///< those that a rollback brings back
  std::vector<std::string> search_path_ = {"public"};
  std::vector<std::string> path_before_;  ///< what is behind SET LOCAL
  bool has_local_path_ = false;
  bool is_utc_ = false;
  bool has_blocked_ = false;
  bool has_lasted_ = false;
  std::map<std::string, std::vector<base::Span>> functions_;
  std::vector<Action> done_;
  std::deque<Action> history_;  ///< its elements stay where they are
  std::map<std::string, std::vector<const Action*>, std::less<>> by_kind_;
  std::vector<std::string> rebuilds_;
  int group_ = -1;
  bool is_transactional_ = false;
  bool in_block_ = false;
};

}  // namespace tenon::lint
