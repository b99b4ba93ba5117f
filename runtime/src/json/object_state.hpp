// What a JsonObject knows while it is read: members, which of them were asked for, findings.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/json.hpp>

#include "json/number.hpp"
#include "json/time_fault.hpp"
#include "json/tree.hpp"

namespace tenon {

struct JsonObject::State {
  /// Of a whole text.
  State(Violations& report, JsonForm said)
      : violations(report), form(said), found_before(report.total()) {}
  /// Of an object in it, whose findings come into the outer list when it is finished.
  State(const detail::JsonValue& value, State& around, std::string_view member)
      : root(&value),
        violations(own),
        form(around.form),
        outer(&around.violations),
        name(member),
        is_object(true) {
    asked_for.resize(root->names.size());
  }

  detail::JsonValue parsed;
  const detail::JsonValue* root = &parsed;
  std::vector<bool> asked_for;
  Violations own;
  Violations& violations;
  JsonForm form;
  Violations* outer = nullptr;
  std::string name;
  std::size_t found_before = 0;
  bool is_object = false;
  const detail::JsonValue* list = nullptr;  ///< the member is looked for in here while it is read
  std::size_t element = 0;

  const detail::JsonValue* find(std::string_view member) {
    if (list != nullptr) return &list->elements[element];
    for (std::size_t i = 0; i < asked_for.size(); ++i) {
      if (root->names[i] != member) continue;
      asked_for[i] = true;
      return &root->elements[i];
    }
    return nullptr;
  }

  bool is_faulty(std::string_view member) const {
    for (const Violation& found : own)
      if (found.loc.front().name == member) return true;
    return false;
  }

  /// The member's value; nullptr when it is not there, which is a finding if it has to be.
  const detail::JsonValue* find(std::string_view member, bool required) {
    const detail::JsonValue* value = find(member);
    if (value == nullptr && required && is_object) refuse(member, "missing", "Field required");
    return value;
  }

  bool refuse(std::string_view member, std::string_view type, std::string_view msg,
              std::vector<Violation::Context> ctx = {}) {
    Violation violation{
        {{std::string{member}}}, std::string{type}, std::string{msg}, std::move(ctx)};
    if (list != nullptr) violation.loc.push_back({"", element});
    violations.add(std::move(violation));
    return false;
  }

  template <class Integer>
  bool take_integer(std::string_view member, bool required, Integer& out) {
    const detail::JsonValue* value = find(member, required);
    if (value == nullptr) return false;
    const bool is_text = value->kind == detail::JsonValue::Kind::text && takes_text<Integer>();
    if (value->kind != detail::JsonValue::Kind::number && !is_text)
      return refuse(member, "int_type", "Input should be a valid integer");
    if (is_text && !detail::is_whole_number(value->text))
      return refuse(member, "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer");
    // 3.0 and 1e3 are floats as JSON is written, and types are not converted.
    if (value->text.find_first_of(".eE") != std::string::npos)
      return refuse(member, "int_type", "Input should be a valid integer");
    const char* const end = value->text.data() + value->text.size();
    const auto [stop, error] = std::from_chars(value->text.data(), end, out);
    if (error == std::errc{} && stop == end) return true;
    return refuse_size(member, value->text.front() == '-',
                       std::to_string(std::numeric_limits<Integer>::min()),
                       std::to_string(std::numeric_limits<Integer>::max()));
  }

  /// Those that not every client holds exactly as a number.
  template <class Integer>
  bool takes_text() const {
    return form.int64_as_text && sizeof(Integer) == sizeof(std::int64_t);
  }

  // Read as what it becomes: on the way through a double, a float's own greatest value is too
  // large.
  template <class Real>
  bool take_real(std::string_view member, bool required, Real& out) {
    const detail::JsonValue* value = find(member, required);
    if (value == nullptr) return false;
    if (value->kind != detail::JsonValue::Kind::number)
      return refuse(member, "float_type", "Input should be a valid number");
    const detail::Fit fit = detail::read_real(value->text, out);
    if (fit == detail::Fit::infinite)
      return refuse(member, "finite_number", "Input should be a finite number");
    if (fit == detail::Fit::good) return true;
    const std::string bits = std::to_string(8 * sizeof(Real));
    return refuse(member, "float_inexact",
                  "Input should be a number that a float of " + bits + " bits can hold",
                  {{"bits", bits, true}});
  }

  bool refuse_size(std::string_view member, bool negative, const std::string& least,
                   const std::string& most) {
    if (negative) {
      refuse(member, "greater_than_equal", "Input should be greater than or equal to " + least,
             {{"ge", least, true}});
    } else {
      refuse(member, "less_than_equal", "Input should be less than or equal to " + most,
             {{"le", most, true}});
    }
    return false;
  }

  /// A text member; `type` is the finding when it is something else.
  const std::string* take_text(std::string_view member, bool required, std::string_view type,
                               std::string_view msg) {
    const detail::JsonValue* value = find(member, required);
    if (value == nullptr) return nullptr;
    if (value->kind == detail::JsonValue::Kind::text) return &value->text;
    refuse(member, type, msg);
    return nullptr;
  }

  bool refuse_json(std::string_view member, const std::string& problem) {
    violations.add(member, "json_invalid", "Invalid JSON: " + problem, {{"error", problem}});
    return false;
  }

  /// A text that `parse` did not understand, and why.
  bool refuse_text(std::string_view member, std::string_view type, const std::string& msg,
                   const std::string& reason) {
    return refuse(member, type, msg + ", " + reason, {{"error", reason}});
  }
  /// The same with the fault that was found in it, if one was.
  bool refuse_text(std::string_view member, std::string_view type, const std::string& msg,
                   std::string_view fault, const char* otherwise) {
    return refuse_text(member, type, msg, fault.empty() ? otherwise : std::string{fault});
  }
  /// A time that was understood: whether its year is one that JSON has.
  bool check_year(std::string_view member, std::string_view type, const std::string& msg,
                  std::string_view text, std::int64_t days) {
    const std::string_view fault = detail::year_fault(text, days);
    return fault.empty() || refuse_text(member, type, msg, std::string{fault});
  }
};

}  // namespace tenon
