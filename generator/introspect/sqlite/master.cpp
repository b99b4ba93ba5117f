#include "introspect/sqlite/master.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/text.hpp"
#include "introspect/sql_tokens.hpp"
#include "introspect/sqlite/create_index.hpp"
#include "introspect/sqlite/create_table.hpp"
#include "introspect/sqlite/names.hpp"
#include "schema/sqlite/sqlite_dialect.hpp"

namespace tenon::introspect::sqlite {
namespace {

using schema::Schema;
using schema::Table;

constexpr const char* tables_sql = R"(
select type, name, sql
from sqlite_master
where type in ('table', 'view', 'trigger') and name not like 'sqlite\_%' escape '\'
  and name <> 'tenon_history'
order by rowid)";

/// Those that have a CREATE INDEX of their own.
constexpr const char* indexes_sql = R"(
select tbl_name, sql
from sqlite_master
where type = 'index' and sql is not null
order by rowid)";

constexpr const char* marks_sql = R"(
select type, tbl_name, coalesce(sql, '')
from sqlite_master
where tbl_name not like 'sqlite\_%' escape '\' and tbl_name <> 'tenon_history'
order by type desc, rowid)";

/// `audit.users` is table users of schema audit.
schema::TableName table_named(const std::string& name) {
  const std::size_t point = name.find('.');
  if (point == std::string::npos) return {"", name};
  return {name.substr(0, point), name.substr(point + 1)};
}

void read_indexes(Connection& connection, Schema& schema,
                  const std::map<std::string, std::size_t>& tables) {
  Rows rows = connection.query(indexes_sql);
  while (rows.next()) {
    const auto table = tables.find(rows.row().get<std::string>(0));
    if (table == tables.end()) continue;
    Table& owner = schema.tables[table->second];
    schema::Index index = read_create_index(rows.row().get<std::string>(1));
    const std::string prefix = owner.schema + ".";
    if (!owner.schema.empty() && base::starts_with(index.name, prefix))
      index.name.erase(0, prefix.size());
    owner.indexes.push_back(std::move(index));
  }
}

/// Of the tables that are not read those that the others refer to.
void read_targets(const std::map<schema::TableName, std::string>& unread, Schema& schema) {
  std::set<std::string> targets;
  for (const Table& table : schema.tables)
    for (const schema::ForeignKey& key : table.foreign_keys)
      targets.insert(base::to_lower(schema::display_name(key.schema, key.table)));
  for (const auto& [name, sql] : unread) {
    if (targets.count(base::to_lower(schema::display_name(name.schema, name.name))) != 0)
      schema.tables.push_back(read_create_table(sql, nullptr));
  }
}

/// The names of virtual tables, and of the tables that they keep their own things in.
std::set<std::string> virtual_tables(Connection& connection, std::vector<Note>* notes) {
  std::set<std::string> names;
  {
    // Nothing but a virtual table has no page of its own.
    Rows rows = connection.query(
        "select count(*) from sqlite_master where type = 'table' and rootpage = 0");
    if (!rows.next() || rows.row().get<std::int64_t>(0) == 0) return names;
  }
  Rows rows = connection.query(
      "select name, type from pragma_table_list "
      "where schema = 'main' and type in ('virtual', 'shadow') order by name");
  while (rows.next()) {
    const auto name = rows.row().get<std::string>(0);
    names.insert(name);
    const bool is_shadow = rows.row().get<std::string>(1) == "shadow";
    if (notes)
      notes->push_back({table_named(name), (is_shadow ? "table " + name + " of a virtual table"
                                                      : "virtual table " + name) +
                                               " is left out"});
  }
  return names;
}

/// `create view name as query`: the only form that Tenon writes.
void read_view(const std::string& sql, Schema& schema, std::vector<Note>* notes) {
  const std::vector<Token> tokens = tokenize(sql, true);
  std::size_t at = 0;
  while (at + 2 < tokens.size() && !tokens[at].is("view")) ++at;
  if (tokens[++at].is("if")) at += 3;
  const Token& token = tokens[at];
  const std::string name = token.kind == Token::Kind::word
                               ? sql.substr(token.begin, token.end - token.begin)
                               : token.text;
  if (at + 2 >= tokens.size() || !tokens[at + 1].is("as")) {
    if (notes) notes->push_back({table_named(name), "view " + name + " is left out"});
    return;
  }
  schema::View view;
  const std::size_t point = name.find('.');
  if (point != std::string::npos) view.schema = name.substr(0, point);
  view.name = point == std::string::npos ? name : name.substr(point + 1);
  view.query.text = one_spelling(std::string_view{sql}.substr(tokens[at + 2].begin));
  schema.views.push_back(std::move(view));
}

bool is_strict(const std::string& create_table) {
  const std::vector<Token> tokens = tokenize(create_table, true);
  for (std::size_t i = tokens.size() - 1; i > 0 && !tokens[i].is(")"); --i)
    if (tokens[i].is("strict")) return true;
  return false;
}

}  // namespace

Schema read(Connection& connection, std::vector<Note>* notes,
            const std::set<schema::TableName>* only) {
  Schema schema;
  std::map<std::string, std::size_t> tables;
  const std::set<std::string> others = virtual_tables(connection, notes);
  std::map<schema::TableName, std::string> unread;
  {
    Rows rows = connection.query(tables_sql);
    while (rows.next()) {
      const auto kind = rows.row().get<std::string>(0);
      const auto name = rows.row().get<std::string>(1);
      const auto sql = rows.row().get<std::string>(2);
      if (kind == "view") {
        read_view(sql, schema, notes);
        continue;
      }
      if (kind != "table") {
        if (notes) notes->push_back({table_named(name), kind + " " + name + " is left out"});
        continue;
      }
      if (others.count(name) != 0) continue;
      if (only != nullptr && only->count(table_named(name)) == 0) {
        unread[table_named(name)] = sql;
        continue;
      }
      tables[name] = schema.tables.size();
      std::vector<std::string> texts;
      schema.tables.push_back(read_create_table(sql, &texts));
      for (std::string& text : texts)
        if (notes) notes->push_back({table_named(name), std::move(text)});
    }
  }
  read_indexes(connection, schema, tables);
  read_targets(unread, schema);
  for (Table& table : schema.tables) spell_names(table);
  spell_targets(schema);
  const auto is_unread = [&](const Table& table) {
    return unread.count({table.schema, table.name}) != 0;
  };
  schema.tables.erase(std::remove_if(schema.tables.begin(), schema.tables.end(), is_unread),
                      schema.tables.end());
  return schema;
}

std::vector<std::string> unsaid(Connection& connection, const Schema* known) {
  const std::set<std::string> others = virtual_tables(connection, nullptr);
  std::vector<std::string> loose;
  Rows rows = connection.query(tables_sql);
  while (rows.next()) {
    const auto name = rows.row().get<std::string>(1);
    const schema::TableName table = table_named(name);
    const bool is_meant = rows.row().get<std::string>(0) == "table" && others.count(name) == 0 &&
                          (known == nullptr || known->find(table.schema, table.name) != nullptr);
    if (is_meant && !is_strict(rows.row().get<std::string>(2))) loose.push_back(name);
  }
  if (loose.empty()) return {};
  return {(loose.size() == 1 ? "table " : "tables ") + base::join(loose, ", ") +
          (loose.size() == 1 ? " is" : " are") + " not STRICT"};
}

Marks marks(Connection& connection) {
  Marks found;
  Rows rows = connection.query(marks_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    const bool is_view = row.get<std::string>(0) == "view";
    std::string& mark = is_view ? found.rest : found.tables[table_named(row.get<std::string>(1))];
    mark += row.get<std::string>(2) + "\n";
  }
  return found;
}

Schema canonical(const Schema& schema) {
  Engine engine{"sqlite://"};
  Connection connection = engine.connect();
  for (const std::string& sql : schema::sqlite::make()->create_statements(schema)) {
    connection.execute(sql);
  }
  return read(connection, nullptr, nullptr);
}

std::vector<Refusal> refused(const Schema& schema) {
  Engine engine{"sqlite://"};
  Connection connection = engine.connect();
  const auto dialect = schema::sqlite::make();
  std::vector<Refusal> found;
  const auto attempt = [&](const auto& one, const Schema& alone) {
    try {
      for (const std::string& sql : dialect->create_statements(alone)) connection.execute(sql);
    } catch (const Error& error) {
      found.push_back({one.schema, one.name, error.what()});
    }
  };
  for (const Table& table : schema.tables) attempt(table, {{table}, {}, {}});
  for (const schema::View& view : schema.views) attempt(view, {{}, {}, {view}});
  return found;
}

}  // namespace tenon::introspect::sqlite
