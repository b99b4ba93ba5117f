#include "digest.hpp"

#include <string_view>

#include "base/hash.hpp"

namespace chinook {

namespace {

using tenon::schema::Table;

/// Every column as text; in the order of the key.
std::string select_all(const Table& table, const std::map<std::string, std::string>& renamed) {
  std::string columns;
  for (const tenon::schema::Column& column : table.columns) {
    const auto found = renamed.find(table.name + "." + column.name);
    const std::string& name = found == renamed.end() ? column.name : found->second;
    columns += (columns.empty() ? "" : ", ") + ("cast(\"" + name + "\" as text)");
  }
  std::string key;
  for (const std::string& column : table.primary_key.value().columns) {
    key += (key.empty() ? "\"" : ", \"") + column + "\"";
  }
  return "select " + columns + " from \"" + table.name + "\" order by " + key;
}

TableDigest digest_of(tenon::Connection& connection, const std::string& sql) {
  TableDigest result;
  std::string values;
  tenon::Rows rows = connection.query(sql);
  for (; rows.next(); ++result.rows) {
    for (int column = 0; column < rows.row().size(); ++column) {
      if (rows.row().is_null(column)) {
        values += "-;";
        continue;
      }
      // With its length, so that no two rows of values read the same.
      const std::string_view text = rows.row().text(column);
      values += std::to_string(text.size()) + ":";
      values += text;
    }
  }
  result.hash = tenon::base::sha256(values);
  return result;
}

}  // namespace

std::map<std::string, TableDigest> digest(tenon::Connection& connection,
                                          const tenon::schema::Schema& schema,
                                          const std::map<std::string, std::string>& renamed) {
  std::map<std::string, TableDigest> digests;
  for (const Table& table : schema.tables) {
    digests[table.name] = digest_of(connection, select_all(table, renamed));
  }
  return digests;
}

}  // namespace chinook
