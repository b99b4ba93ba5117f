#include "schema/dependency.hpp"

#include <algorithm>

namespace tenon::schema {
bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

std::vector<std::string> column_names(const Index& index) {
  std::vector<std::string> names;
  names.reserve(index.parts.size());
  for (const IndexPart& part : index.parts)
    if (part.expression.empty()) names.push_back(part.column);
  return names;
}

bool is_key(const Index& index) {
  return index.unique && index.where.empty() && column_names(index).size() == index.parts.size();
}

bool index_mentions(const Index& index, std::string_view name) {
  return mentions(index.where, name) ||
         std::any_of(index.parts.begin(), index.parts.end(),
                     [&](const IndexPart& part) { return mentions(part.expression, name); });
}

bool references(const ForeignKey& key, const Table& table) {
  return key.table == table.name && key.schema == table.schema;
}

bool has_key(const Table& table, const std::vector<std::string>& columns) {
  if (table.primary_key && same_columns(table.primary_key->columns, columns)) return true;
  for (const Unique& unique : table.uniques) {
    if (same_columns(unique.columns, columns)) return true;
  }
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return is_key(index) && same_columns(column_names(index), columns);
  });
}

bool foreign_key_uses(const Schema& schema, const Table& table, std::string_view column) {
  for (const ForeignKey& key : table.foreign_keys) {
    if (contains(key.columns, column)) return true;
  }
  for (const Table& other : schema.tables) {
    for (const ForeignKey& key : other.foreign_keys) {
      if (references(key, table) && contains(key.targets, column)) return true;
    }
  }
  return false;
}

bool reads(const View& view, std::string_view name) { return mentions(view.query, name); }

namespace {

/// The same for an operation and its way back, so that a view that stays stays both ways.
struct Disturbs {
  const View& view;
  const Schema& schema;

  bool operator()(const CreateTable& o) const { return reads(view, o.table.name); }
  bool operator()(const DropTable& o) const { return reads(view, o.table.name); }
  bool operator()(const RenameTable& o) const {
    return reads(view, o.from.name) || reads(view, o.to.name);
  }
  bool operator()(const AddColumn& o) const { return reads_column(o.table, o.column.name); }
  bool operator()(const DropColumn& o) const { return reads_column(o.table, o.column.name); }
  bool operator()(const RenameColumn& o) const {
    return reads_column(o.table, o.from) || reads_column(o.table, o.to);
  }
  bool operator()(const AlterColumn& o) const {
    return (o.from.type != o.to.type || o.from.computed != o.to.computed) &&
           reads_column(o.table, o.to.name);
  }
  /// A query may group by a primary key alone.
  bool operator()(const AddPrimaryKey& o) const { return reads(view, o.table.name); }
  bool operator()(const DropPrimaryKey& o) const { return reads(view, o.table.name); }
  bool operator()(const CreateEnum& o) const { return reads(view, o.type.name); }
  bool operator()(const DropEnum& o) const { return reads(view, o.type.name); }
  /// A type that loses a value is made anew, and its columns with it.
  bool operator()(const AlterEnum& o) const {
    const auto reads_column_of = [&](const Table& table) {
      return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.type.enum_name == o.to.name && column.type.enum_schema == o.to.schema &&
               reads_column({table.schema, table.name}, column.name);
      });
    };
    return reads(view, o.to.name) ||
           std::any_of(schema.tables.begin(), schema.tables.end(), reads_column_of);
  }
  template <class T>
  bool operator()(const T&) const {
    return false;
  }

  /// PostgreSQL reads `*` once, when the view is made.
  bool reads_column(const TableName& table, const std::string& column) const {
    if (!reads(view, table.name)) return false;
    const std::vector<std::string> texts = view.query.all();
    return reads(view, column) ||
           std::any_of(texts.begin(), texts.end(),
                       [](const std::string& text) { return text.find('*') != std::string::npos; });
  }
};

}  // namespace

bool disturbs(const Operation& operation, const View& view, const Schema& schema) {
  return std::visit(Disturbs{view, schema}, operation);
}

bool computes_from(const Column& computed, std::string_view column) {
  return !computed.computed.empty() && computed.name != column &&
         mentions(computed.computed, column);
}

bool check_uses(const Check& check, std::string_view column) {
  return check.column.empty() ? mentions(check.expression, column) : check.column == column;
}

std::string dependent_on_column(const Schema& schema, const Table& table, std::string_view column) {
  if (table.primary_key && contains(table.primary_key->columns, column)) {
    return "primary key " + table.primary_key->name;
  }
  for (const Unique& unique : table.uniques) {
    if (contains(unique.columns, column)) return "unique key " + unique.name;
  }
  for (const Check& check : table.checks) {
    if (check_uses(check, column)) return "check " + check.name;
  }
  for (const Column& other : table.columns) {
    if (computes_from(other, column)) return "computed column " + other.name;
  }
  for (const Index& index : table.indexes) {
    if (contains(column_names(index), column) || contains(index.include, column) ||
        index_mentions(index, column)) {
      return "index " + index.name;
    }
  }
  if (foreign_key_uses(schema, table, column)) return "a foreign key";
  return {};
}

}  // namespace tenon::schema
