// What one statement of PostgreSQL does, from the tree that its own parser makes of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/action.hpp"
#include "lint/context.hpp"
#include "lint/statement_text.hpp"

namespace tenon::lint {

/// What CASCADE takes along where nothing is known of the database.
inline constexpr const char* depends_on_it = "each table or view that depends on it";

class PostgresqlReader {
 public:
  PostgresqlReader(const Context& context, const StatementText& text)
      : context_(context), text_(text) {}

  /// `statement` is an element of "stmts".
  std::vector<Action> read(const nlohmann::json& statement);

 private:
  using Json = nlohmann::json;
  using Piece = StatementText::Piece;

  struct Relation {
    schema::TableName name;
    std::string text;  ///< as it is spelled
    std::size_t first = 0;
    std::size_t last = 0;
  };

  Relation relation(const Json& range) const;
  /// One that the statement makes.
  Relation new_relation(const Json& range) const;
  Action on(const Relation& relation, std::string kind, const base::Span& span) const;
  Action& add(Action action);
  void add_plain(std::string kind);

  // postgresql_reader.cpp
  void look_for_long_names();
  void look_for_new_values();
  void look_inside(const Json& node);
  void look_for_new_words(const Json& tree);
  std::string in_schema_of(const Relation& table, const std::string& index) const;
  std::string clearing(const Relation& table, const std::string& index) const;
  void create_index(const Json& node);
  void transaction(const Json& node);
  void run_alone(const Json& node);
  void subscribe(const Json& node);
  void discard(const Json& node);
  void set(const Json& node);

  // postgresql_drops.cpp
  void drop(const Json& node);
  void drop_owned(const Json& node);
  void name_parents(Action& action) const;
  void name_what_goes_along(Action& action) const;
  void cut_keys(const Relation& parent, const std::string& column, const base::Span& span);
  void name_indexed(Action& action, const std::vector<std::string>& names) const;
  void rename(const Json& node);
  void set_schema(const Json& node);

  // postgresql_tables.cpp
  void create_table(const Json& node);
  void create_table_as(const Json& node);
  void create_view(const Json& node);
  void create_schema(const Json& node);
  void create_foreign_table(const Json& node);
  bool has_key(const Json& elements) const;
  static bool is_key(const Json& element);
  void define_column(const Relation& table, const Json& column, const std::set<std::string>& keys,
                     std::set<std::string>& columns);
  void refer(const Relation& table, const Json& constraint, const std::string& column);

  // postgresql_rows.cpp
  std::size_t verb_before(const Relation& table) const;
  void write_rows(const Json& node, const char* kind);
  void insert(const Json& node);
  void update(const Json& node);
  void remove(const Json& node);
  void merge(const Json& node);
  void copy(const Json& node);
  std::vector<std::string> emptied_along(const schema::TableName& table) const;
  void truncate(const Json& node);
  void lock(const Json& node);
  void select(const Json& node);
  void call(const Json& node);
  void call_functions(const Json& tree);
  void set_config(const Json& arguments);
  void execute(const Json& node);
  bool is_every_row(const Json& condition, const Relation& table) const;

  // postgresql_objects.cpp
  void alter_enum(const Json& node);
  void alter_domain(const Json& node);
  void create_domain(const Json& node);
  void create_type(const Json& node);
  void create_trigger(const Json& node);
  void create_rule(const Json& node);
  void create_function(const Json& node);
  void alter_function(const Json& node);
  void create_sequence(const Json& node);
  void policy(const Json& node);
  void grant(const Json& node);
  void alter_extension(const Json& node);
  void change_rights(const Json& node);
  void change_setting(const Json& node);
  void vacuum(const Json& node);
  void cluster(const Json& node);
  void move_all(const Json& node);
  void reindex(const Json& node);
  void refresh(const Json& node);
  void run_code(const Json& node);
  void drop_database(const Json& node);
  std::string parenthesized_at(std::size_t token) const;

  // postgresql_partitions.cpp
  void look_at_partitions(Action& action) const;
  bool has_default(const schema::TableName& table) const;
  bool is_proven(const schema::TableName& partition,
                 const std::vector<std::string>& constants) const;
  bool alter_partition(const Relation& table, const Json& command, const Piece& piece);
  void attach_index(const Json& command);

  // postgresql_columns.cpp
  void find_repeated_results(const Relation& made, const Json& query,
                             const std::vector<std::string>& aliases);

  // postgresql_alter.cpp
  void alter_table(const Json& node);
  void find_repeated_columns(const Relation& table, const Json& commands);
  void alter_one(const Relation& table, const Json& command, const Piece& piece);
  void name_referred(Action& action, const Json& constraints) const;
  void name_keys_of(Action& action) const;
  void add_column(const Relation& table, const Json& column, const Piece& piece);
  bool is_checked_domain(const std::string& type) const;
  void add_column_constraint(const Relation& table, const Json& constraint, const Action& column);
  void add_constraint(const Relation& table, const Json& constraint, const Piece& piece);
  void add_foreign_key(const Relation& table, const Json& constraint, const Action& base);
  void change_type(const Relation& table, const Json& command, const Piece& piece);
  std::optional<std::string> parent_of(const Relation& table, const std::string& name) const;
  bool do_partitions_have(const Relation& table, const std::string& parent) const;
  bool is_made_here(const Relation& table, const std::string& name) const;
  void drop_constraint(const Relation& table, const Json& command, const Piece& piece);
  void validate(const Relation& table, const Json& command, const Piece& piece);
  void set_not_null(const Relation& table, const Json& command, const Piece& piece);
  Action column_action(const Relation& table, std::string kind, const std::string& column,
                       const Piece& piece) const;

  const Context& context_;
  const StatementText& text_;
  std::vector<Action> actions_;
};

}  // namespace tenon::lint
