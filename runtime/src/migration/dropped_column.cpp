#include "migration/dropped_column.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

#include <tenon/error.hpp>
#include <tenon/migration.hpp>

namespace tenon::detail {
namespace {

Error would_go(const std::string& column, const std::string& others, const std::string& first) {
  return Error{ErrorKind::migration,
               "column " + column +
                   " would take along what this revision does not know: " + others +
                   "; drop or move it before, by hand or in a statement of its own, or let it go "
                   "with a line '-- tenon: was " +
                   first + "' below that of the column"};
}

}  // namespace

DroppedColumn read_dropped_column(const std::string& was) {
  const std::string begin = "column ";
  DroppedColumn dropped;
  for (std::size_t at = 0; at < was.size();) {
    const std::size_t end = std::min(was.find('\n', at), was.size());
    const std::string line = was.substr(at, end - at);
    if (at > 0) {
      dropped.known.push_back(line);
    } else if (line.compare(0, begin.size(), begin) == 0) {
      dropped.column = line.substr(begin.size());
    }
    at = end + 1;
  }
  return dropped;
}

std::string gone_with_column_sql(const std::string& column) {
  return "with recursive column_name as (\n"
         "  select pg_catalog.parse_ident(" +
         column +
         ") as parts),\n"
         "family as (\n"
         "  select pg_catalog.to_regclass(\n"
         "    pg_catalog.format('%I.%I', parts[1], parts[2]))::oid as oid from column_name\n"
         "  union\n"
         "  select child.inhrelid from pg_catalog.pg_inherits child\n"
         "  join family on family.oid = child.inhparent)\n"
         "select other.type || ' ' || other.identity\n"
         "from column_name cross join family\n"
         "join pg_catalog.pg_attribute a on a.attrelid = family.oid and a.attname = parts[3]\n"
         "join pg_catalog.pg_depend d\n"
         "  on d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass\n"
         "  and d.refobjid = a.attrelid and d.refobjsubid = a.attnum and d.deptype = 'a'\n"
         "left join pg_catalog.pg_class i\n"
         "  on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and i.oid = d.objid\n"
         "left join pg_catalog.pg_constraint c\n"
         "  on d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and c.oid = d.objid\n"
         "cross join lateral pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) other\n"
         "where i.relkind in ('i', 'I') or c.contype <> 'n'\n"
         "  or d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass";
}

void refuse_others_of_column(Connection& connection, const std::string& was) {
  const DroppedColumn dropped = read_dropped_column(was);
  if (dropped.column.empty()) return;
  std::set<std::string> others;
  {
    Rows rows = connection.query(gone_with_column_sql("$1"), {dropped.column});
    while (rows.next()) others.insert(rows.row().get<std::string>(0));
  }
  for (const std::string& known : dropped.known) others.erase(known);
  if (others.empty()) return;
  std::string text;
  for (const std::string& other : others) text += (text.empty() ? "" : ", ") + other;
  throw would_go(dropped.column, text, *others.begin());
}

}  // namespace tenon::detail
