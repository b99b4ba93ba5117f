#include "migrate/backfill_names.hpp"

#include <algorithm>
#include <string>

#include "base/sql.hpp"

namespace tenon::migrate {
namespace {

using schema::Operation;
using schema::TableName;

struct Backfill {
  TableName table;
  std::string column;
  std::string sql;
};

Backfill backfill_of(const Operation& operation) {
  if (const auto* add = std::get_if<schema::AddColumn>(&operation))
    return {add->table, add->column.name, add->backfill};
  if (const auto* alter = std::get_if<schema::AlterColumn>(&operation))
    return {alter->table, alter->to.name, alter->backfill};
  return {};
}

class NamesInBackfills {
 public:
  NamesInBackfills(const schema::Operations& operations, const schema::Schema& before,
                   base::Diagnostics& diagnostics)
      : operations_(operations), after_(before), diagnostics_(diagnostics) {
    schema::apply(operations, after_);
  }

  void look_at(const Backfill& backfill) const {
    const schema::Table* const own = after_.find(backfill.table.schema, backfill.table.name);
    for (const Operation& operation : operations_) {
      const auto* const column = std::get_if<schema::RenameColumn>(&operation);
      if (column && column->table == backfill.table && own && !own->find(column->from) &&
          base::mentions(backfill.sql, column->from))
        refuse(backfill, "column", column->from, column->to);
      const auto* const table = std::get_if<schema::RenameTable>(&operation);
      if (table && base::mentions(backfill.sql, "select") && !is_there(table->from.name) &&
          base::mentions(backfill.sql, table->from.name))
        refuse(backfill, "table", table->from.name, table->to.name);
    }
  }

 private:
  /// As a table, a view or a column of any table.
  bool is_there(const std::string& name) const {
    return std::any_of(after_.tables.begin(), after_.tables.end(),
                       [&](const schema::Table& table) {
                         return table.name == name || table.find(name) != nullptr;
                       }) ||
           std::any_of(after_.views.begin(), after_.views.end(),
                       [&](const schema::View& view) { return view.name == name; });
  }

  void refuse(const Backfill& backfill, const std::string& kind, const std::string& from,
              const std::string& to) const {
    const std::string name =
        schema::display_name(backfill.table.schema, backfill.table.name) + "." + backfill.column;
    diagnostics_.error("backfill-old-name", {},
                       "the backfill of '" + name + "' says the " + kind + " '" + from +
                           "', which is '" + to + "' by then",
                       "backfills run when all has its new name: say \"" + to + "\" in it");
  }

  const schema::Operations& operations_;
  schema::Schema after_;
  base::Diagnostics& diagnostics_;
};

}  // namespace

void refuse_old_names(const schema::Operations& operations, const schema::Schema& before,
                      base::Diagnostics& diagnostics) {
  if (std::none_of(operations.begin(), operations.end(),
                   [](const Operation& one) { return !backfill_of(one).sql.empty(); }))
    return;
  const NamesInBackfills names{operations, before, diagnostics};
  for (const Operation& operation : operations) {
    const Backfill backfill = backfill_of(operation);
    if (!backfill.sql.empty()) names.look_at(backfill);
  }
}

}  // namespace tenon::migrate
