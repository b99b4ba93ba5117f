#include "emit/made_up.hpp"

#include <algorithm>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/template.hpp"
#include "model/chrono.hpp"
#include "model/sample.hpp"

namespace tenon::emit {
namespace {

using model::Field;
using model::Rule;
using model::TypeKind;
using Expression = std::optional<std::string>;

struct Length {
  std::int64_t least = 0;
  std::int64_t most = -1;
};

/// What rules and the column's own type say of the length.
Length length_of(const Field& field) {
  Length length;
  for (const Rule& rule : field.rules) {
    if (rule.kind == Rule::Kind::not_empty) length.least = std::max<std::int64_t>(length.least, 1);
    if (rule.kind != Rule::Kind::length) continue;
    if (rule.least) length.least = std::max(length.least, std::int64_t{std::stoll(*rule.least)});
    if (rule.most) length.most = std::stoll(*rule.most);
  }
  const std::optional<base::SqlType> type = base::read_sql_type(field.type.declared.text);
  if (type && type->is_text() && type->arguments.size() == 1 && type->name != "text") {
    const std::int64_t most = std::stoll(type->arguments.front());
    length.most = length.most < 0 ? most : std::min(length.most, most);
  }
  return length;
}

std::string bounds(const Length& length) {
  if (length.most >= 0)
    return ", " + std::to_string(length.least) + ", " + std::to_string(length.most);
  return length.least > 0 ? ", " + std::to_string(length.least) : "";
}

std::string spelled(const std::vector<model::Spelled>& parts, const std::string& serial) {
  std::vector<std::string> list;
  list.reserve(parts.size());
  for (const model::Spelled& part : parts)
    list.push_back("{" + string_literal(part.text) +
                   (part.count > 0 ? ", " + std::to_string(part.count) : "") + "}");
  return serial + "spell({" + base::join(list, ", ") + "})";
}

/// Of types whose values are written as texts of their own.
Expression of_foreign_type(const Field& field, const std::string& serial) {
  const std::optional<base::SqlType> type = base::read_sql_type(field.type.declared.text);
  if (!type || !type->schema.empty() || !field.rules.empty()) return std::nullopt;
  if (type->name == "character" || type->name == "char") {
    const std::string size = type->arguments.empty() ? "1" : type->arguments.front();
    return serial + "text(" + string_literal(field.name) + ", " + size + ", " + size + ")";
  }
  const model::Spelled byte{"123456789", 2};
  if (type->name == "inet" || type->name == "cidr")
    return spelled({{"10.", 0}, byte, {".", 0}, byte, {".", 0}, byte}, serial);
  if (type->name == "citext") return serial + "text(" + string_literal(field.name) + ")";
  if (type->name == "xml") return spelled({{"<n>", 0}, {"0123456789", 6}, {"</n>", 0}}, serial);
  if (type->name == "uuid") return "to_string(" + serial + "uuid())";
  return std::nullopt;
}

const Rule* find_rule(const Field& field, Rule::Kind kind) {
  const auto found = std::find_if(field.rules.begin(), field.rules.end(),
                                  [&](const Rule& rule) { return rule.kind == kind; });
  return found == field.rules.end() ? nullptr : &*found;
}

Expression of_text(const Field& field, const std::string& serial) {
  if (field.type.is_foreign()) return of_foreign_type(field, serial);
  const Length length = length_of(field);
  const Rule* const pattern = find_rule(field, Rule::Kind::pattern);
  const bool is_email = find_rule(field, Rule::Kind::email) != nullptr;
  const bool is_url = find_rule(field, Rule::Kind::url) != nullptr;
  if ((pattern != nullptr) + is_email + is_url > 1) return std::nullopt;
  if (length.most == 0) return "std::string{}";
  if (pattern != nullptr) {
    const auto parts = model::sample_pattern(pattern->pattern, length.least, length.most);
    if (!parts) return std::nullopt;
    return spelled(*parts, serial);
  }
  const std::string word = string_literal(field.name);
  if (is_email) {
    if (length.most >= 0 && length.most < 14) return std::nullopt;
    return serial + "email(" + word + bounds(length) + ")";
  }
  if (is_url) {
    if (length.most >= 0 && length.most < 22) return std::nullopt;
    const std::string all = bounds(length);
    return serial + "url(" + (all.empty() ? all : all.substr(2)) + ")";
  }
  return serial + "text(" + word + bounds(length) + ")";
}

Expression of_number(const Field& field, std::string_view space, const std::string& serial) {
  const std::optional<model::Progression> all = model::sample_numbers(field.type, field.rules);
  if (!all) return std::nullopt;
  const std::string count = std::to_string(all->count);
  if (field.type.kind == TypeKind::decimal)
    return serial + "decimal(" + string_literal(all->first) + ", " + string_literal(all->step) +
           ", " + count + ")";
  const bool is_real = field.type.kind == TypeKind::float32 || field.type.kind == TypeKind::float64;
  const std::string call =
      serial + (is_real ? "real<" : "number<") + stored_type(field.type, space) + ">(";
  if (field.rules.empty() && field.type.declared.text.empty()) return call + ")";
  return call + all->first + ", " + all->step + ", " + count + ")";
}

Expression of_enum(const Field& field, const model::Model& model, std::string_view space,
                   bool varies, const std::string& serial) {
  const model::Enum& enumeration = *model.find_enum(field.type.enumeration);
  const std::string type = stored_type(field.type, space) + "::";
  if (!varies) return type + enumeration.enumerators.front().name;
  std::vector<std::string> values;
  for (const model::Enumerator& one : enumeration.enumerators) values.push_back(type + one.name);
  return serial + "one_of({" + base::join(values, ", ") + "})";
}

/// Of the value that a column holds.
Expression of_stored(const Field& field, const model::Model& model, std::string_view space,
                     bool varies, const std::string& serial) {
  switch (field.type.kind) {
    case TypeKind::boolean:
      return varies ? serial + "one_of({false, true})" : "false";
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
    case TypeKind::float32:
    case TypeKind::float64:
    case TypeKind::decimal:
      return of_number(field, space, serial);
    case TypeKind::string:
      return of_text(field, serial);
    case TypeKind::enumeration:
      return of_enum(field, model, space, varies, serial);
    case TypeKind::bytes:
      return serial + "bytes()";
    case TypeKind::uuid:
      return serial + "uuid()";
    case TypeKind::timestamp:
      return serial + "timestamp()";
    case TypeKind::local_timestamp:
      return serial + "local_timestamp()";
    case TypeKind::date:
      return serial + "date()";
    case TypeKind::time:
      return serial + "time()";
    case TypeKind::interval:
      return serial + "interval()";
    case TypeKind::json:
      return serial + "json()";
    case TypeKind::object:
      break;
  }
  return std::nullopt;
}

/// Whether a Codec takes what the rules allow: an application's own says so only by its rules.
bool is_known(const Field& field) {
  const std::optional<model::Wrapper>& wrapper = field.type.wrapper;
  if (!wrapper || !wrapper->entity.empty() || !wrapper->member.empty() ||
      wrapper->header == model::chrono_header)
    return true;
  return find_rule(field, Rule::Kind::pattern) != nullptr ||
         find_rule(field, Rule::Kind::range) != nullptr;
}

Expression of_list(const Field& field, const model::Model& model, std::string_view space,
                   std::string_view serial) {
  std::int64_t size = 1;
  for (const Rule& rule : field.rules) {
    if (rule.kind != Rule::Kind::items) continue;
    if (rule.most) size = std::min(size, std::int64_t{std::stoll(*rule.most)});
    if (rule.least) size = std::max(size, std::int64_t{std::stoll(*rule.least)});
  }
  Field element = field;
  element.type.is_list = false;
  element.type.nullable = false;
  element.rules = field.each;
  Expression each = made_up(element, model, space, size > 1, "each");
  const bool is_small =
      element.type.kind == TypeKind::boolean || element.type.kind == TypeKind::enumeration;
  // No two of three bools are unlike.
  if (is_small && size > 1 && find_rule(field, Rule::Kind::unique_items) != nullptr)
    return std::nullopt;
  if (size == 0) return value_type(field.type, space) + "{}";
  if (!each) return std::nullopt;
  return std::string{serial} + ".list(" + std::to_string(size) + "," + soft_break + " [](" +
         (each->find("each.") == std::string::npos ? "tenon::Serial" : "tenon::Serial each") +
         ") { return " + *each + "; })";
}

}  // namespace

std::int64_t made_up_count(const Field& field, const model::Model& model) {
  constexpr std::int64_t many = 1'000'000;
  if (field.type.is_list) return many;
  switch (field.type.kind) {
    case TypeKind::boolean:
      return 2;
    case TypeKind::enumeration:
      return static_cast<std::int64_t>(model.find_enum(field.type.enumeration)->enumerators.size());
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
    case TypeKind::float32:
    case TypeKind::float64:
    case TypeKind::decimal: {
      const auto all = model::sample_numbers(field.type, field.rules);
      return all ? std::min(all->count, many) : 1;
    }
    case TypeKind::time:
      return 86'400;
    case TypeKind::date:
      return 100'000;
    case TypeKind::string:
      break;
    default:
      return many;
  }
  const Length length = length_of(field);
  const Rule* const pattern = find_rule(field, Rule::Kind::pattern);
  const auto power = [&](std::int64_t base, std::int64_t digits) {
    std::int64_t all = 1;
    for (; digits > 0 && all < many; --digits) all *= base;
    return std::min(all, many);
  };
  if (pattern == nullptr) return length.most < 0 ? many : power(10, length.most);
  std::int64_t all = 1;
  if (const auto parts = model::sample_pattern(pattern->pattern, length.least, length.most))
    for (const model::Spelled& part : *parts)
      all = std::min(all * power(static_cast<std::int64_t>(part.text.size()), part.count), many);
  return all;
}

Expression made_up(const Field& field, const model::Model& model, std::string_view space,
                   bool varies, std::string_view serial) {
  if (field.type.kind == TypeKind::object) return std::nullopt;
  if (field.type.is_list) return of_list(field, model, space, serial);
  if (!is_known(field)) return std::nullopt;
  Expression value = of_stored(field, model, space, varies, std::string{serial} + ".");
  if (!value) return value;
  return from_stored(field.type, space, *value);
}

}  // namespace tenon::emit
