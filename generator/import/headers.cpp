// Models as C++ headers, as one would write them.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "import/import.hpp"
#include "import/words.hpp"

namespace tenon::import {
namespace {

using emit::string_literal;
using model::TypeKind;

constexpr std::size_t widest = 100;

/// name(a, b), or the name alone.
std::string call(const std::string& name, const std::vector<std::string>& arguments) {
  return arguments.empty() ? name : name + "(" + base::join(arguments, ", ") + ")";
}

std::string text_call(const std::string& name, const std::string& text) {
  return call(name, {string_literal(text)});
}

void add_text(std::vector<std::string>& words, const std::string& name, const std::string& text) {
  if (!text.empty()) words.push_back(text_call(name, text));
}

/// `type`, `computed`, …, with the texts for one database.
std::string sql_call(const std::string& name, const base::SqlText& sql) {
  std::vector<std::string> arguments;
  if (!sql.text.empty()) arguments.push_back(string_literal(sql.text));
  for (const auto& [database, text] : sql.others) arguments.push_back(text_call(database, text));
  return call(name, arguments);
}

void add_actions(std::vector<std::string>& words, const model::Reference& reference) {
  const std::string on_delete = word_of(reference.on_delete);
  const std::string on_update = word_of(reference.on_update);
  if (!on_delete.empty()) words.push_back("on_delete(" + on_delete + ")");
  if (!on_update.empty()) words.push_back("on_update(" + on_update + ")");
  if (reference.deferrable) words.emplace_back("deferrable");
  add_text(words, "relation", reference.relation);
  add_text(words, "inverse", reference.inverse);
  add_text(words, "name", reference.name);
}

/// A backslash at the end of a line would take the next one into the comment: not so in a block,
/// which in turn ends early where there is no space.
std::string doc_of(const std::string& comment, const std::string& indent) {
  std::vector<std::string> lines;
  bool goes_on = false;
  for (const std::string& line : base::split_lines(comment)) {
    lines.emplace_back(base::trim(line));
    goes_on = goes_on || base::ends_with(lines.back(), "\\");
  }
  if (!goes_on) return emit::doc_comment(comment, indent);
  const std::string text = base::join(lines, "\n" + indent + " *  ");
  const std::string closed = base::replace_all(text, "*/", "* /");
  return indent + "/** " + base::replace_all(closed, "/*", "/ *") + " */\n";
}

std::string tuple(const std::vector<std::string>& names) {
  return "(" + base::join(names, ", ") + ")";
}

std::string index_word(const model::Index& index) {
  std::vector<std::string> words;
  for (const model::IndexPart& part : index.parts) {
    const std::string one = part.field.empty() ? text_call("sql", part.sql) : part.field;
    words.push_back(part.descending ? call("desc", {one}) : one);
  }
  if (index.unique) words.emplace_back("unique");
  add_text(words, "where", index.where);
  add_text(words, "using", index.method);
  if (!index.include.empty()) words.push_back(call("include", index.include));
  if (index.nulls_first) words.emplace_back("nulls_first");
  if (index.nulls_last) words.emplace_back("nulls_last");
  add_text(words, "name", index.name);
  return call("index", words);
}

std::vector<std::string> annotations_of(const model::Entity& entity) {
  std::vector<std::string> table{string_literal(entity.table)};
  if (!entity.schema.empty()) table.push_back(string_literal(entity.schema));
  std::vector<std::string> words{call("table", table)};
  if (entity.view)
    words.push_back(entity.view->empty() ? "read_only" : sql_call("read_only", *entity.view));
  if (!entity.primary_key.empty() && !is_key_on_field(entity)) {
    std::vector<std::string> key = entity.primary_key;
    add_text(key, "name", entity.primary_key_name);
    words.push_back(call("primary_key", key));
  }
  for (const model::UniqueKey& unique : entity.unique_keys) {
    if (is_on_field(unique)) continue;
    std::vector<std::string> fields = unique.fields;
    add_text(fields, "name", unique.name);
    words.push_back(call("unique", fields));
  }
  for (const model::Reference* reference : references_on(entity)) {
    std::vector<std::string> key{tuple(reference->fields),
                                 short_name(reference->entity) + tuple(reference->targets)};
    add_actions(key, *reference);
    words.push_back(call("foreign_key", key));
  }
  for (const model::Index& index : entity.indexes)
    if (!is_on_field(index)) words.push_back(index_word(index));
  for (const model::Check& check : entity.checks)
    words.push_back(call("check", {string_literal(check.sql), string_literal(check.name)}));
  return words;
}

std::string key_word(const model::Entity& entity, const model::Field& field) {
  std::vector<std::string> words;
  if (is_client_key(entity, field)) words.emplace_back("client");
  add_text(words, "name", entity.primary_key_name);
  return call("primary_key", words);
}

bool is_indexed(const model::Entity& entity, const model::Field& field) {
  return std::any_of(entity.indexes.begin(), entity.indexes.end(), [&](const model::Index& one) {
    return is_on_field(one) && one.parts[0].field == field.name;
  });
}

bool is_unique(const model::Entity& entity, const model::Field& field) {
  return std::any_of(
      entity.unique_keys.begin(), entity.unique_keys.end(),
      [&](const model::UniqueKey& one) { return is_on_field(one) && one.fields[0] == field.name; });
}

std::vector<std::string> annotations_of(const model::Entity& entity, const model::Field& field) {
  std::vector<std::string> words;
  const bool is_key = !entity.primary_key.empty() && entity.primary_key[0] == field.name;
  if (is_key && is_key_on_field(entity)) words.push_back(key_word(entity, field));
  if (const model::Reference* reference = reference_on(entity, field)) {
    std::vector<std::string> key{short_name(reference->entity) + "::" + reference->targets[0]};
    add_actions(key, *reference);
    words.push_back(call("references", key));
  }
  if (is_unique(entity, field)) words.emplace_back("unique");
  if (is_indexed(entity, field)) words.emplace_back("index");
  for (const model::Rule& rule : field.rules)
    if (rule.kind == model::Rule::Kind::length) words.push_back("length(" + *rule.most + ")");
  if (field.type.precision > 0 && field.type.declared.text.empty())
    words.push_back("precision(" + std::to_string(field.type.precision) + ", " +
                    std::to_string(field.type.scale) + ")");
  if (!field.type.declared.empty()) words.push_back(sql_call("type", field.type.declared));
  if (!field.type.collation.empty()) words.push_back(sql_call("collate", field.type.collation));
  if (field.column != field.name) words.push_back(text_call("column", field.column));
  if (field.initial && field.initial->kind == model::Default::Kind::sql)
    words.push_back(text_call("default_sql", field.initial->text));
  if (!field.computed.empty()) words.push_back(sql_call("computed", field.computed));
  return words;
}

/// The words as an attribute; in lines of their own when they are long.
std::string attribute(const std::vector<std::string>& words, const std::string& indent) {
  std::vector<std::string> named;
  named.reserve(words.size());
  for (const std::string& word : words) named.push_back("tenon::" + word);
  std::string line = "[[" + base::join(named, ", ") + "]]";
  if (indent.size() + line.size() <= widest) return line;
  return "[[" + base::join(named, ",\n" + indent + "  ") + "]]";
}

/// The value as a person writes it: digits as the database has them, so that 2 does not become 2.0.
std::string value_of(const model::Type& type, const model::Default& initial,
                     const std::string& space) {
  using Kind = model::Default::Kind;
  if (initial.kind == Kind::number && type.kind == TypeKind::float64) return initial.text;
  if (initial.kind == Kind::number && type.kind == TypeKind::float32)
    return initial.text + (initial.text.find('.') == std::string::npos ? "" : "F");
  if (initial.kind != Kind::list) return emit::initializer(type, initial, space);
  std::vector<std::string> elements;
  for (const model::Default& one : initial.elements) elements.push_back(value_of(type, one, space));
  // An optional takes no bare braces, and empty ones would be none.
  const bool is_bare = !type.nullable && !elements.empty();
  return (is_bare ? "" : emit::value_type(type, space)) + "{" + base::join(elements, ", ") + "}";
}

/// What stands behind the member's name.
std::string initial_of(const model::Field& field, const std::string& space) {
  if (field.initial && field.initial->kind != model::Default::Kind::sql) {
    const bool is_decimal = field.type.kind == TypeKind::decimal && !field.type.is_list;
    if (is_decimal) return "{" + string_literal(field.initial->text) + "}";
    return " = " + value_of(field.type, *field.initial, space);
  }
  if (field.type.nullable || field.type.is_list) return "";
  switch (field.type.kind) {
    case TypeKind::boolean:
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
    case TypeKind::float32:
    case TypeKind::float64:
    case TypeKind::enumeration:
      return "{}";
    default:
      return "";
  }
}

std::string member_of(const model::Entity& entity, const model::Field& field) {
  const std::string doc = doc_of(field.comment, "  ");
  const std::string member = emit::member_type(field.type, entity.space) + " " + field.name +
                             initial_of(field, entity.space) + ";";
  const std::vector<std::string> words = annotations_of(entity, field);
  if (words.empty()) return doc + "  " + member + "\n";
  const std::string attributes = attribute(words, "  ");
  const bool fits =
      attributes.find('\n') == std::string::npos && 3 + attributes.size() + member.size() <= widest;
  return doc + "  " + attributes + (fits ? " " : "\n  ") + member + "\n";
}

std::string struct_of(const model::Entity& entity) {
  const std::string head = "struct " + attribute(annotations_of(entity), "       ");
  const bool fits =
      head.find('\n') == std::string::npos && head.size() + entity.name.size() + 3 <= widest;
  std::string text = doc_of(entity.comment, "") + head + (fits ? " " : "\n") + entity.name + " {\n";
  for (const model::Field& field : entity.fields) text += member_of(entity, field);
  return text + "};\n";
}

std::string enum_text(const model::Enum& one) {
  std::vector<std::string> native;
  if (!one.type_name.empty()) native.push_back(string_literal(one.type_name));
  if (one.type_schema)
    native.push_back(string_literal(one.type_schema->empty() ? "public" : *one.type_schema));
  const std::string mark = one.native ? "[[tenon::" + call("native", native) + "]] " : "";
  std::vector<std::string> values;
  for (const model::Enumerator& value : one.enumerators)
    values.push_back(value.name + (value.name == value.text
                                       ? ""
                                       : " [[tenon::" + text_call("text", value.text) + "]]"));
  std::string line = "enum class " + mark + one.name + " { " + base::join(values, ", ") + " };\n";
  if (line.size() <= widest + 1) return line;
  return "enum class " + mark + one.name + " {\n  " + base::join(values, ",\n  ") + "\n};\n";
}

/// The standard headers that the members need.
std::set<std::string> includes_of(const model::Entity& entity) {
  std::set<std::string> all;
  for (const model::Field& field : entity.fields) {
    const std::string type = emit::member_type(field.type, "");
    const auto has = [&](const char* part) { return type.find(part) != std::string::npos; };
    if (has("std::int")) all.insert("cstdint");
    if (has("std::optional")) all.insert("optional");
    if (has("std::string")) all.insert("string");
    if (has("std::vector")) all.insert("vector");
  }
  return all;
}

std::string file_text(const std::set<std::string>& standard, const std::set<std::string>& own,
                      const std::string& space, const std::string& body) {
  std::string text = "#pragma once\n\n";
  for (const std::string& one : standard) text += "#include <" + one + ">\n";
  if (!standard.empty()) text += "\n";
  text += "#include <tenon/model.hpp>\n\n";
  for (const std::string& one : own) text += "#include \"" + one + ".hpp\"\n";
  if (!own.empty()) text += "\n";
  if (space.empty()) return text + body;
  return text + "namespace " + space + " {\n\n" + body + "\n}  // namespace " + space + "\n";
}

}  // namespace

std::vector<File> headers(const model::Model& model) {
  std::vector<File> files;
  for (const model::Enum& one : model.enums)
    if (const std::string shared = shared_header(one, model); !shared.empty())
      files.push_back({shared + ".hpp", file_text({}, {}, one.space, enum_text(one))});
  for (const model::Entity& entity : model.entities) {
    std::set<std::string> own;
    std::string body;
    for (const model::Enum* one : enums_of(entity, model)) {
      const std::string shared = shared_header(*one, model);
      if (shared.empty())
        body += enum_text(*one) + "\n";
      else
        own.insert(shared);
    }
    files.push_back({file_of(entity.name) + ".hpp",
                     file_text(includes_of(entity), own, entity.space, body + struct_of(entity))});
  }
  return files;
}

}  // namespace tenon::import
