#include "lint/postgresql_tree.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/text.hpp"
#include "lint/server_functions.hpp"

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

std::string type_name(const json& type) {
  std::vector<std::string> names = strings(member(type, "names"));
  if (names.size() > 1 && (names[0] == "pg_catalog" || names[0] == "public"))
    names.erase(names.begin());
  return base::join(names, ".");
}

std::string object_key(const std::string& kind, std::vector<std::string> names) {
  if (names.size() > 1 && (names[0] == "public" || names[0].empty())) names.erase(names.begin());
  const bool is_type = kind == "domain";
  const bool is_routine = kind == "procedure" || kind == "routine" || kind == "aggregate";
  return (is_type ? "type" : is_routine ? "function" : kind) + " " + base::join(names, ".");
}

std::string object_kind(const std::string& object) {
  static const std::map<std::string, std::string> others = {{"OBJECT_MATVIEW", "materialized view"},
                                                            {"OBJECT_TABCONSTRAINT", "constraint"},
                                                            {"OBJECT_FDW", "foreign data wrapper"},
                                                            {"OBJECT_FOREIGN_SERVER", "server"}};
  const auto found = others.find(object);
  if (found != others.end()) return found->second;
  constexpr std::size_t prefix = std::string_view{"OBJECT_"}.size();
  return base::replace_all(base::to_lower(object.substr(std::min(prefix, object.size()))), "_",
                           " ");
}

std::vector<std::string> object_names(const json& object) {
  const json& function = member(object, "ObjectWithArgs");
  if (function.is_object()) return strings(member(function, "objname"));
  const json& type = member(object, "TypeName");
  if (type.is_object()) return strings(member(type, "names"));
  const json& list = member(object, "List");
  if (list.is_object()) return strings(member(list, "items"));
  return {text_of(member(object, "String"), "sval")};
}

json without_places(const json& tree) {
  if (!tree.is_structured()) return tree;
  json copy = tree.is_array() ? json::array() : json::object();
  if (tree.is_array()) {
    for (const json& child : tree) copy.push_back(without_places(child));
  } else {
    for (const auto& [name, child] : tree.items())
      if (name != "location") copy[name] = without_places(child);
  }
  return copy;
}

void find_nodes(const json& tree, std::set<std::string_view>& found) {
  if (tree.is_object()) {
    for (auto one = tree.begin(); one != tree.end(); ++one) {
      found.insert(one.key());
      find_nodes(*one, found);
    }
  } else if (tree.is_array()) {
    for (const json& child : tree) find_nodes(child, found);
  }
}

bool names_option(const json& options, std::string_view name) {
  return options.is_array() && std::any_of(options.begin(), options.end(), [&](const json& option) {
           return text_of(member(option, "DefElem"), "defname") == name;
         });
}

bool has_option(const json& options, std::string_view name) {
  static const std::set<std::string, std::less<>> no = {"false", "off", "0"};
  return options.is_array() && std::any_of(options.begin(), options.end(), [&](const json& option) {
           const json& value = member(member(option, "DefElem"), "arg");
           const json& number = member(value, "Integer");
           const bool is_zero = number.is_object() && !number.contains("ival");
           return text_of(member(option, "DefElem"), "defname") == name && !is_zero &&
                  no.count(base::to_lower(text_of(member(value, "String"), "sval"))) == 0;
         });
}

bool is_same_for_all(const json& expression) {
  if (expression.is_object() && expression.contains("FuncCall")) {
    const std::vector<std::string> name = strings(member(expression.at("FuncCall"), "funcname"));
    if (!is_steady_function(name)) return false;
  }
  if (!expression.is_structured()) return true;
  return std::all_of(expression.begin(), expression.end(),
                     [](const json& child) { return is_same_for_all(child); });
}

std::string shortened(std::string name, std::size_t bytes) {
  if (name.size() <= bytes) return name;
  name.resize(bytes);
  name.resize(std::min(base::find_invalid_utf8(name), name.size()));
  return name;
}

std::string spelled(const std::string& name) {
  const bool is_plain = !name.empty() && !base::is_digit(name.front()) &&
                        std::all_of(name.begin(), name.end(), [](char c) {
                          return base::is_lower(c) || base::is_digit(c) || c == '_';
                        });
  return is_plain ? name : "\"" + base::replace_all(name, "\"", "\"\"") + "\"";
}

}  // namespace tenon::lint
