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

base::Span key_place(const JsonMember& member) {
  return {member.key_span.source, member.key_span.begin + 1, member.key_span.end - 1};
}

Definitions::Definitions(const base::Sources& sources, const std::vector<Document>& documents,
                         Diagnostics& diagnostics)
    : sources_(sources) {
  for (const Document& document : documents) {
    const JsonNode& root = document.root;
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
          "/$defs/" + member.key);
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
  const std::string pointer = hash < text.value.size() ? text.value.substr(hash + 1) : "";
  const fs::path own{sources_.path(from.source)};
  const std::string path = normal(file.empty() ? own : own.parent_path() / file);
  const auto found = by_address_.find(path + "#" + pointer);
  if (found != by_address_.end()) return &all_[found->second];

  bool known_file = false;
  std::vector<std::string> near;
  for (const auto& [address, index] : by_address_) {
    if (!base::starts_with(address, path + "#")) continue;
    known_file = true;
    near.push_back(file + address.substr(path.size()));
  }
  const bool own_file = file.empty();
  diagnostics.error(codes::unresolved_ref, text.span, "there is no definition " + quote(text.value),
                    known_file || own_file ? base::known_hint(text.value, near, "its definitions")
                                           : quote(path) + " is none of the project's models");
  return nullptr;
}

}  // namespace tenon::frontend::json
