#include "introspect/postgresql/scratch.hpp"

#include <exception>
#include <optional>
#include <set>
#include <utility>

#include <tenon/row.hpp>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "introspect/postgresql/search_path.hpp"
#include "introspect/sql_tokens.hpp"
#include "schema/postgresql/type_path.hpp"
#include "schema/sql_text.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Schema;
using schema::Table;

std::string scratch_name(const std::string& schema) {
  return schema.empty() ? scratch_schema : std::string{scratch_schema} + "_" + schema;
}

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
std::string in_scratch(const std::string& sql, const Schema& schema) {
  const auto names = names_in(schema);
  std::string text;
  std::size_t done = 0;
  const std::vector<Token> tokens = tokenize(sql);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool is_qualifier =
        tokens[i].is_identifier() && tokens[i + 1].is(".") && (i == 0 || !tokens[i - 1].is("."));
    const std::string space = tokens[i].text == "public" ? "" : tokens[i].text;
    if (!is_qualifier || names.count({space, tokens[i + 2].text}) == 0) continue;
    text += sql.substr(done, tokens[i].begin - done) + schema::quote_name(scratch_name(space));
    done = tokens[i].end;
  }
  return text + sql.substr(done);
}

/// Of a type that the model names, which may be an enum that is here: mood[].
void move_declared(std::string& declared, const std::vector<schema::EnumType>& enums) {
  const std::optional<base::SqlType> type = base::read_sql_type(declared);
  if (!type || type->is_builtin()) return;
  const auto is_name = [](const std::string& spelled, const std::string& name) {
    return spelled == name || spelled == schema::quote_name(name);
  };
  const std::string space = type->schema == "public" ? "" : type->schema;
  for (const schema::EnumType& one : enums) {
    const bool is_it = is_name(type->name, one.name) &&
                       (space.empty() ? one.schema.empty() : is_name(space, one.schema));
    if (!is_it) continue;
    declared = schema::quote_name(scratch_name(one.schema)) + "." + schema::quote_name(one.name) +
               type->list;
  }
}

/// The names before and after as the server writes them: "order" needs its quotes and what it was
/// made in does not.
SchemaNames spelled(Connection& connection, const SchemaNames& names) {
  SchemaNames spelled;
  std::string list;
  for (const auto& [live, shown] : names) {
    if (shown.empty()) continue;
    list += (list.empty() ? "" : ", ") + ("(" + schema::quote_text(live)) + ", " +
            schema::quote_text(shown) + ")";
  }
  if (list.empty()) return spelled;
  Rows rows = connection.query(
      "select pg_catalog.quote_ident(live), pg_catalog.quote_ident(shown) from (values " + list +
      ") as name (live, shown)");
  while (rows.next()) spelled[rows.row().get<std::string>(0)] = rows.row().get<std::string>(1);
  return spelled;
}

/// Each SQL text that the table is made with.
template <typename Change>
void change_sql(Table& table, const Change& change) {
  for (schema::Column& column : table.columns) {
    change(column.computed.text);
    if (column.initial) change(column.initial->text);
  }
  for (schema::Check& check : table.checks) change(check.expression);
  for (schema::Index& index : table.indexes) {
    change(index.where);
    for (schema::IndexPart& part : index.parts) change(part.expression);
  }
}

/// In SQL text, the schemas' own names again; `names` as the server spells them.
void restore_names(Schema& schema, const SchemaNames& names) {
  const auto restore = [&](std::string& sql) {
    for (const auto& [live, shown] : names) sql = base::replace_all(sql, live + ".", shown + ".");
  };
  for (Table& table : schema.tables) {
    for (schema::Column& column : table.columns) restore(column.type.raw);
    change_sql(table, restore);
  }
  for (schema::View& view : schema.views) restore(view.query.text);
}

}  // namespace

Scratch::Scratch(Connection& connection, const Schema& part, const Schema& whole)
    : connection_(connection), copy_(part) {
  for (Table& table : copy_.tables) {
    for (schema::Column& column : table.columns)
      move_declared(column.type.declared.text, whole.enums);
    move(table);
    change_sql(table, [&](std::string& sql) { sql = in_scratch(sql, whole); });
  }
  for (schema::EnumType& type : copy_.enums) move(type.schema);
  for (schema::View& view : copy_.views) {
    move(view.schema);
    view.query = {in_scratch(view.query.of("postgresql"), whole)};
  }
  connection_.begin();
  try {
    connection_.execute(std::string{"create schema "} + scratch_schema);
    const schema::postgresql::TypePath types{copy_, {}};
    spell_as_ever(connection_, types.text(scratch_schema) + ", public");
  } catch (...) {
    connection_.rollback();
    throw;
  }
}

Scratch::~Scratch() {
  try {
    connection_.rollback();
  } catch (const std::exception&) {
    // The connection is gone, and the transaction with it.
  }
}

std::string Scratch::shown(const std::string& name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? "" : found->second;
}

Schema Scratch::read() {
  const std::string scratch = scratch_schema;
  // Expressions then name a type of the default schema, and no other, as they do outside.
  connection_.execute("set local search_path = " + scratch + ", public");
  Schema result = postgresql::read(connection_, names_, nullptr);
  restore_names(result, spelled(connection_, names_));
  return result;
}

void Scratch::move(std::string& schema) {
  if (schema.empty()) return;
  const std::string moved = scratch_name(schema);
  names_[moved] = schema;
  schema = moved;
}

void Scratch::move(Table& table) {
  move(table.schema);
  for (schema::Column& column : table.columns) {
    if (column.type.kind == schema::ColumnType::Kind::enumeration) move(column.type.enum_schema);
  }
  for (schema::ForeignKey& key : table.foreign_keys) move(key.schema);
}

}  // namespace tenon::introspect::postgresql
