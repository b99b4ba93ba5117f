// What the dumps of Draft and Model are made with: members that are left out where a value is
// absent.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/sql.hpp"
#include "model/draft.hpp"

namespace tenon::model::dump {

using Json = nlohmann::ordered_json;

inline void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

inline void put(Json& json, const char* key, bool value) {
  if (value) json[key] = true;
}

inline void put(Json& json, const char* key, const std::optional<std::string>& value) {
  if (value) json[key] = *value;
}

inline void put(Json& json, const char* key, const base::SqlText& sql) {
  if (sql.others.empty()) return put(json, key, sql.text);
  put(json[key], "sql", sql.text);
  for (const auto& [database, text] : sql.others) json[key][database] = text;
}

inline void put_list(Json& json, const char* key, Json list) {
  if (!list.empty()) json[key] = std::move(list);
}

template <class T, class Convert>
Json list_of(const std::vector<T>& all, Convert convert) {
  Json list = Json::array();
  for (const T& one : all) list.push_back(convert(one));
  return list;
}

inline std::string quoted(const std::string& text) { return Json(text).dump(); }

inline Json wrapper_of(const std::optional<Wrapper>& wrapper) {
  Json json = Json::object();
  if (!wrapper) return json;
  put(json, "type", wrapper->type);
  put(json, "id_of", wrapper->entity);
  put(json, "header", wrapper->header);
  put(json, "member", wrapper->member);
  return json;
}

}  // namespace tenon::model::dump
