#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "query/statement.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Loaded;
using model::Relation;
using model::Shape;
using nlohmann::json;
using Lines = std::vector<std::string>;

/// A struct as the type of a member. A name that a member of the shape has too is written in full:
/// inside the struct the member would hide it.
std::string row_type(const Shape& shape, const std::string& qualified, const std::string& space) {
  std::string name = relative_name(qualified, space);
  const auto hides = [&](const std::string& member) {
    return name == member || base::starts_with(name, member + "::");
  };
  for (const std::string& field : shape.fields)
    if (hides(field)) return "::" + qualified;
  for (const Loaded& loaded : shape.loaded)
    if (hides(loaded.relation)) return "::" + qualified;
  return name;
}

/// "The first 3, ordered by created_at descending." for a member that not all rows are in.
std::string choice_text(const Loaded& loaded) {
  std::string text = loaded.limit > 0 ? "At most " + std::to_string(loaded.limit) : "";
  if (!loaded.where.empty())
    text += (text.empty() ? "Those where " : " of those where ") + loaded.where;
  if (!loaded.order.empty()) {
    Lines parts;
    for (const model::Order& one : loaded.order)
      parts.push_back(one.field + (one.descending ? " descending" : ""));
    text += (text.empty() ? "Ordered by " : ", ordered by ") + base::join(parts, ", ");
  }
  return text.empty() ? "" : text + ".";
}

/// Writes an entity's row in place: only what its Read has.
void write_whole(const Entity& entity, const std::string& object, const std::string& indent,
                 Lines& lines) {
  lines.push_back(indent + "json.begin_object();");
  for (const Field* field : model::members_of(entity.fields, entity.objects))
    if (is_shown(*field))
      lines.push_back(indent + "json.member(" + string_literal(field->json_name()) + ", " + object +
                      field->name + ");");
  lines.push_back(indent + "json.end_object();");
}

/// A relation of a shape with all that its member needs.
struct Part {
  const Loaded& loaded;
  const Relation& relation;
  const Entity& target;
  std::string type;  ///< of a row

  std::string member() const {
    const std::string declared = relation.is_to_many() ? "std::vector<" + type + "> "
                                 : relation.optional   ? "std::optional<" + type + "> "
                                                       : type + " ";
    return doc_comment(choice_text(loaded), "") + declared + loaded.relation + "{};";
  }

  std::string header() const {
    return loaded.shape.empty() ? target.header : file_stem(loaded.shape) + "_shape.hpp";
  }

  void write(const std::string& object, Lines& lines) const {
    const std::string value = object + loaded.relation;
    lines.push_back("json.key(" + string_literal(relation.json_name()) + ");");
    if (relation.is_to_many()) {
      lines.push_back("json.begin_array();");
      const std::string loop = "for (const " + type + "& each : " + value + ")";
      if (loaded.shape.empty()) {
        lines.push_back(loop + " {");
        write_whole(target, "each.", "  ", lines);
        lines.push_back("}");
      } else {
        lines.push_back(loop + " write(json, each);");
      }
      lines.push_back("json.end_array();");
    } else if (relation.optional) {
      lines.push_back("if (" + value + ") {");
      if (loaded.shape.empty())
        write_whole(target, value + "->", "  ", lines);
      else
        lines.push_back("  write(json, *" + value + ");");
      lines.insert(lines.end(), {"} else {", "  json.value(std::nullopt);", "}"});
    } else if (loaded.shape.empty()) {
      write_whole(target, value + ".", "", lines);
    } else {
      lines.push_back("write(json, " + value + ");");
    }
  }
};

/// The fields whose text JSON shows: those of the shape, and of the rows that are written here.
std::vector<const Field*> shown_fields(const Entity& entity, const Shape& shape,
                                       const std::vector<Part>& parts) {
  std::vector<const Field*> shown;
  for (const std::string& name : shape.fields) shown.push_back(entity.find_member(name));
  for (const Part& part : parts)
    if (part.loaded.shape.empty())
      for (const Field* field : model::members_of(part.target.fields, part.target.objects))
        shown.push_back(field);
  shown.erase(std::remove_if(shown.begin(), shown.end(),
                             [](const Field* field) { return !is_shown(*field); }),
              shown.end());
  return shown;
}

std::vector<Part> parts_of(const Entity& entity, const Shape& shape, const model::Model& model) {
  std::vector<Part> parts;
  for (const Loaded& loaded : shape.loaded) {
    const Relation& relation = *entity.find_relation(loaded.relation);
    const Entity& target = *model.find(relation.entity);
    const std::string row = loaded.shape.empty()   ? target.qualified()
                            : target.space.empty() ? loaded.shape
                                                   : target.space + "::" + loaded.shape;
    parts.push_back({loaded, relation, target, row_type(shape, row, entity.space)});
  }
  return parts;
}

}  // namespace

json shape_view(const Entity& entity, const Shape& shape, const model::Model& model,
                const JsonForm& form) {
  json view = file_view(entity.source, shape.name, entity.space);
  const std::string local = object_name(shape.name);
  const std::vector<Part> parts = parts_of(entity, shape, model);
  view["shape"] = shape.name;
  view["entity"] = entity.name;
  view["variable"] = local;
  view["stem"] = file_stem(shape.name);
  view["doc"] = doc_block(entity.comment);
  view["flat"] = shape.loaded.empty() && query::is_readable(entity, shape, model);
  Lines members;
  Lines writes;
  std::set<std::string> headers{entity.header};
  for (const std::string& name : shape.fields) {
    const Field& field = *entity.find_member(name);
    members.push_back(member_type(field.type, entity.space) + " " + name + "{};");
    if (is_shown(field))
      writes.push_back("json.member(" + string_literal(field.json_name()) + ", " + local + "." +
                       name + ");");
  }
  for (const Part& part : parts) {
    members.push_back(part.member());
    headers.insert(part.header());
    part.write(local + ".", writes);
  }
  view["members"] = block(members);
  view["own_includes"] = include_block(headers);
  view["writes"] = block(writes);
  view["write_name"] = writes.empty() ? "" : " " + local;
  const std::vector<const Field*> shown = shown_fields(entity, shape, parts);
  std::set<std::string> used = value_headers(shown);
  used.merge(codec_headers(shown));
  view["more_includes"] = more_includes(used);
  view["chrono"] = chrono_include(shown);
  add_form(form, view);
  return view;
}

}  // namespace tenon::emit
