#include "introspect/identity.hpp"

#include <set>

namespace tenon::introspect {
namespace {

constexpr const char* columns_sql = R"(
select c.oid::bigint, n.nspname::text, c.relname::text, coalesce(a.attnum, 0)::bigint,
       coalesce(a.attname::text, '')
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attribute a
  on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')";

constexpr const char* values_sql = R"(
select e.oid::bigint, n.nspname::text, t.typname::text, e.enumlabel::text
from pg_catalog.pg_enum e
join pg_catalog.pg_type t on t.oid = e.enumtypid
join pg_catalog.pg_namespace n on n.oid = t.typnamespace)";

schema::TableName name_in(const Row& row) {
  const auto space = row.get<std::string>(1);
  return {space == "public" ? "" : space, row.get<std::string>(2)};
}

}  // namespace

Identities identities(Connection& connection) {
  Identities found;
  {
    Rows rows = connection.query(columns_sql);
    while (rows.next()) {
      const Row& row = rows.row();
      const auto table = row.get<std::int64_t>(0);
      const auto number = row.get<std::int64_t>(3);
      found.tables[table] = name_in(row);
      if (number != 0) found.columns[{table, number}] = row.get<std::string>(4);
    }
  }
  Rows rows = connection.query(values_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    found.values[row.get<std::int64_t>(0)] = {name_in(row), row.get<std::string>(3)};
  }
  return found;
}

schema::Renamings renamings(const Identities& before, const Identities& now) {
  using Kind = schema::Renaming::Kind;
  schema::Renamings found;
  for (const auto& [id, name] : now.tables) {
    const auto old = before.tables.find(id);
    if (old == before.tables.end() || old->second == name) continue;
    found.insert({Kind::table, old->second, name, {}, {}});
  }
  for (const auto& [id, column] : now.columns) {
    const auto old = before.columns.find(id);
    if (old == before.columns.end() || old->second == column) continue;
    found.insert(
        {Kind::column, before.tables.at(id.first), now.tables.at(id.first), old->second, column});
  }
  for (const auto& [id, value] : now.values) {
    const auto old = before.values.find(id);
    if (old == before.values.end() || old->second.second == value.second) continue;
    found.insert({Kind::value, old->second.first, value.first, old->second.second, value.second});
  }
  return found;
}

schema::Items replaced(const Identities& before, const Identities& now) {
  std::set<schema::TableName> names;
  for (const auto& [id, name] : now.tables) names.insert(name);
  std::set<std::pair<std::int64_t, std::string>> columns;
  for (const auto& [id, column] : now.columns) columns.insert({id.first, column});
  schema::Items found;
  for (const auto& [id, name] : before.tables) {
    if (now.tables.count(id) == 0 && names.count(name) != 0) found.insert({name, {}});
  }
  for (const auto& [id, column] : before.columns) {
    if (now.columns.count(id) == 0 && columns.count({id.first, column}) != 0)
      found.insert({before.tables.at(id.first), column});
  }
  return found;
}

}  // namespace tenon::introspect
