#include "schema/postgresql/postgresql_dialect.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "schema/order.hpp"
#include "schema/postgresql/drops_last.hpp"
#include "schema/postgresql/enum_columns.hpp"
#include "schema/postgresql/enum_operations.hpp"
#include "schema/postgresql/exchanged_keys.hpp"
#include "schema/postgresql/grants.hpp"
#include "schema/postgresql/moved_names.hpp"
#include "schema/postgresql/moved_types.hpp"
#include "schema/postgresql/planner.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

/// Whether between a drop and an add of one check of this table something happens to it that the
/// online swap would get into the way of.
bool is_in_the_way(const Operation& operation, const TableName& table) {
  if (const auto* rename = std::get_if<RenameTable>(&operation)) {
    return rename->from == table || rename->to == table;
  }
  const auto* rename = std::get_if<RenameColumn>(&operation);
  return rename && rename->table == table;
}

/// What the operations at these places rename, from the last place to the first.
std::vector<RenamedValue> values_of(const Operations& operations,
                                    const std::vector<std::size_t>& places) {
  std::vector<RenamedValue> values;
  for (auto at = places.rbegin(); at != places.rend(); ++at) {
    const auto& rename = std::get<RenameValue>(operations[*at]);
    values.push_back({rename.from, rename.to});
  }
  return values;
}

/// What this database is told of it: the texts of others are left out.
Operation own(Operation operation) {
  if (auto* alter = std::get_if<AlterColumn>(&operation)) {
    for (ColumnType* type : {&alter->from.type, &alter->to.type}) {
      type->declared = {type->declared.text};
      type->collation = {type->collation.of("postgresql")};
    }
  }
  return operation;
}

/// Whether the step changes a text of other databases alone.
bool is_of_others(const Operation& operation) {
  const auto* alter = std::get_if<AlterColumn>(&operation);
  if (!alter || alter->from == alter->to) return false;
  const auto mine = std::get<AlterColumn>(own(operation));
  return mine.from == mine.to;
}

class PostgresqlDialect final : public Dialect {
 public:
  PostgresqlDialect(std::string_view default_schema, const PlanOptions& options)
      : spelling_(default_schema), options_(options) {}

  std::string_view name() const override { return "postgresql"; }
  /// MaxHeapAttributeNumber and INDEX_MAX_KEYS of the server as everybody builds it.
  Limits limits() const override { return {"PostgreSQL", 1600, 32, false}; }

  std::string query_name(std::string_view schema, std::string_view table) const override {
    return schema.empty() ? quote_name(table) : quote_name(schema) + "." + quote_name(table);
  }
  std::string any_of(std::string_view column, int n) const override {
    return std::string{column} + " = any(" + placeholder(n) + ")";
  }
  bool has_arrays() const override { return true; }
  std::string array_of(int n, std::string_view column, std::string_view table,
                       bool is_untyped) const override {
    if (!is_untyped) return placeholder(n);
    return "case when true then " + placeholder(n) + " else array(select " + quote(column) +
           " from " + std::string{table} + " limit 0) end";
  }
  std::string given_rows(const std::vector<std::string>& arrays) const override {
    std::string given;
    std::string names;
    for (std::size_t i = 0; i < arrays.size(); ++i) {
      given += (i == 0 ? "" : ", ") + arrays[i];
      names += "tenon_" + std::to_string(i) + ", ";
    }
    return "unnest(" + given + ") with ordinality as tenon_given (" + names + "tenon_place)";
  }
  std::string array_element(std::string_view element, const ColumnType& type) const override {
    std::string cast;
    if (type.is_list || type.kind == ColumnType::Kind::enumeration) {
      ColumnType open = type;
      open.declared = {};
      open.length = 0;  // a cast to it would cut longer texts off
      cast = spelling_.type(open);
    }
    const auto declared = declared_type(type);
    if (type.kind == ColumnType::Kind::text && declared && !declared->is_text()) {
      const std::string own = declared->cast();
      if (!own.empty() || !type.is_list) cast = own;
    }
    return std::string{element} + (cast.empty() ? "" : "::" + cast);
  }
  /// The binary form of an array says the type of its elements, which has to be the column's.
  bool can_copy(const ColumnType& type) const override {
    const bool is_foreign_list =
        type.is_list && (type.kind == ColumnType::Kind::enumeration || type.length > 0);
    return type.kind != ColumnType::Kind::raw && !declared_type(type) && !is_foreign_list;
  }
  /// abbrev(inet) is what the type's output is, its cast to text is not (manual, 9.12).
  std::string as_text(std::string_view prefix, std::string_view column,
                      std::string_view declared) const override {
    const auto type = base::read_sql_type(declared);
    const std::string name = std::string{prefix} + quote(column);
    const bool is_inet = type && type->is_builtin() && type->name == "inet";
    return is_inet ? "abbrev(" + name + ") as " + quote(column) : name + "::text";
  }
  std::string sync_identity(std::string_view schema, std::string_view table,
                            std::string_view column) const override {
    const std::string sequence = "pg_get_serial_sequence(" + quote_text(query_name(schema, table)) +
                                 ", " + quote_text(column) + ")";
    const std::string last = "coalesce(pg_sequence_last_value(" + sequence + "), 0)";
    // setval() would throw away what other sessions drew since the look at the last value. Small
    // steps are drawn one by one, which cannot; a large one nobody overtakes in between.
    return "select case\n  when stored.highest - stored.last > 1000 then setval(" + sequence +
           ", stored.highest)\n  else (select max(nextval(" + sequence +
           ")) from generate_series(stored.last + 1, stored.highest))\nend\nfrom (select max(" +
           quote(column) + ") as highest, " + last + " as last from " + query_name(schema, table) +
           ") as stored\nwhere stored.highest > stored.last";
  }

  std::string grants(const Schema& schema, const std::vector<TableName>& read,
                     const std::string& role) const override {
    return postgresql::grants(schema, read, role, spelling_);
  }

  std::string ddl_name(std::string_view schema, std::string_view table) const override {
    return spelling_.name(schema, table);
  }
  std::string type_text(const ColumnType& type) const override { return spelling_.type(type); }
  std::string default_text(const Column& column) const override {
    return Spelling::initial(column);
  }

  std::vector<AdaptedOperation> adapt(const Operations& operations,
                                      const Schema& before) const override;
  Plan render(const std::vector<AdaptedOperation>& operations,
              const Schema& before) const override {
    return Planner{spelling_, before, operations, options_}.run();
  }
  /// What an enum type holds it says itself.
  Schema stored(const Schema& schema) const override {
    const EnumColumns enums{schema};
    Schema result = schema;
    for (Table& table : result.tables) {
      for (Column& column : table.columns) {
        column.computed = {column.computed.of("postgresql")};
        column.type.declared = {column.type.declared.text};
        column.type.collation = {column.type.collation.of("postgresql")};
      }
      table.checks.erase(
          std::remove_if(table.checks.begin(), table.checks.end(),
                         [&](const Check& check) {
                           return enums.is_enum({table.schema, table.name}, check.column);
                         }),
          table.checks.end());
    }
    for (View& view : result.views) view.query = {view.query.of("postgresql")};
    return result;
  }

  std::vector<std::string> create_statements(const Schema& schema) const override {
    std::vector<std::string> statements;
    std::set<std::string> names;
    Operations creates;
    creates.reserve(schema.tables.size());
    for (const Table& table : schema.tables) {
      if (!table.schema.empty()) names.insert(table.schema);
      creates.push_back(CreateTable{table});
    }
    for (const View& view : schema.views) {
      if (!view.schema.empty()) names.insert(view.schema);
    }
    statements.reserve(names.size() + schema.tables.size());
    for (const EnumType& type : schema.enums) {
      if (!type.schema.empty()) names.insert(type.schema);
    }
    for (const std::string& name : names) statements.push_back(spelling_.create_schema(name));
    for (const EnumType& type : schema.enums) statements.push_back(spelling_.create_enum(type));
    for (const Operation& operation : order(creates)) {
      if (const auto* create = std::get_if<CreateTable>(&operation)) {
        for (std::string& sql : spelling_.create_table(create->table)) {
          statements.push_back(std::move(sql));
        }
      } else if (const auto* add = std::get_if<AddForeignKey>(&operation)) {
        statements.push_back("alter table " + spelling_.name(add->table) + "\n  add " +
                             spelling_.foreign_key(add->key));
      }
    }
    for (const View& view : read_first(schema.views)) {
      for (std::string& sql : spelling_.create_view(view)) statements.push_back(std::move(sql));
    }
    return statements;
  }

 private:
  Spelling spelling_;
  PlanOptions options_;
};

/// Joins the drop and the add of an enum's check, and the values that are renamed between them,
/// into one swap: new values of a default come before it, and nothing in between can depend on the
/// check. It takes the place of the add or, since other columns may be filled with the new texts,
/// of the last value that is renamed. What loses rows or values comes last.
std::vector<AdaptedOperation> PostgresqlDialect::adapt(const Operations& operations,
                                                       const Schema& before) const {
  const EnumOperations enums = look_at_enums(operations, before);
  std::set<std::size_t> joined;
  std::vector<AdaptedOperation> adapted(operations.size());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    adapted[i] = {own(operations[i]), i};
    if (is_of_others(operations[i])) joined.insert(i);
    const auto* add = std::get_if<AddCheck>(&operations[i]);
    if (!add || add->check.column.empty() || enums.is_needless[i]) continue;
    std::vector<std::size_t> renames;
    for (std::size_t k = i; k-- > 0 && !is_in_the_way(operations[k], add->table);) {
      const auto* rename = std::get_if<RenameValue>(&operations[k]);
      if (rename && rename->table == add->table && rename->column == add->check.column) {
        renames.push_back(k);
      }
      const auto* alter = std::get_if<AlterColumn>(&operations[k]);
      if (alter && alter->table == add->table && alter->to.name == add->check.column &&
          (alter->from.type.kind != alter->to.type.kind ||
           alter->from.type.is_list != alter->to.type.is_list)) {
        break;
      }
      // A column that is made anew has taken its check with it.
      const auto* anew = std::get_if<AddColumn>(&operations[k]);
      if (anew && anew->table == add->table && anew->column.name == add->check.column) break;
      const auto* drop = std::get_if<DropCheck>(&operations[k]);
      if (!drop || drop->table != add->table || drop->check.name != add->check.name) continue;
      if (drop->check.column == add->check.column) {
        const std::size_t place = renames.empty() ? i : renames.front();
        joined.insert({k, i});
        joined.insert(renames.begin(), renames.end());
        joined.erase(place);
        adapted[place] = {
            SwapCheck{add->table, drop->check, add->check, values_of(operations, renames)}, i};
      }
      break;
    }
  }
  std::vector<AdaptedOperation> result;
  const auto add_all = [&](const std::map<std::size_t, Operations>& around, std::size_t at) {
    const auto found = around.find(at);
    if (found == around.end()) return;
    for (const Operation& operation : found->second) result.push_back({operation, at});
  };
  for (std::size_t i = 0; i < adapted.size(); ++i) {
    if (joined.count(i) != 0 || enums.is_needless[i]) continue;
    add_all(enums.dropped, i);
    result.push_back(std::move(adapted[i]));
    add_all(enums.made_again, i);
  }
  return moved_names(exchanged_keys(drops_last(moved_types(std::move(result), before)), before),
                     before);
}

}  // namespace

std::unique_ptr<Dialect> make(std::string_view default_schema, const PlanOptions& options) {
  return std::make_unique<PostgresqlDialect>(default_schema, options);
}

}  // namespace tenon::schema::postgresql
