#include "lint/constant_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text.hpp"

namespace tenon::lint {
namespace {

/// 1, 1.5, 'text': not what else may begin like these, such as 1e5 or E'text'.
bool is_plain_constant(std::string_view token) {
  if (token.size() > 1 && token.front() == '\'') return token.back() == '\'';
  return !token.empty() && std::all_of(token.begin(), token.end(), base::is_digit);
}

/// Behind `::`, the types that people write there.
bool is_type(const StatementText& text, std::size_t i) {
  return text.is_one_of(i, {"date", "timestamp", "timestamptz", "json", "jsonb", "uuid", "text",
                            "integer", "bigint", "numeric", "bytea", "boolean", "interval"});
}

/// Behind the constant that begins here; `i` where none does.
std::size_t behind_constant(const StatementText& text, std::size_t i) {
  std::size_t at = i;
  if (text.token(at) == "-") ++at;
  if (is_plain_constant(text.token(at))) {
    ++at;
    if (text.token(at) == "." && is_plain_constant(text.token(at + 1))) at += 2;
  } else if (at == i && text.is_one_of(at, {"null", "true", "false", "default"})) {
    ++at;
  } else {
    return i;
  }
  const bool is_cast = text.token(at) == ":" && text.token(at + 1) == ":";
  return is_cast && is_type(text, at + 2) ? at + 3 : at;
}

/// Behind the row of constants that begins here; `open` where it is none.
std::size_t behind_row(const StatementText& text, std::size_t open) {
  if (text.token(open) != "(") return open;
  for (std::size_t at = open + 1;;) {
    const std::size_t behind = behind_constant(text, at);
    if (behind == at) return open;
    if (text.token(behind) == ")") return behind + 1;
    if (text.token(behind) != ",") return open;
    at = behind + 1;
  }
}

}  // namespace

std::string without_constant_rows(const StatementText& text) {
  std::string sql = text.sql();
  for (std::size_t at = text.find("values"); at < text.size(); at = text.find("values", at + 1)) {
    if (text.token(at + 1) != "(") continue;
    std::size_t row = text.closing(at + 1) + 1;
    while (text.token(row) == "," && text.token(row + 1) == "(") {
      const std::size_t behind = behind_row(text, row + 1);
      if (behind != row + 1) {
        std::fill_n(sql.begin() + static_cast<std::ptrdiff_t>(text.begin_of(row)),
                    text.end_of(behind - 1) - text.begin_of(row), ' ');
      }
      row = behind != row + 1 ? behind : text.closing(row + 1) + 1;
    }
  }
  return sql;
}

}  // namespace tenon::lint
