// Schema and operations as JSON: revision.json holds operations, `tenon dump schema` and `dump
// operations` print both. Members that say nothing (false, empty, 0) are left out.
#pragma once

#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "schema/operation.hpp"

namespace tenon::schema {

/// What could not be read: `path` is a JSON pointer below the value that was given.
class JsonError : public std::runtime_error {
 public:
  JsonError(std::string path, const std::string& message)
      : std::runtime_error(path + ": " + message), path_(std::move(path)) {}
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

nlohmann::ordered_json to_json(const Schema& schema);
nlohmann::ordered_json to_json(const Table& table);
nlohmann::ordered_json to_json(const Operation& operation);
nlohmann::ordered_json to_json(const Operations& operations);

/// Each throws JsonError for a missing, unknown or mistyped member.
Schema schema_from_json(const nlohmann::ordered_json& json);
Operation operation_from_json(const nlohmann::ordered_json& json);
Operations operations_from_json(const nlohmann::ordered_json& json);

}  // namespace tenon::schema
