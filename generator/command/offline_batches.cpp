#include "command/offline_batches.hpp"

#include <vector>

#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "migrate/sql_tokens.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

/// As format() takes it: its parameters are arguments of that.
std::string format_text(const MigrationStatement& statement) {
  std::string text;
  std::size_t at = 0;
  const auto copy = [&](std::size_t end) {
    for (; at < end; ++at) text += statement.sql[at] == '%' ? "%%" : statement.sql.substr(at, 1);
  };
  if (statement.batches.rows > 0) {
    for (const migrate::SqlParameter& one : migrate::sql_parameters(statement.sql)) {
      copy(one.token.begin);
      text += "%" + std::to_string(one.number) + "$L";
      at = one.token.end;
    }
  }
  copy(statement.sql.size());
  return text;
}

std::string in_do_block(const std::string& body) { return schema::do_block(body) + ";\n"; }

/// As the runner refuses it.
std::string refuse_unfit_key(const StatementBatches& batches) {
  std::vector<std::string> key;
  for (const std::string& column : batches.key) key.push_back(schema::quote_text(column));
  return in_do_block(
      "declare\n  nullable text;\n  is_unique boolean;\nbegin\n  select * into nullable, "
      "is_unique\n  from (" +
      detail::batch_key_sql(base::join(key, ", "), schema::quote_text(batches.table)) +
      ") as key;\n  if nullable is not null then\n"
      "    raise exception 'the key''s column % may be NULL: rows without it would be in no "
      "batch', "
      "nullable;\n  elsif not is_unique then\n"
      "    raise exception 'no unique index is of the columns that the batches go by';\n"
      "  end if;\nend");
}

/// An expression: the state of the history's row behind the range, as the runner writes it.
std::string state_behind(const BatchedRevision& revision, const StatementBatches& batches) {
  std::string text = std::string{"concat('"} + (revision.is_up ? "upgrading" : "downgrading") +
                     " after ', max(n), ' rows: ";
  for (const std::string& column : batches.key) {
    const std::string name = schema::quote_name(column);
    if (column != batches.key.front()) text += ", '''', ', ";
    text += base::replace_all(name, "'", "''") + " = ''',\n    replace((array_agg(" + name +
            "::text order by n desc))[1], '''', '''''')";
  }
  return text + ", '''')";
}

}  // namespace

std::string batches_text(const BatchedRevision& revision, const MigrationScript& script,
                         std::size_t begin, std::size_t end) {
  std::string body = "begin;\n";
  const StatementBatches* over = nullptr;
  for (std::size_t i = begin; i < end; ++i) {
    const MigrationStatement& one = script.statements[i];
    if (one.stopped_from >= 0) continue;
    body += format_text(one) + ";\n";
    if (one.batches.rows > 0) over = &one.batches;
  }
  std::string key;
  std::string first;
  std::string last;
  for (const std::string& column : over->key) {
    const std::string name = schema::quote_name(column);
    key += (key.empty() ? "" : ", ") + name;
    first += ",\n  (array_agg(" + name + "::text order by n))[1]";
    last += ",\n  (array_agg(" + name + "::text order by n desc))[1]";
  }
  body += "update " + base::replace_all(revision.history_table, "%", "%%") + "\nset \"state\" = %" +
          std::to_string(2 * over->key.size() + 1) +
          "$L\nwhere \"id\" = " + base::replace_all(schema::quote_text(revision.id), "%", "%%") +
          ";\ncommit";
  std::string tag = "$batch$";
  for (int n = 2; body.find(tag) != std::string::npos; ++n)
    tag = "$batch" + std::to_string(n) + "$";
  return refuse_unfit_key(*over) +
         "set datestyle = 'ISO';\nset intervalstyle = 'postgres';\nset extra_float_digits = 3;\n\n"
         "-- In batches, a transaction each, noted in the history: the query writes them, \\gexec "
         "runs "
         "them.\nselect format(" +
         tag + body + tag + first + last + ",\n  " + state_behind(revision, *over) +
         ")\nfrom (select " + key + ", row_number() over (order by " + key + ") as n from " +
         over->table + ") as keys\ngroup by (n - 1) / " + std::to_string(over->rows) +
         "\norder by min(n)\n\\gexec\n\n";
}

}  // namespace tenon::command
