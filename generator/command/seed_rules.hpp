// The rules of a field, asked of one value at run time: what the generated `validate` says.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include <tenon/validate.hpp>

#include "model/model.hpp"

namespace tenon::command {

/// The bound of a rule as the checks of this type take it.
template <class T>
auto seed_bound(const std::string& number) {
  if constexpr (std::is_same_v<T, Decimal>) {
    return Decimal{number};
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::stod(number);
  } else {
    return std::int64_t{std::stoll(number)};
  }
}

inline void check_seed_text(const std::string& text, const model::Rule& rule, Violations& found) {
  using Kind = model::Rule::Kind;
  switch (rule.kind) {
    case Kind::length:
      check_length(found, "", text, rule.least ? std::stoll(*rule.least) : 0,
                   rule.most ? std::stoll(*rule.most) : -1);
      break;
    case Kind::email:
      check_email(found, "", text);
      break;
    case Kind::url:
      check_url(found, "", text);
      break;
    case Kind::not_empty:
      check_not_empty(found, "", text);
      break;
    case Kind::pattern:
      check_pattern(found, "", text, Pattern{rule.pattern});
      break;
    default:
      break;
  }
}

template <class T>
void check_seed_number(const T& value, const model::Rule& rule, Violations& found) {
  if (rule.kind == model::Rule::Kind::multiple_of) {
    if constexpr (std::is_same_v<T, float>) {
      check_multiple_of(found, "", value, std::stof(rule.multiple));
    } else {
      check_multiple_of(found, "", value, seed_bound<T>(rule.multiple));
    }
  }
  if (rule.kind != model::Rule::Kind::range) return;
  if (rule.least) check_at_least(found, "", value, seed_bound<T>(*rule.least));
  if (rule.most) check_at_most(found, "", value, seed_bound<T>(*rule.most));
}

/// A value, or an element of a list.
template <class T>
void check_seed_value(const T& value, const model::Type& type,
                      const std::vector<model::Rule>& rules, Violations& found) {
  if constexpr (std::is_same_v<T, std::string>) {
    check_text(found, "", value);
    for (const model::Rule& rule : rules) check_seed_text(value, rule, found);
  } else if constexpr (std::is_same_v<T, std::int16_t>) {
    for (const model::Rule& rule : rules) check_seed_number(std::int32_t{value}, rule, found);
  } else if constexpr ((std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) ||
                       std::is_same_v<T, Decimal>) {
    if constexpr (std::is_floating_point_v<T>) check_finite(found, "", value);
    if constexpr (std::is_same_v<T, Decimal>) {
      if (type.precision > 0) check_digits(found, "", value, {type.precision, type.scale});
    }
    for (const model::Rule& rule : rules) check_seed_number(value, rule, found);
  }
}

/// The list's own rules, then those of its elements.
template <class T>
void check_seed_list(const std::vector<T>& list, const model::Field& field, Violations& found) {
  for (const model::Rule& rule : field.rules) {
    if (rule.kind == model::Rule::Kind::items)
      check_items(found, "", list.size(), rule.least ? std::stoll(*rule.least) : 0,
                  rule.most ? std::stoll(*rule.most) : -1);
    if (rule.kind == model::Rule::Kind::unique_items) check_unique_items(found, "", Param{list});
  }
  for (const T& element : list) check_seed_value(element, field.type, field.each, found);
}

}  // namespace tenon::command
