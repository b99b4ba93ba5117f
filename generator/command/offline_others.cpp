#include "command/offline_others.hpp"

#include <string_view>

#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

std::string refuse_gone_with(const detail::DroppedColumn& dropped) {
  std::string known;
  for (const std::string& one : dropped.known)
    known += (known.empty() ? "" : ", ") + schema::quote_text(one);
  return "declare\n  others text;\nbegin\n"
         "  select pg_catalog.string_agg(distinct other, ', ') into others\n  from (" +
         detail::gone_with_column_sql(schema::quote_text(dropped.column)) + ") as gone (other)" +
         (known.empty() ? "" : "\n  where other not in (" + known + ")") +
         ";\n  if others is not null then\n"
         "    raise exception 'column % would take along what this revision does not know: %', " +
         schema::quote_text(dropped.column) + ", others;\n  end if;\nend";
}

std::string refuse_index(const std::string& name) {
  return "begin\n  if exists (\n    select from pg_catalog.pg_index\n"
         "    where indexrelid = pg_catalog.to_regclass(" +
         name +
         ") and indisvalid) then\n"
         "    raise exception 'there is an index % already: rename it, or see whether `tenon "
         "upgrade` takes it over', " +
         name + ";\n  end if;\nend";
}

}  // namespace

std::string refuse_others(const MigrationStatement& statement) {
  constexpr std::string_view drop = "drop index concurrently if exists ";
  if (statement.was == "no index" && base::starts_with(statement.sql, drop))
    return schema::do_block(refuse_index(schema::quote_text(statement.sql.substr(drop.size())))) +
           ";\n";
  const detail::DroppedColumn dropped = detail::read_dropped_column(statement.was);
  return dropped.column.empty() ? "" : schema::do_block(refuse_gone_with(dropped)) + ";\n";
}

}  // namespace tenon::command
