#include "numeric.hpp"

#include <algorithm>

#include "wire.hpp"

namespace tenon::postgresql {

namespace {

constexpr std::size_t group_size = 4;  // decimal digits in one digit of the wire
constexpr std::uint16_t positive = 0x0000;
constexpr std::uint16_t negative = 0x4000;

std::uint16_t group_at(const std::string& digits, std::size_t at) {
  unsigned value = 0;
  for (std::size_t i = 0; i < group_size; ++i) {
    value = value * 10 + static_cast<unsigned>(digits[at + i] - '0');
  }
  return static_cast<std::uint16_t>(value);
}

}  // namespace

void append_numeric(std::string& to, const Decimal& value) {
  std::string digits = value.digits();
  const auto scale = static_cast<std::size_t>(value.scale());
  if (digits.size() < scale) digits.insert(0, scale - digits.size(), '0');
  // Whole groups on both sides of the point.
  const std::size_t whole = digits.size() - scale;
  const std::size_t left = (group_size - whole % group_size) % group_size;
  digits.insert(0, left, '0');
  digits.append((group_size - digits.size() % group_size) % group_size, '0');

  std::size_t first = 0;
  std::size_t last = digits.size() / group_size;
  while (first < last && group_at(digits, first * group_size) == 0) ++first;
  while (last > first && group_at(digits, (last - 1) * group_size) == 0) --last;
  const auto weight = static_cast<int>((whole + left) / group_size) - 1 - static_cast<int>(first);
  const bool is_zero = first == last;

  append16(to, static_cast<std::uint16_t>(last - first));
  append16(to, static_cast<std::uint16_t>(is_zero ? 0 : weight));
  append16(to, value.is_negative() && !is_zero ? negative : positive);
  append16(to, static_cast<std::uint16_t>(scale));
  for (std::size_t at = first; at < last; ++at) append16(to, group_at(digits, at * group_size));
}

std::optional<Decimal> read_numeric(std::string_view bytes) {
  if (bytes.size() < 8) return std::nullopt;
  const int count = load16(bytes.data());
  const int weight = static_cast<std::int16_t>(load16(bytes.data() + 2));
  const std::uint16_t sign = load16(bytes.data() + 4);
  const int scale = load16(bytes.data() + 6);
  if (sign != positive && sign != negative) return std::nullopt;
  if (bytes.size() != 8 + 2 * static_cast<std::size_t>(count)) return std::nullopt;

  std::string text = sign == negative ? "-" : "";
  const auto append_group = [&](int place) {
    // Places count down from `weight`; those that were not sent are zeros.
    const int at = weight - place;
    const bool was_sent = at >= 0 && at < count;
    const unsigned group =
        was_sent ? load16(bytes.data() + 8 + 2 * static_cast<std::size_t>(at)) : 0;
    std::string digits = std::to_string(group);
    text.append(group_size - std::min(group_size, digits.size()), '0');
    text += digits;
  };
  for (int place = std::max(weight, 0); place >= 0; --place) append_group(place);
  const std::size_t whole = text.size();
  for (int place = -1; text.size() - whole < static_cast<std::size_t>(scale); --place) {
    append_group(place);
  }
  text.resize(whole + static_cast<std::size_t>(scale));
  if (scale > 0) text.insert(whole, 1, '.');
  return parse_decimal(text);
}

}  // namespace tenon::postgresql
