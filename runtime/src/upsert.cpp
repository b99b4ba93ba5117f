#include <algorithm>
#include <string>

#include <tenon/error.hpp>
#include <tenon/session.hpp>
#include <tenon/table.hpp>

#include "composer.hpp"
#include "insert_text.hpp"

namespace tenon {

namespace {

using detail::Composer;

bool is_one_of(const Conflict& conflict, std::string_view quoted) {
  return std::any_of(conflict.columns.begin(), conflict.columns.end(),
                     [&](std::string_view name) { return detail::quoted(name) == quoted; });
}

bool is_key(const Table& table, std::string_view quoted) {
  return std::any_of(table.key, table.key + table.key_size, [&](const ColumnInfo& column) {
    return detail::quoted(column.name) == quoted;
  });
}

/// Whether the rows meet by the primary key, which rows that are marked as removed have too; or by
/// that and more.
bool is_by_key(const Table& table, const Conflict& conflict) {
  return std::all_of(table.key, table.key + table.key_size, [&](const ColumnInfo& column) {
    return is_one_of(conflict, detail::quoted(column.name));
  });
}

void add_target(Composer& sql, const Table& table, const Conflict& conflict) {
  std::string_view separator = "\non conflict (";
  for (const std::string_view name : conflict.columns) {
    sql.add(separator).add_name(name);
    separator = ", ";
  }
  sql.add(")");
  // The predicate of the unique index: that of the rows that were not removed.
  if (*table.mark != '\0' && !is_by_key(table, conflict))
    sql.add(" where ").add(table.mark).add(" is null");
}

/// What the row that is there becomes: the values of the other one, but for its own key.
void add_sets(Composer& sql, const Table& table, const detail::InsertText& insert,
              const Conflict& conflict) {
  const std::string kept = detail::quoted(conflict.kept);
  const std::string counted = detail::quoted(conflict.counted);
  const std::string stored = std::string{table.name_in(sql.dialect())} + '.';
  std::string_view separator = "\ndo update set ";
  for (std::size_t i = 0; i < insert.columns.size(); ++i) {
    const std::string_view column = insert.columns[i];
    if (column == kept || is_key(table, column) || is_one_of(conflict, column)) continue;
    sql.add(separator).add(column).add(" = ");
    // A default of the database is for a new row: what was left to it stays.
    if (insert.is_defaulted(i))
      sql.add("coalesce($" + std::to_string(i + 1) + ", ").add(stored).add(column).add(")");
    else if (column == counted)
      sql.add(stored).add(column).add(" + 1");
    else
      sql.add("excluded.").add(column);
    separator = ", ";
  }
  if (*table.mark != '\0' && is_by_key(table, conflict)) {
    sql.add(separator).add(table.mark).add(" = null");
    separator = ", ";
  }
  // RETURNING gives only rows that were changed, so one with nothing to change keeps what it has.
  if (separator == ", ") return;
  const std::string first = detail::quoted(*conflict.columns.begin());
  sql.add(separator).add(first).add(" = ").add(stored).add(first);
}

}  // namespace

Rows upsert(Session& session, const Table& table, const Statement& insert, const Conflict& conflict,
            Params params) {
  const detail::InsertText text{insert.text(session.dialect()).text};
  Composer sql{session.dialect(), table};
  sql.add(text.without_returning);
  add_target(sql, table, conflict);
  add_sets(sql, table, text, conflict);
  sql.add("\nreturning ").add(table.columns.in(session.dialect()));
  return session.query(sql.statement(table), params);
}

}  // namespace tenon
