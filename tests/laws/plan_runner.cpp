#include "laws/plan_runner.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/error.hpp>

#include "migration/batches.hpp"
#include "migration/rebuilt_tables.hpp"
#include "migration/saved_objects.hpp"
#include "schema/sql_text.hpp"

namespace tenon::laws {
namespace {

void check_foreign_keys(Connection& connection) {
  Rows rows = connection.query("pragma foreign_key_check");
  if (rows.next()) {
    throw Error{ErrorKind::migration,
                "a row of " + rows.row().get<std::string>(0) + " references nothing"};
  }
}

/// How far the batches of a group are, by the last key of what they have gone over, and the key
/// that was the greatest when they began.
struct Walk {
  bool has_begun = false;
  std::vector<std::string> after;
  std::vector<std::string> last;
};

/// The next rows of the group's batches, and what else stands in it.
bool run_batch(Connection& connection, const schema::Step* begin, const schema::Step* end,
               Walk& walk) {
  bool has_more = false;
  connection.begin();
  detail::spell_keys_exactly(connection);
  for (const schema::Step* step = begin; step != end; ++step) {
    if (step->batches.rows == 0) {
      connection.execute(step->sql);
      continue;
    }
    const schema::Batches& said = step->batches;
    const StatementBatches batches{
        2, schema::quote_name(said.table.schema) + "." + schema::quote_name(said.table.name),
        said.key};
    if (!std::exchange(walk.has_begun, true)) {
      detail::refuse_unfit_key(connection, batches);
      walk.last = detail::greatest_key(connection, batches);
    }
    const auto range = detail::next_range(connection, batches, walk.after, walk.last);
    detail::run_over(connection, step->sql, batches, range);
    has_more = range.has_value();
    if (range) walk.after = range->last;
  }
  connection.commit();
  return has_more;
}

void run_group(Connection& connection, const schema::Step* begin, const schema::Step* end) {
  for (const schema::Step* step = begin; step != end; ++step) {
    if (step->batches.rows == 0) continue;
    Walk walk;
    while (run_batch(connection, begin, end, walk)) {
    }
    return;
  }
  if (!begin->transactional) {
    for (const schema::Step* step = begin; step != end; ++step) connection.execute(step->sql);
    return;
  }
  const bool rebuilds = !begin->rebuilds.empty();
  if (rebuilds) {
    connection.execute("pragma foreign_keys = off");
    Rows rows = connection.query("pragma foreign_keys");
    if (!rows.next() || rows.row().get<std::int64_t>(0) != 0) {
      throw Error{ErrorKind::migration, "foreign keys stay on"};
    }
  }
  connection.begin();
  std::optional<detail::SavedObjects> saved;
  std::vector<std::string> group;
  for (const schema::Step* step = begin; step != end; ++step) group.push_back(step->sql);
  detail::RebuiltTables rebuilt{connection, std::move(group)};
  if (rebuilds) saved.emplace(connection);
  for (const schema::Step* step = begin; step != end; ++step) {
    if (saved) {
      saved->give_back(step->sql);
      rebuilt.before(step->sql, step->was);
    }
    connection.execute(step->sql);
  }
  if (saved) {
    rebuilt.restore();
    saved->restore();
    check_foreign_keys(connection);
  }
  if (connection.dialect() == tenon::Dialect::sqlite) {
    for (const schema::Step* step = begin; step != end; ++step)
      detail::check_view(connection, step->sql);
  }
  connection.commit();
  if (rebuilds) connection.execute("pragma foreign_keys = on");
}

}  // namespace

void run_plan(Connection& connection, const schema::Plan& plan) {
  const std::vector<schema::Step>& steps = plan.steps;
  for (std::size_t begin = 0; begin < steps.size();) {
    std::size_t end = begin;
    while (end < steps.size() && steps[end].group == steps[begin].group) ++end;
    run_group(connection, &steps[begin], steps.data() + end);
    begin = end;
  }
}

}  // namespace tenon::laws
