#include "lint/column_change.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "schema/dialect.hpp"

namespace tenon::lint {
namespace {

int number(const std::vector<std::string>& arguments, std::size_t i) {
  int value = 0;
  if (i < arguments.size())
    std::from_chars(arguments[i].data(), arguments[i].data() + arguments[i].size(), value);
  return value;
}

/// Varying texts only: char(n) is padded.
bool is_free_text(const base::SqlType& from, const base::SqlType& to) {
  const auto is_varying = [](const std::string& name) {
    return name == "varchar" || name == "character varying" || name == "text";
  };
  if (!is_varying(from.one_name()) || !is_varying(to.one_name())) return false;
  if (to.arguments.empty()) return true;
  return !from.arguments.empty() && number(to.arguments, 0) >= number(from.arguments, 0);
}

bool is_free_number(const base::SqlType& from, const base::SqlType& to) {
  if (from.one_name() != "numeric" || to.one_name() != "numeric") return false;
  if (to.arguments.empty()) return true;
  return !from.arguments.empty() && number(to.arguments, 0) >= number(from.arguments, 0) &&
         number(to.arguments, 1) == number(from.arguments, 1);
}

/// A date of a moment, or fewer digits of its seconds.
bool loses_time(const base::SqlType& from, const base::SqlType& to) {
  static const std::set<std::string> moments = {"timestamp", "timestamptz"};
  static const std::set<std::string> parts = {"date", "time", "timetz"};
  constexpr int most_digits = 6;
  if (moments.count(from.one_name()) == 0) return false;
  if (parts.count(to.one_name()) != 0) return true;
  const auto digits = [&](const base::SqlType& type) {
    return type.arguments.empty() ? most_digits : number(type.arguments, 0);
  };
  return moments.count(to.one_name()) != 0 && digits(to) < digits(from);
}

constexpr std::array<std::string_view, 9> next_words = {"not",        "null",       "default",
                                                        "constraint", "check",      "unique",
                                                        "primary",    "references", "generated"};

bool begins_constraint(const std::string& word) {
  return word == "collate" ||
         std::find(next_words.begin(), next_words.end(), word) != next_words.end();
}

std::size_t constraint_at(const StatementText& text, std::size_t first, std::size_t last) {
  int depth = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (text.token(i) == "(") ++depth;
    if (text.token(i) == ")") --depth;
    if (depth == 0 && begins_constraint(text.word(i))) return i;
  }
  return last;
}

}  // namespace

bool is_free_change(const schema::Column& column, const std::string& type, ServerVersion version,
                    bool is_utc) {
  const std::string before = schema::make_dialect("postgresql")->type_text(column.type);
  if (base::one_type_spelling(before) == base::one_type_spelling(type)) return true;
  const std::optional<base::SqlType> from = base::read_sql_type(before);
  const std::optional<base::SqlType> to = base::read_sql_type(type);
  if (!from || !to) return false;
  // From 12 on the server sees that nothing changes in UTC.
  static const std::set<std::string> moments = {"timestamp", "timestamptz"};
  const bool is_moment = moments.count(from->one_name()) != 0 &&
                         moments.count(to->one_name()) != 0 && from->arguments == to->arguments;
  return is_free_text(*from, *to) || is_free_number(*from, *to) ||
         (is_moment && is_utc && version >= ServerVersion{12, 0});
}

bool narrows(const schema::Column& column, const std::string& type) {
  const std::optional<base::SqlType> from =
      base::read_sql_type(schema::make_dialect("postgresql")->type_text(column.type));
  const std::optional<base::SqlType> to = base::read_sql_type(type);
  if (!from || !to) return false;
  if (loses_time(*from, *to)) return true;
  const auto rank = [](const std::string& name) {
    static const std::map<std::string, int> ranks = {
        {"smallint", 2}, {"integer", 4}, {"bigint", 8}, {"real", 14}, {"double precision", 18}};
    const auto found = ranks.find(name);
    return found == ranks.end() ? 0 : found->second;
  };
  const int before = rank(from->one_name());
  const int after = rank(to->one_name());
  if (from->one_name() == "numeric" && after != 0) return true;
  if (before != 0 && after != 0) return after / 10 == before / 10 ? after < before : after < 10;
  if (to->one_name() == "varchar" || to->one_name() == "char") {
    return !to->arguments.empty() &&
           (from->arguments.empty() || number(to->arguments, 0) < number(from->arguments, 0));
  }
  if (to->one_name() != "numeric" || to->arguments.empty()) return false;
  return from->one_name() == "numeric" &&
         (from->arguments.empty() || number(to->arguments, 1) < number(from->arguments, 1) ||
          number(to->arguments, 0) - number(to->arguments, 1) <
              number(from->arguments, 0) - number(from->arguments, 1));
}

std::string expression_text(const StatementText& text, std::size_t first, std::size_t last) {
  // NULL and NOT may begin an expression.
  return text.text(first, constraint_at(text, std::min(first + 1, last), last));
}

std::string plain_column(const StatementText& text, const StatementText::Piece& piece) {
  std::size_t first = piece.first + 1;
  if (text.word(first) == "column") ++first;
  if (text.word(first) == "if") first += 3;
  return text.text(first, constraint_at(text, first + 1, piece.last));
}

std::string parenthesized(const StatementText& text, std::size_t first) {
  int depth = 0;
  for (std::size_t i = first; i < text.size(); ++i) {
    if (text.token(i) == "(") ++depth;
    if (text.token(i) == ")" && --depth == 0) return text.text(first, i + 1);
  }
  return text.text(first, text.size());
}

}  // namespace tenon::lint
