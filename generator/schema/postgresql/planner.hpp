// Operations → statements in PostgreSQL's online forms (called by the dialect's render).
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/enum_change.hpp"
#include "schema/postgresql/enum_columns.hpp"
#include "schema/postgresql/key_columns.hpp"
#include "schema/postgresql/plan_builder.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/postgresql/type_path.hpp"

namespace tenon::schema::postgresql {

/// Visits the operations of one plan, in order.
class Planner {
 public:
  /// `operations` start from `before`.
  Planner(const Spelling& spelling, const Schema& before,
          const std::vector<AdaptedOperation>& operations, const PlanOptions& options)
      : spelling_(spelling),
        options_(options),
        operations_(operations),
        state_(before),
        enums_(before),
        keys_(before),
        types_(before, operations) {}

  Plan run();

  void operator()(const Operation& operation);
  void operator()(const RebuildTable&);
  void operator()(const SwapCheck& o);
  void operator()(const CreateEnum& o);
  void operator()(const DropEnum& o);
  void operator()(const MoveEnum& o);
  void operator()(const AlterEnum& o);
  void operator()(const CreateTable& o);
  void operator()(const DropTable& o);
  void operator()(const RenameTable& o);
  void operator()(const SetTableComment& o);
  void operator()(const CreateView& o);
  void operator()(const DropView& o);
  void operator()(const SetViewComment& o);
  void operator()(const AddColumn& o);
  void operator()(const DropColumn& o);
  void operator()(const RenameColumn& o);
  void operator()(const AlterColumn& o);
  void operator()(const RenameValue& o);
  void operator()(const AddPrimaryKey& o);
  void operator()(const DropPrimaryKey& o);
  void operator()(const AddUnique& o);
  void operator()(const DropUnique& o);
  void operator()(const AddForeignKey& o);
  void operator()(const DropForeignKey& o);
  void operator()(const AddCheck& o);
  void operator()(const DropCheck& o);
  void operator()(const CreateIndex& o);
  void operator()(const DropIndex& o);
  void operator()(const RenameConstraint& o);

 private:
  bool is_new(const TableName& table) const { return new_tables_.count(table) != 0; }
  std::string key_of(const TableName& table) const;
  /// The change of an enum type's values that this operation is a part of, or null.
  const AlterEnum* enum_change_around() const;
  /// Before a statement with SQL text of the model's about the table's rows; "" = none.
  void look_for_operators(const TableName& table, const std::string& sql);
  void look_for_names(const TableName& table, const std::string& sql);
  /// A statement in the table's own transaction.
  void add(const TableName& table, std::string sql, std::string comment = {});
  void alter(const TableName& table, const std::string& action, std::string comment = {});
  /// A part of one ALTER TABLE with those before it.
  void change(const TableName& table, const std::string& action, const std::string& comment = {},
              bool is_grave = false);
  /// The last statement drops this column.
  void drops_column(const TableName& table, const std::string& column);
  void add_constraint(const TableName& table, const std::string& name, const std::string& clause);
  void add_key(const TableName& table, const std::string& name, const char* kind,
               const std::vector<std::string>& columns, const std::string& clause);
  void drop_constraint(const TableName& table, const std::string& name);
  void backfill(const TableName& table, const std::string& column, const std::string& expression,
                const std::string& where = {});
  void update_in_batches(const TableName& table, const std::string& column,
                         const std::string& expression, const std::string& where);
  void set_not_null(const TableName& table, const std::string& column,
                    const std::string& expression);
  void move_table(const RenameTable& o, const std::string& key);
  void rename_sequences(const RenameTable& o, const std::string& schema, const std::string& key);
  void rename_sequence(const TableName& table, const std::string& column,
                       const std::string& old_name, const std::string& key);
  void know(const TableName& name, const Column& column);
  void create_schema(const std::string& key, const std::string& schema);
  bool is_type(const std::string& schema, const std::string& name) const;
  void add_enum_values(const std::string& name, const EnumChange& change);
  void replace_enum(const AlterEnum& o);
  void set_waiting_defaults(const AlterEnum& o, const std::vector<std::string>& values_before);
  void alter_type(const AlterColumn& o);
  void drop_identity(const TableName& table, const std::string& column);
  void swap_check(const SwapCheck& o, const Check& to);
  void rename_values(const SwapCheck& o, const std::string& comment);
  void rename_rows(const TableName& table, const std::string& column, const std::string& value,
                   const std::string& where, const std::string& comment);
  void rename_elements(const SwapCheck& o, const std::string& comment);
  void add_deferred_keys();

  const Spelling& spelling_;
  const PlanOptions& options_;
  const std::vector<AdaptedOperation>& operations_;
  Schema state_;
  EnumColumns enums_;
  KeyColumns keys_;
  TypePath types_;
  std::set<TableName> new_tables_;
  std::vector<std::pair<std::size_t, AddForeignKey>> deferred_;  ///< keys of new tables to old ones
  std::string exchange_;  ///< the transaction in which tables exchange their names, "" = none
  std::size_t origin_ = 0;
  std::size_t at_ = 0;               ///< which of the operations is rendered
  const Operation* next_ = nullptr;  ///< null: the last one, or one that is a dialect's own
  std::optional<std::pair<std::size_t, DropPrimaryKey>> replaced_;  ///< goes when the next comes
  PlanBuilder builder_;
};

}  // namespace tenon::schema::postgresql
