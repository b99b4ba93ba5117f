#include "frontend/json/definition.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
namespace fs = std::filesystem;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using Kind = JsonNode::Kind;

bool is_entity(const JsonNode& node) {
  const JsonNode* words = node.find("x-tenon");
  return words != nullptr && words->find("table") != nullptr;
}

std::string normal(const fs::path& path) { return path.lexically_normal().generic_string(); }

// Whether a reference is a URI of its own ("https:…", "urn:…", "//host/…") and no path.
bool has_scheme(std::string_view file) {
  if (base::starts_with(file, "//")) return true;
  const std::size_t colon = file.find(':');
  return colon != std::string_view::npos && file.find('/') > colon;
}

// %24 to $; what is no escape stays (RFC 3986, 2.1).
std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    const std::size_t at = std::string_view{"0123456789abcdef0123456789ABCDEF"}.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at % 16);
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(16 * digit(text[i + 1]) + digit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

// A key as a part of a JSON pointer (RFC 6901, 3).
std::string pointer_part(std::string_view key) {
  return base::replace_all(base::replace_all(std::string{key}, "~", "~0"), "/", "~1");
}

// A root's name is its title, or its file's: user_post.json holds UserPost.
base::Located<std::string> root_name(const JsonNode& root, const std::string& path) {
  if (const JsonNode* title = root.find("title"); title != nullptr && title->is(Kind::string))
    return located_text(*title);
  const std::string stem = fs::path{path}.stem().string();
  return {base::camel_case(stem), {root.span.source, root.span.begin, root.span.begin + 1}};
}

}  // namespace

std::string Definition::qualified() const {
  return document->space.empty() ? name.value : document->space + "::" + name.value;
}

base::Located<std::string> located_text(const JsonNode& node) {
  return {node.text, {node.span.source, node.span.begin + 1, node.span.end - 1}};
}

std::optional<base::Located<std::string>> text_of(const JsonNode& node, const char* key,
                                                  Diagnostics& diagnostics) {
  const JsonNode* value = node.find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is(Kind::string)) return located_text(*value);
  diagnostics.error(codes::wrong_value, value->span,
                    quote(key) + " is a string, not " + base::describe(value->kind),
                    "write \"" + std::string{key} + "\": \"…\", or leave it out");
  return std::nullopt;
}

base::Span key_place(const JsonMember& member) {
  return {member.key_span.source, member.key_span.begin + 1, member.key_span.end - 1};
}

Definitions::Definitions(const base::Sources& sources, const std::vector<Document>& documents,
                         Diagnostics& diagnostics)
    : sources_(sources) {
  for (const Document& document : documents) {
    const JsonNode& root = document.root;
    documents_.insert(normal(sources.path(document.source)));
    if (const JsonNode* id = root.find("$id"); id != nullptr && id->is(Kind::string))
      by_id_.emplace(id->text.substr(0, id->text.find('#')), normal(sources.path(document.source)));
    if (is_entity(root)) {
      const std::string& path = sources.path(document.source);
      add({&document, &root, root_name(root, path), false, true}, "");
    }
    const JsonNode* defs = root.find("$defs");
    if (defs == nullptr) continue;
    if (!defs->is(Kind::object)) {
      diagnostics.error(
          codes::wrong_value, defs->span,
          std::string{"'$defs' is an object of named schemas, not "} + base::describe(defs->kind),
          "write \"$defs\": {\"User\": {\"type\": \"object\", …}}");
      continue;
    }
    for (const JsonMember& member : defs->members) {
      if (!member.value.is(Kind::object)) {
        diagnostics.error(
            codes::wrong_value, member.value.span,
            quote(member.key) + " is an object, not " + base::describe(member.value.kind),
            "write " + quote(member.key) + " as {\"type\": \"object\", …}");
        continue;
      }
      const bool is_enum = member.value.find("enum") != nullptr;
      add({&document, &member.value, {member.key, key_place(member)}, is_enum, false},
          "/$defs/" + pointer_part(member.key));
    }
  }
}

void Definitions::add(Definition definition, const std::string& pointer) {
  const std::string address = normal(sources_.path(definition.document->source)) + "#" + pointer;
  by_address_.emplace(address, all_.size());
  all_.push_back(std::move(definition));
}

const Definition* Definitions::resolve(const JsonNode& ref, const Document& from,
                                       Diagnostics& diagnostics) const {
  if (!ref.is(Kind::string)) {
    diagnostics.error(codes::wrong_value, ref.span,
                      std::string{"'$ref' is a string, not "} + base::describe(ref.kind),
                      "write \"$ref\": \"#/$defs/Role\"");
    return nullptr;
  }
  const base::Located<std::string> text = located_text(ref);
  const std::size_t hash = std::min(text.value.find('#'), text.value.size());
  const std::string file = text.value.substr(0, hash);
  const std::string pointer =
      hash < text.value.size() ? percent_decoded(text.value.substr(hash + 1)) : "";
  const auto refuse = [&](const std::string& message, const std::string& hint) {
    diagnostics.error(codes::unresolved_ref, text.span, message, hint);
    return nullptr;
  };
  std::string path = normal(sources_.path(from.source));
  if (has_scheme(file)) {
    const auto known = by_id_.find(file);
    if (known == by_id_.end())
      return refuse(quote(text.value) + " is not in the project, and nothing is fetched",
                    "put its file among the models and refer to it by its path");
    path = known->second;
  } else if (!file.empty()) {
    path = normal(fs::path{path}.parent_path() / percent_decoded(file));
  }
  const auto found = by_address_.find(path + "#" + pointer);
  if (found != by_address_.end()) return &all_[found->second];
  if (!pointer.empty() && pointer.front() != '/')
    return refuse(quote(text.value) + " names an anchor, and models have none",
                  "refer to a member of $defs: \"#/$defs/" + pointer + "\"");
  if (documents_.count(path) == 0) {
    const bool outside = base::starts_with(path, "../") || base::starts_with(path, "/");
    return refuse(
        quote(path) + (outside ? " lies outside the project" : " is no model of the project"),
        "'models' of tenon.json names the files that are read");
  }
  std::vector<std::string> near;
  for (auto it = by_address_.lower_bound(path + "#");
       it != by_address_.end() && base::starts_with(it->first, path + "#"); ++it)
    near.push_back(file + it->first.substr(path.size()));
  return refuse("there is no definition " + quote(text.value),
                base::known_hint(text.value, near, "its definitions"));
}

}  // namespace tenon::frontend::json
