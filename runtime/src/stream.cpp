#include <tenon/stream.hpp>

#include <tenon/session.hpp>
#include <tenon/table.hpp>

#include "composer.hpp"

namespace tenon {

void stream(Session& session, const Table& table, const StreamOptions& options, Each<Row> each) {
  detail::Composer sql{session.dialect(), table};
  sql.add("select ").add(table.columns.in(session.dialect()));
  sql.add("\nfrom ").add(table.name_in(session.dialect()));
  sql.add_seen(table, options.removed);
  sql.add_where(options.where);
  sql.add_order(detail::total_order(table, options.order.parts()));
  for (Stream rows = session.stream(sql.statement(), sql.params()); rows.next();) {
    if (!each(rows.row())) return;
  }
}

}  // namespace tenon
