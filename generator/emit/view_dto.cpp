#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/template.hpp"
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

using Lines = std::vector<std::string>;

std::string bounds(const Rule& rule) {
  return rule.least.value_or("0") + ", " + rule.most.value_or("-1");
}

/// A bound as the check of this type takes it.
std::string bound(const std::string& digits, const Field& field, const std::string& space) {
  return initializer(field.type, {model::Default::Kind::number, digits}, space);
}

/// A text that is too short is told once: what is empty lacks its least length already.
void add_not_empty(const Field& field, const std::string& call, Lines& lines) {
  const bool has_least = std::any_of(field.rules.begin(), field.rules.end(), [](const Rule& rule) {
    return rule.kind == Rule::Kind::length && rule.least;
  });
  if (!has_least) return lines.push_back(call);
  std::string& length = lines.back();
  length = "if (" + length.substr(0, length.size() - 1) + ")";
  lines.push_back("  " + call);
}

/// The statements of a rule; `value` is the expression of the checked value.
void add_rule(const Rule& rule, const Field& field, const std::string& start,
              const std::string& value, const std::string& space, Lines& lines) {
  switch (rule.kind) {
    case Rule::Kind::length:
      lines.push_back("tenon::check_length" + start + value + ", " + bounds(rule) + ");");
      break;
    case Rule::Kind::email:
      lines.push_back("tenon::check_email" + start + value + ");");
      break;
    case Rule::Kind::url:
      lines.push_back("tenon::check_url" + start + value + ");");
      break;
    case Rule::Kind::not_empty:
      add_not_empty(field, "tenon::check_not_empty" + start + value + ");", lines);
      break;
    case Rule::Kind::multiple_of:
      lines.push_back("tenon::check_multiple_of" + start + value + ", " +
                      bound(rule.multiple, field, space) + ");");
      break;
    case Rule::Kind::pattern:
      lines.push_back("static const tenon::Pattern pattern{" + string_literal(rule.pattern) + "};");
      lines.push_back("tenon::check_pattern" + start + value + ", pattern);");
      break;
    case Rule::Kind::items:
      lines.push_back("tenon::check_items" + start + value + ", " + bounds(rule) + ");");
      break;
    case Rule::Kind::unique_items:
      lines.push_back("tenon::check_unique_items" + start + value + ");");
      break;
    case Rule::Kind::range:
      if (rule.least)
        lines.push_back("tenon::check_at_least" + start + value + ", " +
                        bound(*rule.least, field, space) + ");");
      if (rule.most)
        lines.push_back("tenon::check_at_most" + start + value + ", " +
                        bound(*rule.most, field, space) + ");");
      break;
  }
}

/// A type whose C++ values are not all ones that databases and JSON have. What JSON never has may
/// be any time.
bool holds_others(const Field& field) {
  switch (field.type.kind) {
    case TypeKind::timestamp:
    case TypeKind::local_timestamp:
    case TypeKind::date:
      return field.type.wrapper || field.visibility != model::Visibility::internal;
    case TypeKind::interval:
      return field.type.wrapper.has_value();
    default:
      return field.type.kind == TypeKind::time || field.type.kind == TypeKind::json ||
             field.type.kind == TypeKind::enumeration;
  }
}

/// What is checked of every value of a type, whatever the rules say.
void add_type_rule(const Field& field, const std::string& start, const std::string& value,
                   Lines& lines) {
  switch (field.type.kind) {
    case TypeKind::string:
      lines.push_back("tenon::check_text" + start + value + ");");
      break;
    case TypeKind::float32:
    case TypeKind::float64:
      lines.push_back("tenon::check_finite" + start + value + ");");
      break;
    case TypeKind::decimal:
      if (field.type.precision > 0)
        lines.push_back("tenon::check_digits" + start + value + ", {" +
                        std::to_string(field.type.precision) + ", " +
                        std::to_string(field.type.scale) + "});");
      break;
    default:
      break;
  }
}

/// What is checked of a value, or of each element of a list; `own` is its expression. Of a type of
/// the application's own the rules are about what is stored.
Lines value_rules(const Field& field, const std::string& start, const std::string& own, int levels,
                  const std::string& space) {
  const std::string value = field.type.wrapper ? "stored" : own;
  Lines rules;
  add_type_rule(field, start, value, rules);
  for (const Rule& rule : field.rules) add_rule(rule, field, start, value, space, rules);
  if (field.type.wrapper && !rules.empty())
    rules.insert(rules.begin(), "const auto& stored = tenon::stored(" + own + ");");
  if (holds_others(field)) {
    const bool is_deep = field.type.kind == TypeKind::json && levels > 1;
    const std::string around = is_deep ? ", " + std::to_string(levels) : "";
    rules.insert(rules.begin(), "tenon::check_value" + start + own + around + ");");
  }
  return rules;
}

/// The list's own rules, then those of its elements.
Lines list_rules(const Field& field, const std::string& start, const std::string& local, int levels,
                 const std::string& space) {
  Lines rules;
  for (const Rule& rule : field.rules) {
    const bool is_size = rule.kind == Rule::Kind::items;
    add_rule(rule, field, start, is_size ? local + "->size()" : "*" + local, space, rules);
  }
  Field element = field;
  element.type.is_list = false;
  element.rules = field.each;
  const Lines inner = value_rules(element, "(found, \"\", ", "each", levels, space);
  if (inner.empty()) return rules;
  const std::string call = "tenon::check_each" + start + "*" + local + ",";
  const std::string head =
      "[](tenon::Violations& found, " + parameter_type(element.type, space) + " each) {";
  const bool is_long = 2 + call.size() + 1 + head.size() > 100;
  const std::string indent = is_long ? std::string(18, ' ') : "";
  if (is_long) rules.push_back(call);
  rules.push_back(is_long ? indent + head : call + " " + head);
  for (const std::string& line : inner) rules.push_back(indent + "  " + line);
  rules.push_back(indent + "});");
  return rules;
}

/// The function that checks one member; its rules are empty when there is nothing to check.
/// `levels`: how many objects are around the member in JSON.
json check_view(const Field& field, const std::string& space, int levels = 1) {
  const std::string local = variable(field.name);
  const std::string start = "(violations, " + string_literal(field.json_name()) + ", ";
  Lines rules;
  if (field.type.kind != TypeKind::object)
    rules = field.type.is_list ? list_rules(field, start, local, levels, space)
                               : value_rules(field, start, "*" + local, levels, space);
  else
    rules.push_back("violations.add_under({" + string_literal(field.json_name()) + "}, validate(*" +
                    local + "));");
  const std::string type = value_type(field.type, space);
  return {{"name", field.name}, {"local", local}, {"type", type}, {"rules", block(rules)}};
}

bool needs_stored(const json& check) {
  return check["rules"].get_ref<const std::string&>().find("tenon::stored") != std::string::npos;
}

/// An input is a text that has no column.
Field as_field(const model::Input& input) {
  Field field;
  field.name = input.name;
  field.alias = input.alias;
  field.type.kind = TypeKind::string;
  field.type.nullable = true;
  field.rules = input.rules;
  return field;
}

/// How members of the entity's DTOs are called where they are checked and copied.
std::string on_object(const Entity& entity, const Field& field) {
  return object_name(entity.name) + "." + field.name;
}

void add_checks(const Entity& entity, const Members& members, json& view) {
  Lines create_checks;
  Lines update_checks;
  bool stores = false;
  view["checks"] = json::array();
  const auto add_check = [&](const Field& field, bool in_update) {
    json check = check_view(field, entity.space);
    if (check["rules"].get<std::string>().empty()) return;
    stores = stores || needs_stored(check);
    const std::string call = file_stem(entity.name) + "_rules::check_" + field.name +
                             "(violations, tenon::given(" + on_object(entity, field) + "));";
    create_checks.push_back(call);
    if (in_update) update_checks.push_back(call);
    view["checks"].push_back(std::move(check));
  };
  for (const Field* field : members.create) add_check(*field, !is_key(entity, *field));
  for (const model::Input& input : entity.inputs) add_check(as_field(input), false);
  view["stored"] = stores ? "#include <tenon/codec.hpp>" : "";
  view["create_checks"] = block(create_checks);
  view["update_checks"] = block(update_checks);
  view["has_checks"] = !view["checks"].empty();
}

void add_members(const Entity& entity, const Members& members, json& view) {
  Lines create;
  Lines update;
  Lines read;
  Lines copies;
  for (const Field* field : members.create) create.push_back(create_member(*field, entity.space));
  for (const model::Input& input : entity.inputs)
    create.push_back("std::optional<std::string> " + input.name + "{};  // no column");
  for (const Field* field : members.update) {
    const bool is_compared = field->filled == model::Filled::by_version;
    update.push_back("tenon::Patch<" + member_type(field->type, entity.space) + "> " + field->name +
                     " =" + soft_break + " tenon::absent;" +
                     (is_compared ? "  // compared with the row's, not set" : note(*field)));
  }
  for (const Field* field : members.read) {
    read.push_back(member_type(field->type, entity.space) + " " + field->name + "{};");
    copies.push_back("." + field->name + " = " + on_object(entity, *field) + ",");
  }
  view["create"] = block(create);
  view["update"] = block(update);
  view["read"] = block(read);
  view["copies"] = block(copies);
  view["has_update"] = !members.update.empty();
  // A parameter that nothing reads has no name.
  view["read_name"] = copies.empty() ? "" : " " + object_name(entity.name);
}

void add_includes(const Entity& entity, const Members& members,
                  const std::vector<std::string>& extra_rules, json& view) {
  std::vector<const Field*> fields;
  for (const Field& field : entity.fields) fields.push_back(&field);
  std::set<std::string> headers = codec_headers(fields);
  headers.insert(entity.header);
  view["own_includes"] = include_block(headers);
  view["chrono"] = chrono_include(fields);
  std::set<std::string> rules = object_headers(members.create, "_rules.hpp");
  rules.merge(text_headers(members.create));
  rules.insert(extra_rules.begin(), extra_rules.end());
  view["more_includes"] = more_includes(rules);
}

}  // namespace

json dto_view(const Entity& entity, const std::vector<std::string>& extra_rules) {
  const Members members = members_of(entity);
  json view = entity_view(entity);
  add_members(entity, members, view);
  add_checks(entity, members, view);
  add_includes(entity, members, extra_rules, view);
  std::string required;
  for (const Field* field : members.create_json)
    if (is_required(*field)) required += std::string{", "} + soft_break + on_object(entity, *field);
  view["create_required"] = required;
  return view;
}

json rules_view(const model::ValueObject& object, int levels,
                const std::vector<std::string>& extra_rules) {
  json view = object_view(object);
  const std::string local = view["variable"].get<std::string>();
  const std::vector<const Field*> members = model::members_of(object.fields, object.objects);
  view["checks"] = json::array();
  Lines calls;
  Lines object_calls;
  bool stores = false;
  for (const Field* member : members) {
    json check = check_view(*member, object.space, levels);
    if (check["rules"].get<std::string>().empty()) continue;
    stores = stores || needs_stored(check);
    (member->type.kind == TypeKind::object ? object_calls : calls)
        .push_back(view["stem"].get<std::string>() + "_rules::check_" + member->name +
                   "(violations, tenon::given(" + local + "." + member->name + "));");
    view["checks"].push_back(std::move(check));
  }
  view["has_checks"] = !view["checks"].empty();
  view["calls"] = block(calls);
  view["object_calls"] = block(object_calls);
  view["check_name"] = calls.empty() ? "" : " " + local;
  view["stored"] = stores ? "#include <tenon/codec.hpp>" : "";
  std::set<std::string> headers = object_headers(members, "_rules.hpp");
  headers.merge(codec_headers(members));
  headers.merge(text_headers(members));
  headers.insert(extra_rules.begin(), extra_rules.end());
  view["more_includes"] = more_includes(headers);
  view["chrono"] = chrono_include(members);
  return view;
}

}  // namespace tenon::emit
