#include "schema/sql_text.hpp"

#include <cctype>

namespace tenon::schema {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result += quote;
}

const char* action_name(Action action) {
  switch (action) {
    case Action::no_action:
      return "no action";
    case Action::restrict:
      return "restrict";
    case Action::cascade:
      return "cascade";
    case Action::set_null:
      return "set null";
    case Action::set_default:
      return "set default";
  }
  return "";
}

}  // namespace

std::string quote_name(std::string_view name) { return quoted(name, '"'); }
std::string quote_text(std::string_view text) { return quoted(text, '\''); }

std::string do_block(const std::string& body) {
  std::string tag = "$tenon$";
  for (int n = 2; body.find(tag) != std::string::npos; ++n)
    tag = "$tenon" + std::to_string(n) + "$";
  return "do " + tag + "\n" + body + "\n" + tag;
}

std::string column_list(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + quote_name(column);
  return "(" + text + ")";
}

std::string index_columns(const Index& index) {
  std::string text;
  for (const IndexPart& part : index.parts) text += (text.empty() ? "" : ", ") + index_part(part);
  return "(" + text + ")";
}

std::string index_part(const IndexPart& part) {
  const std::string text =
      part.expression.empty() ? quote_name(part.column) : "(" + part.expression + ")";
  return text + (part.descending ? " desc" : "");
}

std::string check_expression(const Check& check) {
  if (check.column.empty()) return check.expression;
  std::string values;
  for (const std::string& value : check.values) {
    values += (values.empty() ? "" : ", ") + quote_text(value);
  }
  if (check.is_list) return quote_name(check.column) + " <@ array[" + values + "]";
  return quote_name(check.column) + " in (" + values + ")";
}

std::string check_clause(const Check& check) {
  return "constraint " + quote_name(check.name) + " check (" + check_expression(check) + ")";
}

std::string action_clause(const ForeignKey& key) {
  std::string text;
  if (key.on_delete != Action::no_action) {
    text += std::string{" on delete "} + action_name(key.on_delete);
  }
  if (key.on_update != Action::no_action) {
    text += std::string{" on update "} + action_name(key.on_update);
  }
  if (key.deferrable) text += " deferrable initially deferred";
  return text;
}

std::string clauses(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "  " : ",\n  ") + line;
  return text;
}

std::string uuid_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == '-') continue;
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return {};
    digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return digits.size() == 32 ? digits : std::string{};
}

}  // namespace tenon::schema
