#include "schema/json_reader.hpp"

#include <algorithm>
#include <limits>

namespace tenon::schema::detail {
namespace {

/// A key as a JSON pointer has it.
std::string escaped(const std::string& key) {
  std::string text;
  for (const char c : key) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

/// The way from `at` to the very value `wanted`, as a JSON pointer; nothing when it is not in
/// there.
std::optional<std::string> path_to(const nlohmann::ordered_json& at,
                                   const nlohmann::ordered_json& wanted) {
  if (&at == &wanted) return "";
  if (!at.is_structured()) return std::nullopt;
  for (const auto& [key, member] : at.items()) {
    if (const auto rest = path_to(member, wanted)) return "/" + escaped(key) + *rest;
  }
  return std::nullopt;
}

}  // namespace

// Few values are ever at fault, so nobody takes their way down with them.
void JsonValue::fail(const std::string& message) const {
  throw JsonError(path_to(*root_, *json_).value_or(""), message);
}

std::string JsonValue::text() const {
  if (!json_->is_string()) fail("expected a string");
  return json_->get<std::string>();
}

int JsonValue::integer() const {
  if (!json_->is_number_integer()) fail("expected an integer");
  if (json_->is_number_unsigned() &&
      json_->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    fail("the number is too large");
  }
  const auto value = json_->get<std::int64_t>();
  if (value < 0 || value > std::numeric_limits<int>::max()) fail("the number is out of range");
  return static_cast<int>(value);
}

bool JsonValue::boolean() const {
  if (!json_->is_boolean()) fail("expected true or false");
  return json_->get<bool>();
}

std::vector<std::string> JsonValue::texts() const {
  std::vector<std::string> list;
  for (const JsonValue& item : items()) list.push_back(item.text());
  return list;
}

std::vector<JsonValue> JsonValue::items() const {
  if (!json_->is_array()) fail("expected an array");
  std::vector<JsonValue> list;
  list.reserve(json_->size());
  for (std::size_t i = 0; i < json_->size(); ++i) {
    list.push_back(part((*json_)[i]));
  }
  return list;
}

std::pair<std::string, JsonValue> JsonValue::only_member() const {
  if (!json_->is_object() || json_->size() != 1) fail("expected an object with one member");
  const auto member = json_->begin();
  return {member.key(), part(member.value())};
}

JsonObject::JsonObject(JsonValue value) : value_(value) {
  if (!value_.json().is_object()) value_.fail("expected an object");
}

std::optional<JsonValue> JsonObject::find(const char* key) {
  asked_.push_back(key);
  const auto member = value_.json().find(key);
  if (member == value_.json().end()) return std::nullopt;
  return value_.part(*member);
}

JsonValue JsonObject::need(const char* key) {
  auto found = find(key);
  if (!found) value_.fail("'" + std::string{key} + "' is missing");
  return *found;
}

std::string JsonObject::text(const char* key) {
  const auto found = find(key);
  return found ? found->text() : std::string{};
}

bool JsonObject::boolean(const char* key) {
  const auto found = find(key);
  return found && found->boolean();
}

int JsonObject::integer(const char* key) {
  const auto found = find(key);
  return found ? found->integer() : 0;
}

base::SqlText JsonObject::sql(const char* key) {
  const auto found = find(key);
  if (!found) return {};
  if (!found->json().is_object()) return {found->text()};
  base::SqlText sql;
  for (const auto& [database, text] : found->json().items()) {
    const std::string own = found->part(text).text();
    (database == "sql" ? sql.text : sql.others[database]) = own;
  }
  return sql;
}

void JsonObject::finish() const {
  for (const auto& [key, member] : value_.json().items()) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
      value_.fail("unknown member '" + key + "'");
  }
}

}  // namespace tenon::schema::detail
