#include "lint/postgresql_tree.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace tenon::lint {

using nlohmann::json;

const json& member(const json& node, std::string_view name) {
  static const json none;
  if (!node.is_object()) return none;
  const auto found = node.find(name);
  return found == node.end() ? none : *found;
}

std::string text_of(const json& node, std::string_view name) {
  const json& found = member(node, name);
  return found.is_string() ? found.get<std::string>() : std::string{};
}

bool is_true(const json& node, std::string_view name) {
  const json& found = member(node, name);
  return found.is_boolean() && found.get<bool>();
}

std::size_t place_of(const json& node) {
  const json& found = member(node, "location");
  return found.is_number_integer() && found.get<long long>() > 0 ? found.get<std::size_t>() : 0;
}

std::vector<std::string> strings(const json& list) {
  std::vector<std::string> names;
  if (!list.is_array()) return names;
  for (const json& item : list) names.push_back(text_of(member(item, "String"), "sval"));
  return names;
}

bool holds(const json& tree, std::string_view node) {
  if (tree.is_object() && tree.contains(node)) return true;
  return tree.is_structured() && std::any_of(tree.begin(), tree.end(),
                                             [&](const json& child) { return holds(child, node); });
}

bool is_same_for_all(const json& expression) {
  // Those that stand behind DEFAULT; of one that is not here nothing is known.
  constexpr std::array<std::string_view, 34> steady = {"abs",
                                                       "age",
                                                       "array_fill",
                                                       "btrim",
                                                       "ceil",
                                                       "ceiling",
                                                       "char_length",
                                                       "concat",
                                                       "date_part",
                                                       "date_trunc",
                                                       "decode",
                                                       "encode",
                                                       "floor",
                                                       "format",
                                                       "json_build_array",
                                                       "json_build_object",
                                                       "left",
                                                       "length",
                                                       "jsonb_build_array",
                                                       "jsonb_build_object",
                                                       "lower",
                                                       "lpad",
                                                       "make_date",
                                                       "make_interval",
                                                       "md5",
                                                       "now",
                                                       "repeat",
                                                       "replace",
                                                       "right",
                                                       "round",
                                                       "statement_timestamp",
                                                       "timezone",
                                                       "transaction_timestamp",
                                                       "upper"};
  if (expression.is_object() && expression.contains("FuncCall")) {
    const std::vector<std::string> name = strings(member(expression.at("FuncCall"), "funcname"));
    const bool is_steady =
        !name.empty() && std::find(steady.begin(), steady.end(), name.back()) != steady.end();
    if (!is_steady) return false;
  }
  if (!expression.is_structured()) return true;
  return std::all_of(expression.begin(), expression.end(),
                     [](const json& child) { return is_same_for_all(child); });
}

std::string spelled(const std::string& name) {
  const bool is_plain = !name.empty() && !base::is_digit(name.front()) &&
                        std::all_of(name.begin(), name.end(), [](char c) {
                          return base::is_lower(c) || base::is_digit(c) || c == '_';
                        });
  return is_plain ? name : "\"" + base::replace_all(name, "\"", "\"\"") + "\"";
}

}  // namespace tenon::lint
