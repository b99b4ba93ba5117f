#include "introspect/sqlite/master.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include <tenon/engine.hpp>

#include "introspect/sql_tokens.hpp"
#include "introspect/sqlite/create_index.hpp"
#include "introspect/sqlite/create_table.hpp"
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

void read_indexes(Connection& connection, Schema& schema,
                  const std::map<std::string, std::size_t>& tables) {
  Rows rows = connection.query(indexes_sql);
  while (rows.next()) {
    const auto table = tables.find(rows.row().get<std::string>(0));
    if (table == tables.end()) continue;
    schema.tables[table->second].indexes.push_back(
        read_create_index(rows.row().get<std::string>(1)));
  }
}

/// `create view name as query`: the only form that Tenon writes.
void read_view(const std::string& sql, Schema& schema, std::vector<std::string>* notes) {
  const std::vector<Token> tokens = tokenize(sql, true);
  std::size_t at = 0;
  while (at + 2 < tokens.size() && !tokens[at].is("view")) ++at;
  if (tokens[++at].is("if")) at += 3;
  const Token& token = tokens[at];
  const std::string name = token.kind == Token::Kind::word
                               ? sql.substr(token.begin, token.end - token.begin)
                               : token.text;
  if (at + 2 >= tokens.size() || !tokens[at + 1].is("as")) {
    if (notes) notes->push_back("view " + name + " is left out");
    return;
  }
  schema::View view;
  const std::size_t point = name.find('.');
  if (point != std::string::npos) view.schema = name.substr(0, point);
  view.name = point == std::string::npos ? name : name.substr(point + 1);
  view.query.text = one_spelling(std::string_view{sql}.substr(tokens[at + 2].begin));
  schema.views.push_back(std::move(view));
}

}  // namespace

Schema read(Connection& connection, std::vector<std::string>* notes) {
  Schema schema;
  std::map<std::string, std::size_t> tables;
  {
    Rows rows = connection.query(tables_sql);
    while (rows.next()) {
      const auto kind = rows.row().get<std::string>(0);
      const auto name = rows.row().get<std::string>(1);
      if (kind == "view") {
        read_view(rows.row().get<std::string>(2), schema, notes);
        continue;
      }
      if (kind != "table") {
        if (notes) notes->push_back(kind + " " + name + " is left out");
        continue;
      }
      tables[name] = schema.tables.size();
      schema.tables.push_back(read_create_table(rows.row().get<std::string>(2), notes));
    }
  }
  read_indexes(connection, schema, tables);
  // `references users` alone means its primary key.
  for (Table& table : schema.tables) {
    for (schema::ForeignKey& key : table.foreign_keys) {
      const Table* target = schema.find(key.schema, key.table);
      if (key.targets.empty() && target && target->primary_key) {
        key.targets = target->primary_key->columns;
      }
    }
  }
  return schema;
}

Schema canonical(const Schema& schema) {
  Engine engine{"sqlite://"};
  Connection connection = engine.connect();
  for (const std::string& sql : schema::sqlite::make()->create_statements(schema)) {
    connection.execute(sql);
  }
  return read(connection, nullptr);
}

}  // namespace tenon::introspect::sqlite
