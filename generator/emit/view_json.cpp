// How DTOs and value objects are read from JSON and written as it.
#include <string>
#include <vector>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {

using model::Entity;
using model::Field;
using nlohmann::json;
using Lines = std::vector<std::string>;

json object_json_view(const model::ValueObject& object) {
  json view = object_view(object);
  const std::string local = view["variable"].get<std::string>();
  const std::vector<const Field*> members = model::members_of(object.fields, object.objects);
  Lines reads;
  Lines writes;
  for (const Field* member : members) {
    const std::string both =
        string_literal(member->json_name()) + ", " + local + "." + member->name;
    reads.push_back(std::string{"json."} + (is_required(*member) ? "require(" : "read(") + both +
                    ");");
    writes.push_back("json.member(" + both + ");");
  }
  view["reads"] = block(reads);
  view["writes"] = block(writes);
  std::set<std::string> headers = value_headers(members);
  headers.merge(codec_headers(members));
  view["chrono"] = chrono_include(members);
  headers.insert(view["stem"].get<std::string>() + "_rules.hpp");
  view["more_includes"] = more_includes(headers);
  return view;
}

json json_view(const Entity& entity, const JsonForm& form) {
  const Members members = members_of(entity);
  json view = entity_view(entity);
  const std::string local = view["variable"].get<std::string>();
  const std::string object = local + ".";
  const auto read = [&](const char* how, const auto& member) {
    return std::string("json.") + how + "(" + string_literal(member.json_name()) + ", " + object +
           member.name + ");";
  };
  Lines pending;
  Lines create_reads;
  Lines update_reads;
  Lines writes;
  for (const Field* field : members.create)
    if (is_required(*field)) pending.push_back("    ." + field->name + " = tenon::pending,");
  for (const Field* field : members.create_json) {
    const bool refuses_null = is_sql_default(*field) && !field->type.nullable;
    create_reads.push_back(read(refuses_null ? "read_value" : "read", *field));
  }
  for (const model::Input& input : entity.inputs) create_reads.push_back(read("require", input));
  for (const Field* field : members.update_json) update_reads.push_back(read("read", *field));
  for (const Field* field : members.read)
    writes.push_back("json.member(" + string_literal(field->json_name()) + ", " + object +
                     field->name + ");");
  const std::string created = entity.name + "Create " + local;
  view["create_object"] =
      pending.empty() ? created + ";" : created + "{\n" + block(pending) + "\n};";
  view["create_reads"] = block(create_reads);
  view["update_reads"] = block(update_reads);
  view["writes"] = block(writes);
  view["write_name"] = writes.empty() ? "" : " " + local;
  std::vector<const Field*> used = members.create_json;
  used.insert(used.end(), members.read.begin(), members.read.end());
  view["more_includes"] = more_includes(value_headers(used));
  view["has_update"] = !members.update.empty();
  view["no_json"] = entity.name + ", " + entity.name + "Create" +
                    (members.update.empty() ? "" : ", " + entity.name + "Update");
  add_form(form, view);
  return view;
}

}  // namespace tenon::emit
