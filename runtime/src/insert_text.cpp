#include "insert_text.hpp"

#include <string>

namespace tenon::detail {

namespace {

/// Behind the name in double quotes that begins at `at`; its own quotes are doubled.
std::size_t end_of_name(std::string_view sql, std::size_t at) {
  std::size_t end = sql.find('"', at + 1);
  while (end + 1 < sql.size() && sql[end + 1] == '"') end = sql.find('"', end + 2);
  return end + 1;
}

}  // namespace

InsertText::InsertText(std::string_view sql) : without_returning(sql) {
  without_returning = sql.substr(0, sql.rfind("\nreturning "));
  while (without_returning.back() == '\n') without_returning.remove_suffix(1);
  constexpr std::string_view into = "insert into ";
  const std::size_t begin = sql.find(into) + into.size();
  std::size_t at = end_of_name(sql, begin);
  while (sql[at] == '.') at = end_of_name(sql, at + 1);
  table = sql.substr(begin, at - begin);
  if (sql[at] != ' ') return;
  at += 2;  // the space, and what opens the list
  while (sql[at] == '"') {
    const std::size_t end = end_of_name(sql, at);
    columns.push_back(sql.substr(at, end - at));
    at = end;
    if (sql[at] == ',') at += 2;
  }
}

bool InsertText::is_defaulted(std::size_t column) const {
  // Each column has one parameter, in their order.
  const std::string call = "coalesce($" + std::to_string(column + 1) + ", ";
  return without_returning.find(call) != std::string_view::npos;
}

}  // namespace tenon::detail
