#include <algorithm>
#include <limits>

#include "model/number.hpp"
#include "model/sample.hpp"

namespace tenon::model {
namespace {

constexpr std::int64_t widest = 1'000'000'000'000'000'000;  // 18 digits

std::size_t scale_of(const std::string& plain) {
  const std::size_t point = plain.find('.');
  return point == std::string::npos ? 0 : plain.size() - point - 1;
}

/// The number × 10^scale, cut to what 18 digits hold; digits behind the scale go to zero.
std::int64_t scaled(const std::string& plain, std::size_t scale) {
  const bool is_negative = plain.front() == '-';
  std::int64_t value = 0;
  std::size_t behind = 0;
  bool is_behind = false;
  const auto push = [&](char digit) {
    value = value >= widest / 10 ? widest : value * 10 + (digit - '0');
  };
  for (const char c : plain) {
    if (c == '.') is_behind = true;
    if (c < '0' || c > '9' || (is_behind && behind == scale)) continue;
    push(c);
    if (is_behind) ++behind;
  }
  for (; behind < scale; ++behind) push('0');
  return is_negative ? -value : value;
}

std::string plain(std::int64_t units, std::size_t scale) {
  std::string digits = std::to_string(units < 0 ? -units : units);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, ".");
  return (units < 0 ? "-" : "") + digits;
}

std::int64_t power(std::int64_t digits) {
  std::int64_t value = 1;
  for (; digits > 0 && value < widest; --digits) value *= 10;
  return value;
}

/// What the type itself can hold, in units.
std::int64_t type_most(const Type& type, std::size_t scale) {
  switch (type.kind) {
    case TypeKind::int16:
      return std::numeric_limits<std::int16_t>::max();
    case TypeKind::int32:
      return std::numeric_limits<std::int32_t>::max();
    case TypeKind::float32:
    case TypeKind::float64:
      return 1'000'000 * power(static_cast<std::int64_t>(scale));
    case TypeKind::decimal:
      if (type.precision > 0)
        return power(type.precision - type.scale + static_cast<std::int64_t>(scale)) - 1;
      return widest;
    default:
      return widest;
  }
}

struct Bounds {
  std::optional<std::string> least;
  std::optional<std::string> most;
  std::string multiple;
};

Bounds bounds_of(const std::vector<Rule>& rules) {
  Bounds bounds;
  for (const Rule& rule : rules) {
    if (rule.kind == Rule::Kind::range) {
      bounds.least = rule.least;
      bounds.most = rule.most;
    }
    if (rule.kind == Rule::Kind::multiple_of) bounds.multiple = rule.multiple;
  }
  return bounds;
}

/// Numbers of more digits were cut before.
bool meets(const std::string& number, const Bounds& bounds) {
  if (bounds.least && compare_numbers(number, *bounds.least) < 0) return false;
  if (bounds.most && compare_numbers(number, *bounds.most) > 0) return false;
  return bounds.multiple.empty() || is_multiple(number, bounds.multiple);
}

}  // namespace

std::optional<Progression> sample_numbers(const Type& type, const std::vector<Rule>& rules) {
  const Bounds bounds = bounds_of(rules);
  const bool is_real = type.kind == TypeKind::float32 || type.kind == TypeKind::float64;
  std::size_t scale = is_real ? 3 : 0;
  for (const auto* bound : {&bounds.least, &bounds.most})
    if (*bound) scale = std::max(scale, scale_of(**bound));
  scale = std::max(scale, scale_of(bounds.multiple));
  if (type.kind == TypeKind::decimal && type.precision > 0)
    scale = static_cast<std::size_t>(type.scale);
  if (scale > 17) return std::nullopt;
  const std::int64_t one = power(static_cast<std::int64_t>(scale));
  const std::int64_t limit = type_most(type, scale);
  const std::int64_t most = bounds.most ? std::min(scaled(*bounds.most, scale), limit) : limit;
  const std::int64_t below = bounds.most ? std::max(-limit, most - 1000 * one) : 1;
  const std::int64_t usual = most < one ? below : one;
  std::int64_t least =
      bounds.least ? std::max(scaled(*bounds.least, scale), -limit) : std::min(usual, most);
  std::int64_t step = one;
  if (!bounds.multiple.empty()) {
    step = scaled(bounds.multiple, scale);
    if (step == 0 || step >= widest) step = limit;
    least = least > 0 ? (least + step - 1) / step * step : least / step * step;
    // Zero is a multiple of everything; another is more of an example.
    if (least == 0 && step <= most) least = step;
  }
  if (least > most) return std::nullopt;
  const std::int64_t room = most - least;
  if (bounds.multiple.empty() && room < 1000 * one) step = std::max<std::int64_t>(1, room / 1000);
  if (bounds.multiple.empty() && type.kind != TypeKind::decimal && !is_real) step = one;
  const std::int64_t count = std::min<std::int64_t>(room / step + 1, 1'000'000'000);
  Progression found{plain(least, scale), plain(step, scale), count};
  if (!meets(found.first, bounds) || !meets(plain(least + step * (count - 1), scale), bounds))
    return std::nullopt;
  return found;
}

}  // namespace tenon::model
