#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include <tenon/param.hpp>
#include <tenon/validate.hpp>
#include <tenon/violations.hpp>

namespace tenon {

namespace {

std::string items(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " item" : " items");
}

bool refuse_size(Violations& violations, std::string_view field, const char* type,
                 const char* bound, std::int64_t limit, const char* name, std::size_t size) {
  const std::string actual = std::to_string(size);
  violations.add(field, type,
                 std::string{"List should have at "} + bound + " " + items(limit) +
                     " after validation, not " + actual,
                 {{"field_type", "List"},
                  {name, std::to_string(limit), true},
                  {"actual_length", actual, true}});
  return false;
}

/// A text that is the same for equal values of a type, and for no others.
std::string identity_of(const Param& value) {
  switch (value.kind()) {
    case ValueKind::float32:
    case ValueKind::float64:
      return std::to_string(std::bit_cast<std::uint64_t>(value.real() == 0 ? 0.0 : value.real()));
    case ValueKind::text:
    case ValueKind::untyped_text:
    case ValueKind::json:
      return std::string{value.text()};
    case ValueKind::bytes:
    case ValueKind::uuid:
      return {static_cast<const char*>(value.data()), value.size()};
    case ValueKind::decimal: {
      std::string text = to_string(value.decimal());
      if (text.find('.') == std::string::npos) return text;
      text.erase(text.find_last_not_of('0') + 1);
      if (text.back() == '.') text.pop_back();
      return text;
    }
    case ValueKind::interval:
      return to_string(value.interval());
    default:
      return std::to_string(value.integer());
  }
}

}  // namespace

bool check_items(Violations& violations, std::string_view field, std::size_t size, std::int64_t min,
                 std::int64_t max) {
  const auto count = static_cast<std::int64_t>(size);
  if (count < min) {
    return refuse_size(violations, field, "too_short", "least", min, "min_length", size);
  }
  if (max >= 0 && count > max) {
    return refuse_size(violations, field, "too_long", "most", max, "max_length", size);
  }
  return true;
}

bool check_unique_items(Violations& violations, std::string_view field, const Param& list) {
  std::vector<std::string> values;
  values.reserve(list.size());
  for (std::size_t at = 0; at < list.size(); ++at) values.push_back(identity_of(list.element(at)));
  std::sort(values.begin(), values.end());
  if (std::adjacent_find(values.begin(), values.end()) == values.end()) return true;
  violations.add(field, "unique_list", "List must be unique");
  return false;
}

void detail::add_element(Violations& violations, std::string_view field, std::size_t element,
                         const Violations& found) {
  Violations list;
  list.add_under({"", element}, found);
  violations.add_under({std::string{field}}, list);
}

}  // namespace tenon
