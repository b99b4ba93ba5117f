#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Rule;
using model::TypeKind;
using nlohmann::json;

const char* note(const Field& field) {
  switch (field.visibility) {
    case model::Visibility::everywhere:
      return "";
    case model::Visibility::internal:
      return "  // not in JSON";
    case model::Visibility::read_only:
      return "  // JSON never sets it";
    case model::Visibility::write_only:
      return "  // JSON never shows it";
  }
  return "";
}

std::string create_member(const Field& field, const std::string& space) {
  const std::string end = std::string(";") + note(field);
  if (is_required(field))
    return "tenon::Required<" + value_type(field.type, space) + "> " + field.name + end;
  if (is_sql_default(field))
    return "std::optional<" + value_type(field.type, space) + "> " + field.name + "{}" + end;
  const std::string type = member_type(field.type, space);
  if (!field.initial) return type + " " + field.name + "{}" + end;
  return type + " " + field.name + " = " + initializer(field.type, *field.initial, space) + end;
}

std::string bounds(const Rule& rule) {
  return rule.least.value_or("0") + ", " + rule.most.value_or("-1");
}

/// A bound as the check of this type takes it.
std::string bound(const std::string& digits, const Field& field, const std::string& space) {
  return initializer(field.type, {model::Default::Kind::number, digits}, space);
}

/// The statements of a rule; `value` is the expression of the checked value.
void add_rule(const Rule& rule, const Field& field, const std::string& start,
              const std::string& value, const std::string& space, json& lines) {
  switch (rule.kind) {
    case Rule::Kind::length:
      lines.push_back(line("tenon::check_length" + start + value + ", " + bounds(rule) + ");"));
      break;
    case Rule::Kind::email:
      lines.push_back(line("tenon::check_email" + start + value + ");"));
      break;
    case Rule::Kind::pattern:
      lines.push_back(
          line("static const tenon::Pattern pattern{" + string_literal(rule.pattern) + "};"));
      lines.push_back(line("tenon::check_pattern" + start + value + ", pattern);"));
      break;
    case Rule::Kind::range:
      if (rule.least)
        lines.push_back(line("tenon::check_at_least" + start + value + ", " +
                             bound(*rule.least, field, space) + ");"));
      if (rule.most)
        lines.push_back(line("tenon::check_at_most" + start + value + ", " +
                             bound(*rule.most, field, space) + ");"));
      break;
  }
}

/// What is checked of every value of a type, whatever the rules say.
void add_type_rule(const Field& field, const std::string& start, const std::string& value,
                   json& lines) {
  switch (field.type.kind) {
    case TypeKind::string:
      lines.push_back(line("tenon::check_text" + start + value + ");"));
      break;
    case TypeKind::float32:
    case TypeKind::float64:
      lines.push_back(line("tenon::check_finite" + start + value + ");"));
      break;
    case TypeKind::decimal:
      if (field.type.precision > 0)
        lines.push_back(line("tenon::check_digits" + start + value + ", {" +
                             std::to_string(field.type.precision) + ", " +
                             std::to_string(field.type.scale) + "});"));
      break;
    default:
      break;
  }
}

/// The function that checks one member; its list of rules is empty when there is nothing to check.
json check_view(const Field& field, const std::string& space) {
  const std::string local = variable(field.name);
  const std::string start = "(violations, " + string_literal(field.name) + ", ";
  json rules = json::array();
  add_type_rule(field, start, "*" + local, rules);
  for (const Rule& rule : field.rules) add_rule(rule, field, start, "*" + local, space, rules);
  return {{"name", field.name},
          {"local", local},
          {"type", value_type(field.type, space)},
          {"rules", rules}};
}

/// An input is a text that has no column.
Field as_field(const model::Input& input) {
  Field field;
  field.name = input.name;
  field.type.kind = TypeKind::string;
  field.type.nullable = true;
  field.rules = input.rules;
  return field;
}

}  // namespace

json dto_view(const Entity& entity) {
  const Members members = members_of(entity);
  json view = entity_view(entity);
  for (const char* list :
       {"create", "update", "read", "checks", "create_checks", "update_checks", "copies"})
    view[list] = json::array();

  const auto add_check = [&](const Field& field, bool in_update) {
    json check = check_view(field, entity.space);
    if (check["rules"].empty()) return;
    view["create_checks"].push_back({{"name", field.name}});
    if (in_update) view["update_checks"].push_back({{"name", field.name}});
    view["checks"].push_back(std::move(check));
  };
  for (const Field* field : members.create) {
    view["create"].push_back(line(create_member(*field, entity.space)));
    add_check(*field, !is_key(entity, *field));
  }
  for (const model::Input& input : entity.inputs) {
    view["create"].push_back(
        line("std::optional<std::string> " + input.name + "{};  // no column"));
    add_check(as_field(input), false);
  }
  for (const Field* field : members.update)
    view["update"].push_back(line("tenon::Patch<" + member_type(field->type, entity.space) + "> " +
                                  field->name + " = tenon::absent;" + note(*field)));
  for (const Field* field : members.read) {
    view["read"].push_back(
        line(member_type(field->type, entity.space) + " " + field->name + "{};"));
    view["copies"].push_back(
        line("." + field->name + " = " + variable(entity.name) + "." + field->name + ","));
  }
  view["has_update"] = !members.update.empty();
  view["has_checks"] = !view["checks"].empty();
  // A parameter that nothing reads has no name.
  view["create_name"] = view["create_checks"].empty() ? "" : " " + variable(entity.name);
  view["update_name"] = view["update_checks"].empty() ? "" : " " + variable(entity.name);
  return view;
}

json json_view(const Entity& entity) {
  const Members members = members_of(entity);
  json view = entity_view(entity);
  for (const char* list : {"pending", "create_reads", "update_reads", "writes"})
    view[list] = json::array();
  const std::string object = variable(entity.name) + ".";
  const auto read = [&](const char* how, const std::string& name) {
    return line(std::string("json.") + how + "(" + string_literal(name) + ", " + object + name +
                ");");
  };
  std::vector<const Field*> used = members.create_json;
  used.insert(used.end(), members.read.begin(), members.read.end());
  for (const Field* field : members.create)
    if (is_required(*field))
      view["pending"].push_back(line("." + field->name + " = tenon::pending,"));
  for (const Field* field : members.create_json)
    view["create_reads"].push_back(read("read", field->name));
  for (const model::Input& input : entity.inputs)
    view["create_reads"].push_back(read("require", input.name));
  for (const Field* field : members.update_json)
    view["update_reads"].push_back(read("read", field->name));
  for (const Field* field : members.read)
    view["writes"].push_back(
        line("json.member(" + string_literal(field->name) + ", " + object + field->name + ");"));
  view["text_includes"] = include_lines(text_headers(used));
  view["has_text_includes"] = !view["text_includes"].empty();
  view["has_update"] = !members.update.empty();
  view["has_pending"] = !view["pending"].empty();
  return view;
}

}  // namespace tenon::emit
