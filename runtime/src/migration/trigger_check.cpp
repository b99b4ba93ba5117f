#include "migration/trigger_check.hpp"

#include <string_view>
#include <vector>

#include <tenon/error.hpp>

#include "migration/sql_words.hpp"

namespace tenon::detail {
namespace {

struct TriggerHead {
  std::string event;                 ///< "insert", "update", "delete"
  std::vector<std::string> columns;  ///< of UPDATE OF, in lower case
  std::string table;
};

TriggerHead head_of(std::string_view sql) {
  SqlWords words{sql};
  TriggerHead head;
  const auto is_event = [](const SqlWord& one) {
    return one.is("insert") || one.is("update") || one.is("delete");
  };
  SqlWord word = words.next();
  // A name that is such a word is quoted; the word before the event is none.
  while (word.kind != SqlWord::Kind::end && !is_event(word)) word = words.next();
  head.event = word.text;
  word = words.next();
  if (word.is("of")) {
    do {
      head.columns.push_back(words.next().name());
      word = words.next();
    } while (word.is(","));
  }
  head.table = words.next().name();  // behind ON
  return head;
}

std::vector<std::string> columns_of(Connection& connection, const std::string& table) {
  Rows rows = connection.query("select name from pragma_table_xinfo($1) where hidden = 0", {table});
  std::vector<std::string> columns;
  while (rows.next()) columns.push_back(rows.row().get<std::string>(0));
  return columns;
}

/// As a statement that fires the trigger.
std::string firing(const TriggerHead& head, const std::vector<std::string>& columns) {
  const std::string table = in_double_quotes(head.table);
  if (head.event == "insert") return "insert into " + table + " default values";
  if (head.event == "delete") return "delete from " + table;
  std::string text = "update " + table;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string column = in_double_quotes(columns[i]);
    text += (i == 0 ? " set " : ", ") + column + " = " + column;
  }
  return text;
}

/// SQLite itself says nothing: such a trigger is never fired.
std::string missing_column(Connection& connection, const TriggerHead& head) {
  for (const std::string& column : head.columns) {
    Rows rows = connection.query("select 1 from pragma_table_xinfo($1) where lower(name) = $2",
                                 {head.table, column});
    if (!rows.next()) return "no such column: " + column;
  }
  return {};
}

}  // namespace

std::string trigger_fault(Connection& connection, const std::string& sql) {
  const TriggerHead head = head_of(sql);
  std::string fault;
  // A transaction in which a statement has failed runs no other.
  connection.execute("savepoint tenon_firing");
  try {
    connection.execute(sql);
    fault = missing_column(connection, head);
    if (fault.empty())
      const Rows rows =
          connection.query("explain " + firing(head, columns_of(connection, head.table)));
  } catch (const Error& error) {
    fault = error.what();
  }
  connection.execute("rollback to savepoint tenon_firing");
  connection.execute("release savepoint tenon_firing");
  return fault;
}

}  // namespace tenon::detail
