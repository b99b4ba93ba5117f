#include "migration/key_check.hpp"

#include <tenon/error.hpp>

#include "migration/sql_words.hpp"

namespace tenon::detail {

KeyCheck::KeyCheck(Connection& connection, const std::vector<std::string>& group)
    : connection_(connection) {
  for (const std::string& sql : group) {
    for (const SqlWord& word : sql_words(sql)) named_.insert(word.name());
  }
  for (const std::string& table : tables()) before_[folded_name(table)] = state_of(table);
}

std::vector<std::string> KeyCheck::tables() {
  Rows rows = connection_.query(
      "select m.name, k.\"table\"\nfrom sqlite_master m\njoin pragma_foreign_key_list(m.name) k\n"
      "where m.type = 'table'\norder by m.rowid");
  std::vector<std::string> tables;
  while (rows.next()) {
    const auto child = rows.row().get<std::string>(0);
    const bool is_named = named_.count(folded_name(child)) != 0 ||
                          named_.count(folded_name(rows.row().get<std::string>(1))) != 0;
    if (is_named && (tables.empty() || tables.back() != child)) tables.push_back(child);
  }
  return tables;
}

KeyCheck::State KeyCheck::state_of(const std::string& table) {
  State state;
  // A transaction in which a statement has failed runs no other.
  connection_.execute("savepoint tenon_keys");
  try {
    Rows rows = connection_.query(
        "select min(parent), count(*)\nfrom pragma_foreign_key_check($1)\n"
        "group by lower(parent)",
        {table});
    while (rows.next())
      state.strays[rows.row().get<std::string>(0)] = rows.row().get<std::int64_t>(1);
  } catch (const Error& error) {
    state.fault = error.what();
  }
  if (!state.fault.empty()) connection_.execute("rollback to savepoint tenon_keys");
  connection_.execute("release savepoint tenon_keys");
  return state;
}

void KeyCheck::check() {
  for (const std::string& table : tables()) {
    const State& before = before_[folded_name(table)];
    const State after = state_of(table);
    if (!after.fault.empty() && before.fault.empty())
      throw Error{ErrorKind::migration, "table '" + table + "': " + after.fault};
    for (const auto& [parent, strays] : after.strays) {
      const auto known = before.strays.find(parent);
      if (known != before.strays.end() && strays <= known->second) continue;
      throw Error{ErrorKind::migration, "a row of '" + table + "' refers to a row of '" + parent +
                                            "' that does not exist"};
    }
  }
}

}  // namespace tenon::detail
