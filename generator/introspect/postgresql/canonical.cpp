// What a schema looks like on this server: it is made in scratch schemas, read, and rolled back.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "introspect/postgresql/catalog.hpp"
#include "introspect/sql_tokens.hpp"
#include "schema/postgresql/postgresql_dialect.hpp"
#include "schema/postgresql/type_path.hpp"
#include "schema/sql_text.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Schema;
using schema::Table;

constexpr const char* column_order_sql = R"(
select n.nspname::text, c.relname::text, a.attname::text
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  and n.nspname !~ '^pg_'
order by a.attnum)";

/// What the schema has, by schema and name.
std::set<std::pair<std::string, std::string>> names_in(const Schema& schema) {
  std::set<std::pair<std::string, std::string>> names;
  const auto add = [&](const auto& objects) {
    for (const auto& one : objects) names.insert({one.schema, one.name});
  };
  add(schema.tables);
  add(schema.views);
  add(schema.enums);
  return names;
}

/// The SQL with the schema's own tables, views and types in the scratch schemas, where it names
/// their schema; what is somebody else's stays where it is.
std::string in_scratch(const std::string& sql, const Schema& schema, const std::string& scratch) {
  const auto names = names_in(schema);
  std::string text;
  std::size_t done = 0;
  const std::vector<Token> tokens = tokenize(sql);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool is_qualifier =
        tokens[i].is_identifier() && tokens[i + 1].is(".") && (i == 0 || !tokens[i - 1].is("."));
    const std::string space = tokens[i].text == "public" ? "" : tokens[i].text;
    if (!is_qualifier || names.count({space, tokens[i + 2].text}) == 0) continue;
    text += sql.substr(done, tokens[i].begin - done) +
            schema::quote_name(space.empty() ? scratch : scratch + "_" + space);
    done = tokens[i].end;
  }
  return text + sql.substr(done);
}

/// Rolls back what it began, also when something throws.
class Scratch {
 public:
  explicit Scratch(Connection& connection) : connection_(connection) { connection_.begin(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    try {
      connection_.rollback();
    } catch (const std::exception&) {
      // The connection is gone, and the transaction with it.
    }
  }

 private:
  Connection& connection_;
};

/// In SQL text, the schemas' own names again.
void restore_names(Schema& schema, const SchemaNames& names) {
  const auto restore = [&](std::string& sql) {
    for (const auto& [live, shown] : names) {
      if (shown.empty()) continue;
      const std::string moved = live + ".";
      for (std::size_t at = 0; (at = sql.find(moved, at)) != std::string::npos; at += shown.size())
        sql.replace(at, moved.size(), shown + ".");
    }
  };
  for (Table& table : schema.tables) {
    for (schema::Column& column : table.columns) {
      restore(column.type.raw);
      if (column.initial) restore(column.initial->text);
    }
    for (schema::Check& check : table.checks) restore(check.expression);
    for (schema::Index& index : table.indexes) {
      restore(index.where);
      for (schema::IndexPart& part : index.parts) restore(part.expression);
    }
  }
}

/// Brings the columns of tables that are there into their order: `select *` is shown with it.
void order_as_live(Connection& connection, Schema& schema) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> live;
  Rows rows = connection.query(column_order_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    live[{row.get<std::string>(0), row.get<std::string>(1)}].push_back(row.get<std::string>(2));
  }
  for (Table& table : schema.tables) {
    const std::vector<std::string>& order =
        live[{table.schema.empty() ? "public" : table.schema, table.name}];
    const auto place = [&](const schema::Column& column) {
      return std::find(order.begin(), order.end(), column.name);
    };
    std::stable_sort(
        table.columns.begin(), table.columns.end(),
        [&](const schema::Column& a, const schema::Column& b) { return place(a) < place(b); });
  }
}

}  // namespace

Schema canonical(Connection& connection, const Schema& schema) {
  const std::string scratch = "tenon_scratch";
  SchemaNames names{{scratch, ""}};
  const auto moved = [&](const std::string& name) {
    if (name.empty()) return name;
    names[scratch + "_" + name] = name;
    return scratch + "_" + name;
  };
  Schema copy = schema;
  if (!copy.views.empty()) order_as_live(connection, copy);
  for (schema::EnumType& type : copy.enums) type.schema = moved(type.schema);
  for (Table& table : copy.tables) {
    table.schema = moved(table.schema);
    for (schema::Column& column : table.columns) {
      if (column.type.kind != schema::ColumnType::Kind::enumeration) continue;
      column.type.enum_schema = moved(column.type.enum_schema);
    }
    for (schema::ForeignKey& key : table.foreign_keys) key.schema = moved(key.schema);
  }
  for (schema::View& view : copy.views) {
    view.schema = moved(view.schema);
    view.query = {in_scratch(view.query.of("postgresql"), schema, scratch)};
  }
  const Scratch transaction{connection};
  connection.execute("create schema " + scratch);
  const schema::postgresql::TypePath types{copy, {}};
  connection.execute("set local search_path = " + types.text(scratch) + ", public");
  for (const std::string& sql : schema::postgresql::make(scratch)->create_statements(copy)) {
    connection.execute(sql);
  }
  // Expressions then name a type of the default schema, and no other, as they do outside.
  connection.execute("set local search_path = " + scratch + ", public");
  Schema result = read(connection, names, nullptr);
  restore_names(result, names);
  for (schema::View& view : result.views) {
    view.query.text = base::replace_all(view.query.text, scratch + "_", "");
  }
  return result;
}

}  // namespace tenon::introspect::postgresql
