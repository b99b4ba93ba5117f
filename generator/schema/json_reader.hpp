// Reads JSON with the path of what is wrong: the small vocabulary that schema_json and
// operation_json are written in. Not part of the room's face.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/schema_json.hpp"

namespace tenon::schema::detail {

/// A JSON value and the one that it is a part of.
class JsonValue {
 public:
  explicit JsonValue(const nlohmann::ordered_json& json) : json_(&json), root_(&json) {}

  const nlohmann::ordered_json& json() const { return *json_; }
  /// One that stands in this one, at any depth.
  JsonValue part(const nlohmann::ordered_json& json) const {
    JsonValue value{json};
    value.root_ = root_;
    return value;
  }

  /// Each throws JsonError when the value is something else.
  std::string text() const;
  int integer() const;
  bool boolean() const;
  std::vector<std::string> texts() const;
  std::vector<JsonValue> items() const;
  /// For an object with one member: its key and value.
  std::pair<std::string, JsonValue> only_member() const;

  [[noreturn]] void fail(const std::string& message) const;

 private:
  const nlohmann::ordered_json* json_;
  const nlohmann::ordered_json* root_;
};

/// A JSON object whose members are all asked for by name; finish() refuses those that were not.
class JsonObject {
 public:
  explicit JsonObject(JsonValue value);

  /// The keys are literals.
  JsonValue need(const char* key);
  std::optional<JsonValue> find(const char* key);
  /// What a missing member says: "", false, 0.
  std::string text(const char* key);
  bool boolean(const char* key);
  int integer(const char* key);
  /// A text for every database, or an object: "sql" for all, others by the database's name.
  base::SqlText sql(const char* key);
  void finish() const;

 private:
  JsonValue value_;
  std::vector<std::string_view> asked_;
};

template <class E, std::size_t n>
std::string_view name_in(const std::array<std::pair<std::string_view, E>, n>& names, E value) {
  for (const auto& [name, known] : names) {
    if (known == value) return name;
  }
  return {};
}

template <class E, std::size_t n>
E value_in(const std::array<std::pair<std::string_view, E>, n>& names, const std::string& name,
           const JsonValue& place) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  place.fail("unknown word '" + name + "'");
}

template <class E, std::size_t n>
E value_in(const std::array<std::pair<std::string_view, E>, n>& names, const JsonValue& value) {
  return value_in(names, value.text(), value);
}

// The parts of a schema, written and read one by one (schema_json.cpp).
nlohmann::ordered_json write(const Column& column);
nlohmann::ordered_json write(const PrimaryKey& key);
nlohmann::ordered_json write(const Unique& unique);
nlohmann::ordered_json write(const ForeignKey& key);
nlohmann::ordered_json write(const Check& check);
nlohmann::ordered_json write(const std::vector<RenamedValue>& renames);
nlohmann::ordered_json write(const EnumType& type);
nlohmann::ordered_json write(const Index& index);
nlohmann::ordered_json write(const Table& table);
nlohmann::ordered_json write(const View& view);
void put(nlohmann::ordered_json& json, const char* key, const std::string& text);
void put(nlohmann::ordered_json& json, const char* key, const base::SqlText& sql);
void read(const JsonValue& value, Column& column);
void read(const JsonValue& value, PrimaryKey& key);
void read(const JsonValue& value, Unique& unique);
void read(const JsonValue& value, ForeignKey& key);
void read(const JsonValue& value, Check& check);
void read(const JsonValue& value, EnumType& type);
void read(const JsonValue& value, std::vector<RenamedValue>& renames);
void read(const JsonValue& value, Index& index);
void read(const JsonValue& value, Table& table);
void read(const JsonValue& value, View& view);

}  // namespace tenon::schema::detail
