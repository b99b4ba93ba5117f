#include "model/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace tenon::model {
namespace {

constexpr std::size_t longest = 400;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// 0x1F, 0b101, 017: C++ only, and only as far as 64 bits reach.
std::optional<std::string> plain_based(std::string_view digits, int base) {
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (digits.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return std::to_string(value);
}

struct Parts {
  std::string whole;
  std::string fraction;
};

Parts shift(Parts parts, int exponent) {
  for (; exponent > 0; --exponent) {
    parts.whole += parts.fraction.empty() ? '0' : parts.fraction.front();
    if (!parts.fraction.empty()) parts.fraction.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    parts.fraction.insert(0, 1, parts.whole.empty() ? '0' : parts.whole.back());
    if (!parts.whole.empty()) parts.whole.pop_back();
  }
  return parts;
}

std::optional<std::string> plain_positive(std::string_view text) {
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
    return plain_based(text.substr(2), 16);
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'b' || text[1] == 'B'))
    return plain_based(text.substr(2), 2);
  if (text.size() > 1 && text[0] == '0' && all_digits(text)) return plain_based(text.substr(1), 8);

  int exponent = 0;
  const std::size_t e = text.find_first_of("eE");
  if (e != std::string_view::npos) {
    std::string_view digits = text.substr(e + 1);
    if (!digits.empty() && digits[0] == '+') digits.remove_prefix(1);
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, exponent);
    const bool fits = exponent <= 400 && exponent >= -400;
    if (error != std::errc{} || stop != end || !fits) return std::nullopt;
    text = text.substr(0, e);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  const bool pointed = point < text.size();
  Parts parts{std::string{text.substr(0, point)},
              pointed ? std::string{text.substr(point + 1)} : ""};
  if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
  if (!all_digits(parts.whole) || !all_digits(parts.fraction)) return std::nullopt;
  parts = shift(std::move(parts), exponent);
  parts.whole.erase(0, std::min(parts.whole.find_first_not_of('0'), parts.whole.size()));
  if (parts.whole.empty()) parts.whole = "0";
  if (pointed && parts.fraction.empty()) parts.fraction = "0";
  return parts.fraction.empty() ? parts.whole : parts.whole + "." + parts.fraction;
}

std::string_view magnitude(std::string_view plain) { return plain.substr(plain[0] == '-' ? 1 : 0); }

int compare_magnitudes(std::string_view a, std::string_view b) {
  const std::string_view a_whole = a.substr(0, a.find('.'));
  const std::string_view b_whole = b.substr(0, b.find('.'));
  if (a_whole.size() != b_whole.size()) return a_whole.size() < b_whole.size() ? -1 : 1;
  if (const int order = a_whole.compare(b_whole); order != 0) return order;
  std::string a_fraction{a.substr(std::min(a.size(), a_whole.size() + 1))};
  std::string b_fraction{b.substr(std::min(b.size(), b_whole.size() + 1))};
  const std::size_t size = std::max(a_fraction.size(), b_fraction.size());
  a_fraction.resize(size, '0');
  b_fraction.resize(size, '0');
  return a_fraction.compare(b_fraction);
}

// a - b, where a is not less; both whole, without leading zeros, and so is the result.
std::string difference(std::string a, std::string_view b) {
  int borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    char& digit = a[a.size() - 1 - i];
    int value = digit - '0' - borrow - (i < b.size() ? b[b.size() - 1 - i] - '0' : 0);
    borrow = value < 0 ? 1 : 0;
    digit = static_cast<char>('0' + value + 10 * borrow);
  }
  a.erase(0, std::min(a.find_first_not_of('0'), a.size() - 1));
  return a;
}

bool is_zero(std::string_view plain) {
  return plain.find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> plain_number(std::string_view written) {
  const bool negative = !written.empty() && written[0] == '-';
  if (negative || (!written.empty() && written[0] == '+')) written.remove_prefix(1);
  if (written.empty() || written.size() > longest) return std::nullopt;
  std::optional<std::string> plain = plain_positive(written);
  if (plain && negative && !is_zero(*plain)) plain->insert(0, 1, '-');
  return plain;
}

std::optional<std::string> real_number(std::string_view plain, bool is_float) {
  constexpr std::size_t short_enough = 24;  // as long as the longest of the shortest forms
  const auto read = [&](auto value) -> std::optional<std::string> {
    const char* end = plain.data() + plain.size();
    const auto [stop, error] = std::from_chars(plain.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    if (plain.size() <= short_enough) return std::string{plain};
    std::array<char, 64> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value);
    std::string result{text.data(), written.ptr};
    if (const std::size_t plus = result.find("e+"); plus != std::string::npos)
      result.erase(plus + 1, 1);
    return result;
  };
  return is_float ? read(float{}) : read(double{});
}

bool is_whole_number(std::string_view plain) { return plain.find('.') == std::string_view::npos; }

int compare_numbers(std::string_view a, std::string_view b) {
  const bool a_negative = a[0] == '-';
  const bool b_negative = b[0] == '-';
  if (a_negative != b_negative) {
    if (is_zero(a) && is_zero(b)) return 0;
    return a_negative ? -1 : 1;
  }
  const int order = compare_magnitudes(magnitude(a), magnitude(b));
  return a_negative ? -order : order;
}

// As whole numbers of the smallest unit; schoolbook division, of which only the rest counts.
bool is_multiple(std::string_view number, std::string_view of) {
  const auto digits_behind = [](std::string_view plain) {
    const std::size_t point = plain.find('.');
    return point == std::string_view::npos ? 0 : plain.size() - point - 1;
  };
  const std::size_t scale = std::max(digits_behind(number), digits_behind(of));
  const auto whole = [&](std::string_view plain) {
    std::string digits{magnitude(plain)};
    digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    digits.append(scale - digits_behind(plain), '0');
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return digits;
  };
  const std::string divisor = whole(of);
  std::string rest = "0";
  for (const char digit : whole(number)) {
    if (rest == "0") rest.clear();
    rest += digit;
    while (compare_magnitudes(rest, divisor) >= 0) rest = difference(rest, divisor);
  }
  return is_zero(rest);
}

}  // namespace tenon::model
