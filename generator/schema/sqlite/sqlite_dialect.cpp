#include "schema/sqlite/sqlite_dialect.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "schema/dependency.hpp"
#include "schema/hazard.hpp"
#include "schema/order.hpp"
#include "schema/sql_text.hpp"
#include "schema/sqlite/adapt.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

std::string create_view(const View& view) {
  return "create view " + table_name(view.schema, view.name) + " as\n" + view.query.of("sqlite");
}

/// A view that is dropped and comes back.
bool is_made_again(const Operation& operation, const std::vector<AdaptedOperation>& operations) {
  const auto* drop = std::get_if<DropView>(&operation);
  if (!drop) return false;
  return std::any_of(operations.begin(), operations.end(), [&](const AdaptedOperation& adapted) {
    const auto* other = std::get_if<Operation>(&adapted.what);
    const auto* create = other ? std::get_if<CreateView>(other) : nullptr;
    return create && create->view.schema == drop->view.schema &&
           create->view.name == drop->view.name;
  });
}

/// Whether the rows have numbers that no column shows. They stay as they are: a search index over
/// the table (FTS5) refers to them, and rows without an order come by them.
bool has_plain_rowid(const Table& table) {
  const auto is_taken = [&](const Column& column) {
    const bool is_key =
        table.primary_key && table.primary_key->columns == std::vector<std::string>{column.name};
    return column.identity || (is_key && type_text(column.type) == "integer") ||
           base::to_lower(column.name) == "rowid";
  };
  return std::none_of(table.columns.begin(), table.columns.end(), is_taken);
}

/// What a rebuild's values are read from: the table, or selects inside one another over it.
std::string rows_of(const RebuildTable& rebuild, const std::string& table, bool with_rowids) {
  std::string rows = table;
  for (const std::vector<RebuildTable::Source>& stage : rebuild.stages) {
    std::vector<std::string> values;
    if (with_rowids) values.push_back("rowid");
    for (const RebuildTable::Source& source : stage) {
      const std::string name = quote_name(source.column);
      values.push_back(source.expression == name ? name : source.expression + " as " + name);
    }
    rows = "(\n" + base::indent("select\n" + clauses(values) + "\nfrom " + rows, "  ") + "\n)";
  }
  return rows;
}

/// Adapted operations → the statements of one transaction.
class Renderer {
 public:
  Plan run(const std::vector<AdaptedOperation>& operations) {
    const NewNames names{operations};
    for (const AdaptedOperation& adapted : operations) {
      origin_ = adapted.origin;
      if (const auto* operation = std::get_if<Operation>(&adapted.what)) {
        hazards_ = hazards_of(*operation, names);
        if (is_made_again(*operation, operations)) hazards_.clear();  // in one transaction
      }
      std::visit(*this, adapted.what);
      hazards_.clear();
    }
    find_entangled_drops(operations);
    for (Step& step : plan_.steps) step.rebuilds = rebuilds_;
    return std::move(plan_);
  }

  void operator()(const Operation& operation) { std::visit(*this, operation); }
  void operator()(const SwapCheck&) {
    throw std::logic_error("SQLite cannot swap a check in place");
  }
  void operator()(const MoveEnum&) { throw std::logic_error("SQLite has no enum types"); }
  void operator()(const RebuildTable& o) {
    const std::string name = table_name(o.after.schema, o.after.name);
    const std::string helper = "__tenon_new_" + o.after.name;
    rebuilds_.push_back(display_name(o.after.schema, o.after.name));
    hazards_ = o.hazards;
    const Table after = meant(o.after);
    add(create_table(after, helper), "SQLite changes " + name + " by building it anew");
    plan_.steps.back().was = everything_of(meant(o.before));
    std::vector<std::string> columns;
    std::vector<std::string> values;
    const bool keeps_rowids = has_plain_rowid(o.before) && has_plain_rowid(after);
    for (const RebuildTable::Source& source : o.sources) {
      columns.push_back(source.column);
      values.push_back(source.expression);
    }
    if (!columns.empty()) {
      if (keeps_rowids) values.insert(values.begin(), "rowid");
      add("insert into " + quote_name(helper) + " " +
          (keeps_rowids ? "(rowid, " + column_list(columns).substr(1) : column_list(columns)) +
          "\nselect\n" + clauses(values) + "\nfrom " + rows_of(o, name, keeps_rowids));
    } else {
      // Not one old column lives on: the rows do, with defaults.
      const Column& first =
          *std::find_if(o.after.columns.begin(), o.after.columns.end(),
                        [](const Column& column) { return column.computed.empty(); });
      add("insert into " + quote_name(helper) + " (" + quote_name(first.name) + ")\nselect " +
          (first.initial ? default_text(first) : "null") + "\nfrom " + name);
    }
    drop_indexes(o.before, after);
    add("drop table " + name, "its rows have been copied; foreign keys are off, nothing cascades");
    add("alter table " + quote_name(helper) + " rename to " + name);
    add_indexes(after);
  }

  void operator()(const CreateTable& o) {
    const Table table = meant(o.table);
    add(create_table(table));
    add_indexes(table);
  }
  void operator()(const DropTable& o) {
    add("drop table " + table_name(o.table.schema, o.table.name));
  }
  void operator()(const RenameTable& o) {
    alter(o.from, "rename to " + table_name(o.to.schema, o.to.name));
  }
  void operator()(const SetTableComment&) {}
  void operator()(const SetViewComment&) {}
  void operator()(const CreateView& o) { add(create_view(o.view)); }
  void operator()(const DropView& o) { add("drop view " + table_name(o.view.schema, o.view.name)); }
  void operator()(const AddColumn& o) {
    alter(o.table, "add column " + column_text(o.column));
    if (!o.backfill.empty()) {
      add("update " + table_name(o.table.schema, o.table.name) + "\nset " +
              quote_name(o.column.name) + " = " + o.backfill +
              (o.where.empty() ? "" : "\nwhere " + o.where),
          "the rows that exist");
    }
  }
  void operator()(const DropColumn& o) {
    alter(o.table, "drop column " + quote_name(o.column.name));
  }
  void operator()(const RenameColumn& o) {
    alter(o.table, "rename column " + quote_name(o.from) + " to " + quote_name(o.to));
  }
  void operator()(const AlterColumn&) {}  // adapt leaves only those that change nothing stored
  void operator()(const CreateIndex& o) {
    if (is_kept(o.index)) add(create_index(named(o.table), o.index));
  }
  void operator()(const DropIndex& o) {
    if (is_kept(o.index)) add("drop index " + index_name(o.table.schema, o.index.name));
  }
  void operator()(const AddCheck&) {}  // adapt leaves only those that SQLite does not have
  void operator()(const DropCheck&) {}
  void operator()(const RenameConstraint& o) {
    throw std::logic_error("SQLite cannot rename " + o.from + ": adapt makes a rebuild of it");
  }
  template <class T>
  void operator()(const T& o) {
    throw std::logic_error("SQLite cannot " + describe(Operation{o}) +
                           ": adapt makes a rebuild of it");
  }

 private:
  static Table named(const TableName& name) {
    Table table;
    table.schema = name.schema;
    table.name = name.name;
    return table;
  }
  /// With foreign keys on, DROP TABLE deletes the rows first, and what still references them minds.
  void find_entangled_drops(const std::vector<AdaptedOperation>& operations) {
    std::vector<const Table*> dropped;
    for (const AdaptedOperation& adapted : operations) {
      const auto* operation = std::get_if<Operation>(&adapted.what);
      const auto* drop = operation ? std::get_if<DropTable>(operation) : nullptr;
      if (drop) dropped.push_back(&drop->table);
    }
    for (std::size_t i = 0; i < dropped.size(); ++i) {
      bool is_referenced = false;
      for (std::size_t later = i; later < dropped.size(); ++later) {
        for (const ForeignKey& key : dropped[later]->foreign_keys) {
          is_referenced = is_referenced || references(key, *dropped[i]);
        }
      }
      if (is_referenced) {
        rebuilds_.push_back(display_name(dropped[i]->schema, dropped[i]->name));
      }
    }
  }
  /// Those that the new table does not have: the runner would make them again, as others'.
  void drop_indexes(const Table& before, const Table& after) {
    for (const Index& index : before.indexes) {
      const auto lives_on = [&](const Index& other) {
        return is_kept(other) && other.name == index.name;
      };
      if (is_kept(index) && std::none_of(after.indexes.begin(), after.indexes.end(), lives_on))
        add("drop index " + index_name(before.schema, index.name));
    }
  }
  static std::string everything_of(const Table& table) {
    std::string sql = create_table(table);
    for (const Index& index : table.indexes) {
      if (is_kept(index)) sql += ";\n" + create_index(table, index);
    }
    return sql;
  }
  void add_indexes(const Table& table) {
    for (const Index& index : table.indexes) {
      if (is_kept(index)) add(create_index(table, index));
    }
  }
  void alter(const TableName& table, const std::string& action) {
    add("alter table " + table_name(table.schema, table.name) + " " + action);
  }
  void add(std::string sql, std::string comment = {}) {
    Step step;
    step.sql = std::move(sql);
    step.comment = std::move(comment);
    step.hazards = std::exchange(hazards_, {});
    step.operation = origin_;
    plan_.steps.push_back(std::move(step));
  }

  Plan plan_;
  std::size_t origin_ = 0;
  std::vector<Hazard> hazards_;
  std::vector<std::string> rebuilds_;
};

class SqliteDialect final : public Dialect {
 public:
  std::string_view name() const override { return "sqlite"; }
  /// SQLITE_MAX_COLUMN as it is by default, for tables and indexes alike.
  Limits limits() const override {
    return {"SQLite", 2000, 2000, true, {"binary", "nocase", "rtrim", "c", "posix", "ucs_basic"}};
  }

  std::string query_name(std::string_view schema, std::string_view table) const override {
    return table_name(schema, table);
  }
  std::string any_of(std::string_view column, int n) const override {
    return std::string{column} + " in (select value from tenon_array(" + placeholder(n) + "))";
  }
  std::string given_rows(const std::vector<std::string>& arrays) const override {
    std::string values;
    std::string from;
    for (std::size_t i = 0; i < arrays.size(); ++i) {
      const std::string key = "k" + std::to_string(i);
      values += key + ".value as tenon_" + std::to_string(i) + ", ";
      from += (i == 0 ? "" : " join ") + ("tenon_array(" + arrays[i]) + ") as " + key;
      if (i > 0) from += " on " + key + ".rowid = k0.rowid";
    }
    return "(select " + values + "k0.rowid + 1 as tenon_place from " + from + ") as tenon_given";
  }
  /// Text would be ordered letter by letter; the driver brings this collation.
  std::string decimal_order(std::string_view column, int precision) const override {
    constexpr int most_digits_of_an_integer = 18;
    const bool is_text = precision == 0 || precision > most_digits_of_an_integer;
    return std::string{column} + (is_text ? " collate tenon_decimal" : "");
  }
  /// The rowid that follows the highest one is what SQLite gives anyway.
  std::string sync_identity(std::string_view, std::string_view, std::string_view) const override {
    return {};
  }

  std::string ddl_name(std::string_view schema, std::string_view table) const override {
    return table_name(schema, table);
  }
  std::string meaning(const std::vector<Column>& columns, const std::string& sql) const override {
    return sqlite::meaning(columns, sql);
  }
  bool can_mean(const std::vector<Column>& columns, const std::string& sql,
                const ColumnType* result) const override {
    return sqlite::can_mean(columns, sql, result);
  }
  std::string type_text(const ColumnType& type) const override { return sqlite::type_text(type); }
  std::string default_text(const Column& column) const override {
    return sqlite::default_text(column);
  }

  std::vector<AdaptedOperation> adapt(const Operations& operations,
                                      const Schema& before) const override {
    return sqlite::adapt(operations, before);
  }
  Plan render(const std::vector<AdaptedOperation>& operations, const Schema&) const override {
    return Renderer{}.run(operations);
  }
  Schema stored(const Schema& schema) const override {
    Schema result = schema;
    result.enums.clear();
    for (Table& table : result.tables) {
      table = meant(std::move(table));
      table.comment.clear();
      for (Column& column : table.columns) column = sqlite::stored(column);
      std::vector<Index> kept;
      for (const Index& index : table.indexes) {
        if (is_kept(index)) kept.push_back(sqlite::stored(index));
      }
      table.indexes = std::move(kept);
      std::vector<Check> checks;
      for (const Check& check : table.checks) {
        if (is_kept(check)) checks.push_back(check);
      }
      table.checks = std::move(checks);
    }
    for (View& view : result.views) {
      view.query = {view.query.of("sqlite")};
      view.comment.clear();
    }
    return result;
  }

  /// In the user's order: a foreign key may name a table that comes later.
  std::vector<std::string> create_statements(const Schema& schema) const override {
    std::vector<std::string> statements;
    for (const Table& one : schema.tables) {
      const Table table = meant(one);
      statements.push_back(create_table(table));
      for (const Index& index : table.indexes) {
        if (is_kept(index)) statements.push_back(create_index(table, index));
      }
    }
    for (const View& view : read_first(schema.views)) statements.push_back(create_view(view));
    return statements;
  }
};

}  // namespace

std::unique_ptr<Dialect> make() { return std::make_unique<SqliteDialect>(); }

}  // namespace tenon::schema::sqlite
