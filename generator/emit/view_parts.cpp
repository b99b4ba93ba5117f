#include "emit/view_parts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/names.hpp"
#include "model/chrono.hpp"
#include "query/render.hpp"

namespace tenon::emit {

nlohmann::json file_view(std::string_view source, std::string_view what, const std::string& space) {
  const std::string open = space.empty() ? "" : "namespace " + space + " {";
  return {{"banner", banner(source, what)},
          {"open_space", open},
          {"begin_space", space.empty() ? "" : open + "\n"},
          {"close_space", space.empty() ? "" : "\n}  // namespace " + space}};
}

nlohmann::json entity_view(const model::Entity& entity) {
  nlohmann::json view = file_view(entity.source, entity.name, entity.space);
  view["entity"] = entity.name;
  view["qualified"] = entity.qualified();
  view["variable"] = object_name(entity.name);
  view["stem"] = file_stem(entity.name);
  view["header"] = entity.header;
  view["doc"] = doc_block(entity.comment);
  return view;
}

nlohmann::json object_view(const model::ValueObject& object) {
  nlohmann::json view = file_view(object.source, object.name, object.space);
  view["object"] = object.name;
  view["variable"] = object_name(object.name);
  view["stem"] = file_stem(object.name);
  view["header"] = object.header;
  return view;
}

std::string block(const std::vector<std::string>& lines) { return base::join(lines, "\n"); }

std::string doc_block(std::string_view comment) {
  std::string text = doc_comment(comment, "");
  if (!text.empty()) text.pop_back();
  return text;
}

namespace {

/// The stem of the files of a qualified name.
std::string own_stem(const std::string& name) {
  const std::size_t colon = name.rfind(':');
  return file_stem(colon == std::string::npos ? name : name.substr(colon + 1));
}

}  // namespace

std::set<std::string> text_headers(const std::vector<const model::Field*>& fields) {
  std::set<std::string> headers;
  for (const model::Field* field : fields) {
    if (field->type.kind != model::TypeKind::enumeration) continue;
    headers.insert(own_stem(field->type.enumeration) + "_text.hpp");
  }
  return headers;
}

std::string codec_file(const model::Wrapper& wrapper) {
  return file_stem(wrapper.type.substr(wrapper.type.rfind(':') + 1)) + "_codec.hpp";
}

std::set<std::string> codec_headers(const std::vector<const model::Field*>& fields) {
  std::set<std::string> headers;
  for (const model::Field* field : fields) {
    const std::optional<model::Wrapper>& wrapper = field->type.wrapper;
    if (!wrapper || wrapper->header.empty() || wrapper->header == model::chrono_header) continue;
    headers.insert(wrapper->member.empty() ? wrapper->header : codec_file(*wrapper));
  }
  return headers;
}

std::string chrono_include(const std::vector<const model::Field*>& fields) {
  for (const model::Field* field : fields)
    if (field->type.wrapper && field->type.wrapper->header == model::chrono_header)
      return std::string{"#include <"} + model::chrono_header + ">";
  return "";
}

std::string type_includes(const std::vector<const model::Field*>& fields) {
  std::set<std::string> headers;
  for (const model::Field* field : fields) {
    const std::optional<model::Wrapper>& wrapper = field->type.wrapper;
    if (wrapper && !wrapper->entity.empty()) headers.insert("tenon/id.hpp");
    if (wrapper && wrapper->header == model::chrono_header) headers.insert(model::chrono_header);
    if (!wrapper || !wrapper->entity.empty()) headers.insert(stored_header(field->type.kind));
  }
  headers.erase("");
  std::string lines;
  for (const std::string& header : headers) lines += "\n#include <" + header + ">";
  return lines;
}

std::set<std::string> object_headers(const std::vector<const model::Field*>& fields,
                                     const char* end) {
  std::set<std::string> headers;
  for (const model::Field* field : fields)
    if (field->type.kind == model::TypeKind::object)
      headers.insert(own_stem(field->type.object) + end);
  return headers;
}

std::set<std::string> value_headers(const std::vector<const model::Field*>& fields) {
  std::set<std::string> headers = object_headers(fields, "_json.hpp");
  headers.merge(text_headers(fields));
  return headers;
}

std::string include_block(const std::set<std::string>& headers) {
  std::vector<std::string> lines;
  lines.reserve(headers.size());
  for (const std::string& header : headers) lines.push_back("#include \"" + header + "\"");
  return block(lines);
}

std::string more_includes(const std::set<std::string>& headers) {
  return headers.empty() ? "" : "\n" + include_block(headers);
}

std::string retiring(const model::Entity& entity, const model::Field& field) {
  return "[[deprecated(\"" + entity.name + "." + field.name + " is retiring\")]]";
}

// It has its field's name, but for the one that the struct needs itself.
std::string column_member(const model::Field& field) {
  return field.name == "table" ? "table_" : field.name;
}

std::string relation_member(const model::Relation& relation) {
  return relation.name == "table" ? "table_" : relation.name;
}

std::string sql_text(const std::string& text, const ColumnLists& lists) {
  if (text.empty()) return "\"\"";
  const std::string literal = raw_literal("\n" + text + "\n");
  const bool has_lists = std::any_of(lists.named.begin(), lists.named.end(), [&](const auto& list) {
    return text.find(list.second) != std::string::npos;
  });
  return has_lists ? "tenon::sql<" + lists.constant + ", " + literal + ">" : literal;
}

std::string constant(const query::Statement& statement,
                     const std::vector<const schema::Dialect*>& dialects, const std::string& table,
                     const ColumnLists& lists) {
  std::vector<std::string> literals;
  for (const schema::Dialect* dialect : dialects) {
    const std::string literal = sql_text(query::render(statement, *dialect, lists.named), lists);
    if (literals.empty() || literals.front() != literal) literals.push_back(literal);
  }
  // A cast is PostgreSQL's own, and a text alone would have to be one for all.
  if (literals.size() == 1 && !dialects.empty() &&
      query::render(statement, *dialects.front()).find("::") != std::string::npos)
    literals.push_back(R"("")");
  const std::string first = table.empty() ? "" : table + ", ";
  if (literals.size() == 1) return "{" + first + literals.front() + "}";
  const std::string line = table.empty() ? "" : table + ",\n    ";
  return "{\n    " + line + base::join(literals, ",\n    ") + "}";
}

void add_form(const JsonForm& form, nlohmann::json& view) {
  const std::string int64 = form.int64_as_text ? ".int64_as_text = true" : "";
  const auto both = [](const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + ", " + b;
  };
  const std::string reading = both(form.ignores_unknown ? ".ignores_unknown = true" : "", int64);
  const std::string writing =
      both(int64, form.decimal_as_number ? ".decimal_as_number = true" : "");
  view["reading"] = reading.empty() ? "" : ", {" + reading + "}";
  view["writing"] = writing.empty() ? "" : "{{" + writing + "}}";
}

}  // namespace tenon::emit
