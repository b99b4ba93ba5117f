#include "migrate/footprint.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/sql.hpp"
#include "base/text.hpp"
#include "schema/dependency.hpp"

namespace tenon::migrate {
namespace {

using Kind = Touch::Kind;

std::string key_name(std::vector<std::string> columns) {
  std::sort(columns.begin(), columns.end());
  return base::join(columns, ",");
}

/// Collects the touches of one operation after the other.
class Tracer {
 public:
  explicit Tracer(const schema::Schema& before) : before_(before) {}

  void trace(const schema::Operation& operation) {
    shown_ = schema::describe(operation);
    std::visit(*this, operation);
  }
  void add(Kind kind, const schema::TableName& table, std::string name, bool changes,
           bool adds = false) {
    touches_.push_back({kind, table, std::move(name), changes, adds, shown_});
  }
  void of_script(const StoredRevision& revision, const Script& script);
  std::vector<Touch> take() { return std::move(touches_); }

  void operator()(const schema::CreateEnum& o) { make(Kind::enum_type, name_of(o.type), true); }
  void operator()(const schema::DropEnum& o) { make(Kind::enum_type, name_of(o.type), false); }
  /// A value that goes makes the type anew, and its columns with it.
  void operator()(const schema::AlterEnum& o) {
    make(Kind::enum_type, name_of(o.from), false);
    for (const schema::Table& table : before_.tables) {
      for (const schema::Column& each : table.columns) {
        const schema::TableName type{each.type.enum_schema, each.type.enum_name};
        if (type == name_of(o.from)) add(Kind::column, {table.schema, table.name}, each.name, true);
      }
    }
  }
  void operator()(const schema::CreateTable& o) {
    const schema::TableName table{o.table.schema, o.table.name};
    make(Kind::table, table, true);
    whole(table, o.table);
    for (const schema::Unique& unique : o.table.uniques) takes(table.schema, unique.name);
    for (const schema::Index& index : o.table.indexes) takes(table.schema, index.name);
    if (o.table.primary_key) takes(table.schema, o.table.primary_key->name);
  }
  void operator()(const schema::DropTable& o) {
    const schema::TableName table{o.table.schema, o.table.name};
    make(Kind::table, table, false);
    whole(table, o.table);
  }
  void operator()(const schema::RenameTable& o) {
    make(Kind::table, o.from, false);
    make(Kind::table, o.to, true);
  }
  void operator()(const schema::SetTableComment& o) { add(Kind::comment, o.table, "", true); }

  void operator()(const schema::AddColumn& o) {
    add(Kind::column, o.table, o.column.name, true, true);
    column(o.table, o.column);
    sql(o.table, o.backfill);
    sql(o.table, o.where);
  }
  void operator()(const schema::DropColumn& o) {
    add(Kind::column, o.table, o.column.name, true);
    column(o.table, o.column);
  }
  void operator()(const schema::RenameColumn& o) {
    add(Kind::column, o.table, o.from, true);
    add(Kind::column, o.table, o.to, true, true);
  }
  void operator()(const schema::AlterColumn& o) {
    add(Kind::column, o.table, o.from.name, true);
    column(o.table, o.from);
    column(o.table, o.to);
    sql(o.table, o.backfill);
    sql(o.table, o.where);
  }
  void operator()(const schema::RenameValue& o) { add(Kind::column, o.table, o.column, true); }

  void operator()(const schema::AddPrimaryKey& o) {
    add(Kind::primary_key, o.table, "", true, true);
    takes(o.table.schema, o.key.name);
    uses(o.table, o.key.columns);
  }
  void operator()(const schema::DropPrimaryKey& o) {
    add(Kind::primary_key, o.table, "", true);
    drop_key(o.table, o.key.name, o.key.columns);
  }
  void operator()(const schema::AddUnique& o) {
    constraint(o.table, o.unique.name, true);
    takes(o.table.schema, o.unique.name);
    uses(o.table, o.unique.columns);
  }
  void operator()(const schema::DropUnique& o) {
    drop_key(o.table, o.unique.name, o.unique.columns);
  }
  void operator()(const schema::AddForeignKey& o) {
    constraint(o.table, o.key.name, true);
    foreign_key(o.table, o.key);
  }
  void operator()(const schema::DropForeignKey& o) {
    constraint(o.table, o.key.name, false);
    foreign_key(o.table, o.key);
  }
  void operator()(const schema::AddCheck& o) {
    constraint(o.table, o.check.name, true);
    check(o.table, o.check);
  }
  void operator()(const schema::DropCheck& o) {
    constraint(o.table, o.check.name, false);
    check(o.table, o.check);
  }
  void operator()(const schema::CreateIndex& o) {
    constraint(o.table, o.index.name, true);
    takes(o.table.schema, o.index.name);
    index(o.table, o.index);
  }
  void operator()(const schema::DropIndex& o) {
    constraint(o.table, o.index.name, false);
    index(o.table, o.index);
    if (o.index.unique) {
      add(Kind::key, o.table, key_name(schema::column_names(o.index)), true);
    }
  }
  void operator()(const schema::RenameConstraint& o) {
    constraint(o.table, o.from, false);
    constraint(o.table, o.to, true);
    takes(o.table.schema, o.to);
  }
  void operator()(const schema::CreateView& o) {
    make(Kind::view, {o.view.schema, o.view.name}, true);
    for (const std::string& text : o.view.query.all()) {
      add(Kind::view_sql, {o.view.schema, o.view.name}, text, false);
    }
  }
  void operator()(const schema::DropView& o) {
    make(Kind::view, {o.view.schema, o.view.name}, false);
  }
  void operator()(const schema::SetViewComment& o) { make(Kind::view, o.table, false); }

 private:
  static schema::TableName name_of(const schema::EnumType& type) {
    return {type.schema, type.name};
  }

  void make(Kind kind, const schema::TableName& name, bool adds) {
    add(kind, name, "", true, adds);
    if (adds) takes(name.schema, name.name);
  }
  void takes(const std::string& in_schema, const std::string& name) {
    if (!name.empty()) add(Kind::name, {in_schema, name}, "", true, true);
  }
  void constraint(const schema::TableName& table, const std::string& name, bool adds) {
    add(Kind::constraint, table, name, true, adds);
  }
  void drop_key(const schema::TableName& table, const std::string& name,
                const std::vector<std::string>& columns) {
    constraint(table, name, false);
    uses(table, columns);
    add(Kind::key, table, key_name(columns), true);
  }
  void uses(const schema::TableName& table, const std::vector<std::string>& columns) {
    for (const std::string& name : columns) add(Kind::column, table, name, false);
  }
  void sql(const schema::TableName& table, const std::string& text) {
    if (!text.empty()) add(Kind::table_sql, table, text, false);
  }
  void column(const schema::TableName& table, const schema::Column& column) {
    for (const std::string& text : column.computed.all()) sql(table, text);
    if (column.type.kind != schema::ColumnType::Kind::enumeration) return;
    add(Kind::enum_type, {column.type.enum_schema, column.type.enum_name}, "", false);
  }
  void foreign_key(const schema::TableName& table, const schema::ForeignKey& key) {
    uses(table, key.columns);
    uses({key.schema, key.table}, key.targets);
    add(Kind::key, {key.schema, key.table}, key_name(key.targets), false);
  }
  void check(const schema::TableName& table, const schema::Check& check) {
    sql(table, check.expression);
    if (!check.column.empty()) add(Kind::column, table, check.column, false);
  }
  void index(const schema::TableName& table, const schema::Index& index) {
    uses(table, schema::column_names(index));
    uses(table, index.include);
    sql(table, index.where);
    for (const schema::IndexPart& part : index.parts) sql(table, part.expression);
  }
  /// What a table that is made or dropped relies on outside itself.
  void whole(const schema::TableName& table, const schema::Table& all) {
    for (const schema::Column& each : all.columns) column(table, each);
    for (const schema::ForeignKey& key : all.foreign_keys) foreign_key(table, key);
  }

  const schema::Schema& before_;
  std::string shown_;
  std::vector<Touch> touches_;
};

void Tracer::of_script(const StoredRevision& revision, const Script& script) {
  std::set<std::string> rebuilt;
  for (const ScriptStatement& statement : script.statements) {
    rebuilt.insert(statement.rebuilds.begin(), statement.rebuilds.end());
    if (script.edited.empty()) continue;
    shown_ = "SQL of its own";
    add(Kind::free_sql, {}, statement.sql, false);
  }
  // The statements say names as people read them; the operations know their parts.
  std::set<schema::TableName> tables;
  for (const schema::Operation& operation : revision.operations) {
    const schema::TableName table = schema::table_of(operation);
    if (rebuilt.count(schema::display_name(table.schema, table.name)) != 0) tables.insert(table);
  }
  shown_ = "makes the table anew on SQLite";
  for (const schema::TableName& table : tables) {
    rebuilt.erase(schema::display_name(table.schema, table.name));
    add(Kind::contents, table, "", true);
  }
  for (const std::string& name : rebuilt) add(Kind::contents, {"", name}, "", true);
}

bool is_inside(Kind kind) {
  return kind == Kind::column || kind == Kind::key || kind == Kind::primary_key ||
         kind == Kind::constraint || kind == Kind::comment || kind == Kind::contents;
}

bool is_sql(Kind kind) {
  return kind == Kind::view_sql || kind == Kind::table_sql || kind == Kind::free_sql;
}

/// Whether the SQL relies on what the other one changes.
bool reads(const Touch& text, const Touch& other) {
  const bool is_column = other.kind == Kind::column;
  const bool is_key = other.kind == Kind::primary_key && text.kind == Kind::view_sql;
  const bool is_whole = other.kind == Kind::table || other.kind == Kind::view;
  if (!other.changes || !(is_column || is_key || is_whole)) return false;
  if (text.kind == Kind::table_sql) {
    return text.table == other.table && (is_whole || base::mentions(text.name, other.name));
  }
  const bool mentions_table = base::mentions(text.name, other.table.name);
  // `select *` has columns that it does not mention, and a query may group by a primary key alone.
  if (text.kind == Kind::view_sql) return mentions_table;
  return !other.adds && mentions_table && (is_whole || base::mentions(text.name, other.name));
}

/// Names that SQLite takes for one, and people as well.
bool is_same(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

bool meet(const Touch& a, const Touch& b) {
  if (!a.changes && !b.changes) return false;
  if (is_sql(a.kind)) return reads(a, b);
  if (is_sql(b.kind)) return reads(b, a);
  if (!is_same(a.table.name, b.table.name) || !is_same(a.table.schema, b.table.schema))
    return false;
  if (a.kind == Kind::table && (is_inside(b.kind) || b.kind == Kind::table)) return a.changes;
  if (b.kind == Kind::table && is_inside(a.kind)) return b.changes;
  if (a.kind == Kind::contents || b.kind == Kind::contents) {
    return is_inside(a.kind) && is_inside(b.kind) && a.changes && b.changes;
  }
  return a.kind == b.kind && is_same(a.name, b.name);
}

}  // namespace

std::string describe(const Touch& touch) {
  const std::string table = schema::display_name(touch.table.schema, touch.table.name);
  switch (touch.kind) {
    case Kind::column:
      return "column " + table + "." + touch.name;
    case Kind::key:
      return "the key (" + base::replace_all(touch.name, ",", ", ") + ") of table " + table;
    case Kind::primary_key:
      return "the primary key of table " + table;
    case Kind::constraint:
      return "constraint " + touch.name + " of table " + table;
    case Kind::comment:
      return "the comment of table " + table;
    case Kind::name:
      return "the name " + table;
    case Kind::enum_type:
      return "enum type " + table;
    case Kind::view:
    case Kind::view_sql:
      return "view " + table;
    default:
      return "table " + table;
  }
}

std::vector<Touch> footprint(const StoredRevision& revision, const schema::Schema& before) {
  Tracer tracer{before};
  for (const schema::Operation& operation : revision.operations) tracer.trace(operation);
  for (const auto& [name, scripts] : revision.dialects) {
    tracer.of_script(revision, scripts.up);
    tracer.of_script(revision, scripts.down);
  }
  return tracer.take();
}

std::string in_common(const Touch& a, const Touch& b) {
  if (!meet(a, b)) return {};
  // The one that holds the other; of SQL, what it is about.
  const bool takes_a = !is_sql(a.kind) && (a.kind == Kind::table || a.kind == Kind::contents ||
                                           !(b.kind == Kind::table || b.kind == Kind::contents));
  return describe(takes_a || is_sql(b.kind) ? a : b);
}

}  // namespace tenon::migrate
