#include "emit/manifest.hpp"

#include <nlohmann/json.hpp>

namespace tenon::emit {
namespace {

constexpr int manifest_format = 1;

}  // namespace

std::string to_text(const Manifest& manifest) {
  nlohmann::ordered_json json;
  json["format"] = manifest_format;
  json["files"] = nlohmann::ordered_json::object();
  for (const auto& [path, hash] : manifest.files) json["files"][path] = hash;
  return json.dump(2) + "\n";
}

std::optional<Manifest> parse_manifest(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("format") || !json.contains("files")) return std::nullopt;
  if (json["format"] != manifest_format || !json["files"].is_object()) return std::nullopt;
  Manifest manifest;
  for (const auto& [path, hash] : json["files"].items()) {
    if (!hash.is_string()) return std::nullopt;
    manifest.files[path] = hash.get<std::string>();
  }
  return manifest;
}

}  // namespace tenon::emit
