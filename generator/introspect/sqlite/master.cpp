#include "introspect/sqlite/master.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include <tenon/engine.hpp>

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

/// One row for each column of each index that has a CREATE INDEX of its own.
constexpr const char* indexes_sql = R"(
select m.tbl_name, m.name, l."unique", l.partial, coalesce(x.name, ''), x."desc", x.cid
from sqlite_master as m
join pragma_index_list(m.tbl_name) as l on l.name = m.name
join pragma_index_xinfo(m.name) as x
where m.type = 'index' and m.sql is not null and x.key = 1
order by m.rowid, x.seqno)";

void read_indexes(Connection& connection, Schema& schema,
                  const std::map<std::string, std::size_t>& tables,
                  std::vector<std::string>* notes) {
  std::vector<std::string> left_out;
  Rows rows = connection.query(indexes_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    const auto table = tables.find(row.get<std::string>(0));
    if (table == tables.end()) continue;
    const auto name = row.get<std::string>(1);
    std::vector<schema::Index>& indexes = schema.tables[table->second].indexes;
    if (row.get<std::int64_t>(3) != 0 || row.get<std::int64_t>(6) < 0) {
      if (notes && (left_out.empty() || left_out.back() != name)) {
        notes->push_back("index " + name + " of " + table->first +
                         " is left out: it is partial or on an expression");
      }
      left_out.push_back(name);
      continue;
    }
    if (indexes.empty() || indexes.back().name != name) {
      indexes.push_back({name, {}, row.get<std::int64_t>(2) != 0});
    }
    indexes.back().parts.push_back({row.get<std::string>(4), row.get<std::int64_t>(5) != 0});
  }
  for (Table& table : schema.tables) {
    table.indexes.erase(std::remove_if(table.indexes.begin(), table.indexes.end(),
                                       [&](const schema::Index& index) {
                                         return std::find(left_out.begin(), left_out.end(),
                                                          index.name) != left_out.end();
                                       }),
                        table.indexes.end());
  }
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
      if (kind != "table") {
        if (notes) notes->push_back(kind + " " + name + " is left out");
        continue;
      }
      tables[name] = schema.tables.size();
      schema.tables.push_back(read_create_table(rows.row().get<std::string>(2), notes));
    }
  }
  read_indexes(connection, schema, tables, notes);
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
