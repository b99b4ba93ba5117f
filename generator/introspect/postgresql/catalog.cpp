#include "introspect/postgresql/catalog.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <utility>

#include "introspect/postgresql/catalog_queries.hpp"
#include "introspect/postgresql/search_path.hpp"
#include "introspect/postgresql/spelling.hpp"
#include "introspect/sql_tokens.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Schema;
using schema::Table;

std::vector<std::string> split(const std::string& joined) {
  std::vector<std::string> parts;
  if (joined.empty()) return parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = joined.find('\x1f', begin);
    parts.push_back(joined.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

schema::Action action_of(const std::string& letter) {
  switch (letter[0]) {
    case 'r':
      return schema::Action::restrict;
    case 'c':
      return schema::Action::cascade;
    case 'n':
      return schema::Action::set_null;
    case 'd':
      return schema::Action::set_default;
    default:
      return schema::Action::no_action;
  }
}

class Reader {
 public:
  Reader(Connection& connection, const SchemaNames& names, std::vector<Note>* notes)
      : connection_(connection), names_(names), notes_(notes) {
    for (const auto& [live, shown] : names) own_ += (own_.empty() ? "" : "\x1f") + live;
  }

  void restrict_to(const std::set<schema::TableName>& tables) {
    only_ = "\x1e";  // no name of a table
    for (const schema::TableName& table : tables)
      only_ += "\x1f" + (table.schema.empty() ? "public" : table.schema) + "\x1e" + table.name;
  }

  Schema run() {
    read_enums();
    read_tables();
    if (!only_.empty()) only_ = numbers_read();
    read_columns();
    read_constraints();
    read_serials();
    read_indexes();
    if (!views_.empty()) read_views();
    return std::move(schema_);
  }

 private:
  /// Whether the database's schema is read; `shown` is then its name for us.
  bool is_read(const std::string& live, std::string& shown) const {
    if (names_.empty()) {
      shown = live == "public" ? "" : live;
      return true;
    }
    const auto found = names_.find(live);
    if (found == names_.end()) return false;
    shown = found->second;
    return true;
  }

  Rows query(std::string_view sql) {
    return connection_.query(std::string{catalog::own} + std::string{sql}, {own_});
  }
  Rows query_tables(std::string_view sql) {
    return connection_.query(std::string{catalog::own} + std::string{sql}, {own_, only_});
  }

  void note(const Table& table, const std::string& text) {
    if (notes_) notes_->push_back({{table.schema, table.name}, text});
  }

  Table* table_of(std::int64_t oid) {
    const auto found = by_oid_.find(oid);
    return found == by_oid_.end() ? nullptr : &schema_.tables[found->second];
  }

  std::string numbers_read() const {
    std::string numbers = "0";
    for (const auto& [oid, place] : by_oid_) numbers += "\x1f" + std::to_string(oid);
    return numbers;
  }

  void read_enums() {
    Rows rows = query(catalog::enums);
    while (rows.next()) {
      const Row& row = rows.row();
      schema::EnumType type;
      if (!is_read(row.get<std::string>(1), type.schema)) continue;
      type.name = row.get<std::string>(2);
      type.values = split(row.get<std::string>(3));
      enums_[row.get<std::int64_t>(0)] = schema_.enums.size();
      schema_.enums.push_back(std::move(type));
    }
  }

  void read_tables() {
    Rows rows = query_tables(catalog::tables);
    while (rows.next()) {
      const Row& row = rows.row();
      Table table;
      if (!is_read(row.get<std::string>(1), table.schema)) continue;
      table.name = row.get<std::string>(2);
      if (table.name == "tenon_history") continue;
      const auto kind = row.get<std::string>(3);
      if (kind == "v") {
        views_[row.get<std::int64_t>(0)] = schema_.views.size();
        schema_.views.push_back({table.schema, table.name, {}, row.get<std::string>(4)});
        continue;
      }
      if (kind != "r" && kind != "p") {
        note(table, (kind == "f" ? "foreign table " : "materialized view ") +
                        schema::display_name(table.schema, table.name) + " is left out");
        continue;
      }
      table.comment = row.get<std::string>(4);
      by_oid_[row.get<std::int64_t>(0)] = schema_.tables.size();
      schema_.tables.push_back(std::move(table));
    }
  }

  schema::ColumnType column_type(std::int64_t oid, const std::string& spelled) const {
    const auto found = enums_.find(oid);
    if (found == enums_.end()) return type_of(spelled);
    schema::ColumnType type;
    type.kind = schema::ColumnType::Kind::enumeration;
    type.enum_schema = schema_.enums[found->second].schema;
    type.enum_name = schema_.enums[found->second].name;
    return type;
  }

  void read_columns() {
    Rows rows = query_tables(catalog::columns);
    while (rows.next()) {
      const Row& row = rows.row();
      Table* table = table_of(row.get<std::int64_t>(0));
      if (!table) continue;
      schema::Column column;
      column.name = row.get<std::string>(1);
      column.type = column_type(row.get<std::int64_t>(8), row.get<std::string>(2));
      column.type.collation.text = row.get<std::string>(9);
      column.nullable = !row.get<bool>(3);
      const auto expression = row.get<std::string>(4);
      column.identity = !row.get<std::string>(5).empty();
      column.comment = row.get<std::string>(7);
      if (!row.get<std::string>(6).empty()) {
        column.computed.text = without_outer_parentheses(expression);
      } else if (!expression.empty()) {
        column.initial = default_of(expression, column.type);
      }
      if (row.get<bool>(10)) serials_.insert({table, column.name});
      table->columns.push_back(std::move(column));
    }
  }

  /// A key that is numbered by a sequence of its own (serial) is one that the database numbers:
  /// what reads and writes it sees no difference.
  void read_serials() {
    for (Table& table : schema_.tables) {
      if (!table.primary_key || table.primary_key->columns.size() != 1) continue;
      const std::string& key = table.primary_key->columns[0];
      if (serials_.count({&table, key}) == 0) continue;
      schema::Column& column = *table.find(key);
      column.identity = true;
      column.initial.reset();
    }
  }

  void read_constraints() {
    Rows rows = query_tables(catalog::constraints);
    while (rows.next()) {
      const Row& row = rows.row();
      Table* table = table_of(row.get<std::int64_t>(0));
      if (!table) continue;
      const auto name = row.get<std::string>(1);
      const auto kind = row.get<std::string>(2);
      std::vector<std::string> columns = split(row.get<std::string>(3));
      if (kind == "p") {
        table->primary_key = schema::PrimaryKey{name, std::move(columns)};
      } else if (kind == "u") {
        table->uniques.push_back({name, std::move(columns)});
      } else if (kind == "c") {
        table->checks.push_back(check_of(*table, name, row.get<std::string>(9)));
      } else if (kind == "f") {
        add_foreign_key(*table, name, std::move(columns), row);
      } else {
        note(*table, "constraint " + name + " of " +
                         schema::display_name(table->schema, table->name) + " is left out");
      }
    }
  }

  void add_foreign_key(Table& table, const std::string& name, std::vector<std::string> columns,
                       const Row& row) {
    schema::ForeignKey key;
    key.name = name;
    key.columns = std::move(columns);
    key.targets = split(row.get<std::string>(4));
    const auto live = row.get<std::string>(5);
    if (!is_read(live, key.schema)) key.schema = live;
    key.table = row.get<std::string>(6);
    key.on_delete = action_of(row.get<std::string>(7));
    key.on_update = action_of(row.get<std::string>(8));
    key.deferrable = row.get<bool>(11);
    if (row.get<bool>(10) && !key.deferrable) {
      note(table, "foreign key " + name + " of " + schema::display_name(table.schema, table.name) +
                      " is deferrable, but not deferred from the start");
    }
    table.foreign_keys.push_back(std::move(key));
  }

  /// Bit 0 of an option is a descending order, bit 1 says that NULLs stand first.
  static std::vector<schema::IndexPart> parts_of(const std::vector<std::string>& texts,
                                                 const std::vector<std::string>& options) {
    std::vector<schema::IndexPart> parts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const int option = i < options.size() ? options[i][0] - '0' : 0;
      schema::IndexPart part;
      const std::string text = texts[i].substr(1);
      const bool is_column = texts[i][0] == 'c';
      (is_column ? part.column : part.expression) =
          is_column ? text : without_outer_parentheses(text);
      part.descending = (option & 1) != 0;
      if (option == 1) part.nulls = schema::IndexPart::Nulls::last;
      if (option == 2) part.nulls = schema::IndexPart::Nulls::first;
      parts.push_back(std::move(part));
    }
    return parts;
  }

  /// Whether the whole index says a collation that none of its expressions says.
  static bool has_collation(const std::string& whole, std::initializer_list<std::string> parts) {
    const auto count = [](const std::string& sql) {
      const std::vector<Token> tokens = tokenize(sql);
      return std::count_if(tokens.begin(), tokens.end(),
                           [](const Token& token) { return token.is("collate"); });
    };
    std::ptrdiff_t of_parts = 0;
    for (const std::string& part : parts) of_parts += count(part);
    return count(whole) > of_parts;
  }

  void read_indexes() {
    Rows rows = query_tables(catalog::indexes);
    while (rows.next()) {
      const Row& row = rows.row();
      Table* table = table_of(row.get<std::int64_t>(0));
      if (!table) continue;
      schema::Index index;
      index.name = row.get<std::string>(1);
      index.unique = row.get<bool>(2);
      const std::string label =
          "index " + index.name + " of " + schema::display_name(table->schema, table->name);
      if (!row.get<bool>(3)) {
        note(*table, label + " is not valid (a concurrent build failed) and is left out");
        continue;
      }
      if (row.get<bool>(4)) {
        note(*table, label + " is left out: it has an operator class of its own");
        continue;
      }
      if (row.get<bool>(10) || has_collation(row.get<std::string>(11),
                                             {row.get<std::string>(5), row.get<std::string>(9)})) {
        note(*table, label + " is left out: it has a collation of its own");
        continue;
      }
      index.parts = parts_of(split(row.get<std::string>(5)), split(row.get<std::string>(7)));
      index.include = split(row.get<std::string>(6));
      const auto method = row.get<std::string>(8);
      if (method != "btree") index.method = method;
      index.where = without_outer_parentheses(row.get<std::string>(9));
      table->indexes.push_back(std::move(index));
    }
  }

  void read_views() {
    Rows rows = query(names_.empty() ? catalog::views : catalog::scratch_views);
    while (rows.next()) {
      const Row& row = rows.row();
      const auto found = views_.find(row.get<std::int64_t>(0));
      if (found == views_.end()) continue;
      schema_.views[found->second].query.text = row.get<std::string>(1);
    }
  }

  Connection& connection_;
  const SchemaNames& names_;
  std::vector<Note>* notes_;
  std::string own_;   ///< the schemas that are read, as the queries take them
  std::string only_;  ///< the tables, likewise; "" = all
  Schema schema_;
  std::map<std::int64_t, std::size_t> by_oid_;
  /// Columns whose default is the next number of a sequence that is theirs.
  std::set<std::pair<const Table*, std::string>> serials_;
  std::map<std::int64_t, std::size_t> enums_;
  std::map<std::int64_t, std::size_t> views_;
};

}  // namespace

Schema read(Connection& connection, const SchemaNames& names, std::vector<Note>* notes,
            const std::string& search_path) {
  const SearchPath path{connection, search_path};
  return Reader{connection, names, notes}.run();
}

Schema read_only(Connection& connection, const std::set<schema::TableName>& tables) {
  const SearchPath path{connection};
  const SchemaNames all;
  Reader reader{connection, all, nullptr};
  reader.restrict_to(tables);
  return reader.run();
}

}  // namespace tenon::introspect::postgresql
