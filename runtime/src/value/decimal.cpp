#include <tenon/decimal.hpp>

#include <algorithm>

#include <tenon/error.hpp>

namespace tenon {
namespace {

constexpr std::size_t most_digits = 1000;

void strip_leading_zeros(std::string& digits) {
  const std::size_t first = digits.find_first_not_of('0');
  digits.erase(0, first == std::string::npos ? digits.size() - 1 : first);
}

/// −1, 0 or 1; both without leading zeros.
int compare_magnitudes(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  const int order = a.compare(b);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

std::string add_magnitudes(const std::string& a, const std::string& b) {
  std::string sum;
  int carry = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) || carry != 0; ++i) {
    if (i < a.size()) carry += a[a.size() - 1 - i] - '0';
    if (i < b.size()) carry += b[b.size() - 1 - i] - '0';
    sum += static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  std::reverse(sum.begin(), sum.end());
  return sum;
}

/// a − b, where a ≥ b.
std::string subtract_magnitudes(const std::string& a, const std::string& b) {
  std::string difference;
  int borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    int digit = a[a.size() - 1 - i] - '0' - borrow - (i < b.size() ? b[b.size() - 1 - i] - '0' : 0);
    borrow = digit < 0 ? 1 : 0;
    if (digit < 0) digit += 10;
    difference += static_cast<char>('0' + digit);
  }
  std::reverse(difference.begin(), difference.end());
  strip_leading_zeros(difference);
  return difference;
}

std::string scaled_up(const Decimal& decimal, int scale) {
  std::string digits =
      decimal.digits() + std::string(static_cast<std::size_t>(scale - decimal.scale()), '0');
  strip_leading_zeros(digits);
  return digits;
}

}  // namespace

Decimal::Decimal(bool negative, std::string digits, int scale)
    : digits_(std::move(digits)), scale_(scale) {
  strip_leading_zeros(digits_);
  negative_ = negative && digits_ != "0";
}

Decimal::Decimal(std::string_view text) {
  std::optional<Decimal> parsed = parse_decimal(text);
  if (!parsed) throw Error{ErrorKind::bad_value, "text is not a decimal number"};
  *this = std::move(*parsed);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  std::string digits;
  int scale = 0;
  bool has_point = false;
  for (const char c : text) {
    if (c == '.' && !has_point) {
      has_point = true;
      continue;
    }
    if (c < '0' || c > '9' || digits.size() == most_digits) return std::nullopt;
    digits += c;
    if (has_point) ++scale;
  }
  if (digits.empty() || text.back() == '.' || text.front() == '.') return std::nullopt;
  return Decimal(negative, std::move(digits), scale);
}

Decimal Decimal::from_scaled(std::int64_t units, int scale) {
  std::string digits = std::to_string(units);
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  return Decimal(negative, std::move(digits), scale);
}

std::optional<std::int64_t> Decimal::scaled(int scale) const {
  const std::optional<Decimal> exact = rescaled(scale);
  if (!exact || exact->digits_.size() > 19) return std::nullopt;
  std::uint64_t units = 0;
  for (const char c : exact->digits_) units = units * 10 + static_cast<std::uint64_t>(c - '0');
  constexpr std::uint64_t most = std::uint64_t{1} << 63;
  if (negative_ ? units > most : units >= most) return std::nullopt;
  return static_cast<std::int64_t>(negative_ ? 0 - units : units);
}

int Decimal::precision() const { return std::max(static_cast<int>(digits_.size()), scale_); }

std::optional<Decimal> Decimal::rescaled(int scale) const {
  if (scale < 0) return std::nullopt;
  if (scale >= scale_) return Decimal(negative_, scaled_up(*this, scale), scale);
  const std::size_t lost = static_cast<std::size_t>(scale_ - scale);
  if (digits_ == "0") return Decimal(false, "0", scale);
  if (digits_.size() <= lost) return std::nullopt;
  const std::size_t kept = digits_.size() - lost;
  if (digits_.find_first_not_of('0', kept) != std::string::npos) return std::nullopt;
  return Decimal(negative_, digits_.substr(0, kept), scale);
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  const std::string left = scaled_up(a, scale);
  const std::string right = scaled_up(b, scale);
  if (a.negative_ == b.negative_) return Decimal(a.negative_, add_magnitudes(left, right), scale);
  if (compare_magnitudes(left, right) >= 0)
    return Decimal(a.negative_, subtract_magnitudes(left, right), scale);
  return Decimal(b.negative_, subtract_magnitudes(right, left), scale);
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }

Decimal Decimal::operator-() const { return Decimal(!negative_, digits_, scale_); }

Decimal operator*(const Decimal& a, const Decimal& b) {
  std::string product(a.digits_.size() + b.digits_.size(), '0');
  for (std::size_t i = a.digits_.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t j = b.digits_.size(); j-- > 0;) {
      carry += (a.digits_[i] - '0') * (b.digits_[j] - '0') + (product[i + j + 1] - '0');
      product[i + j + 1] = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    product[i] = static_cast<char>(product[i] + carry);
  }
  return Decimal(a.negative_ != b.negative_, std::move(product), a.scale_ + b.scale_);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.negative_ != b.negative_)
    return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
  const int scale = std::max(a.scale_, b.scale_);
  const int order = compare_magnitudes(scaled_up(a, scale), scaled_up(b, scale));
  return (a.negative_ ? -order : order) <=> 0;
}

std::string to_string(const Decimal& decimal) {
  std::string text = decimal.digits();
  const std::size_t scale = static_cast<std::size_t>(decimal.scale());
  if (scale > 0) {
    if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
    text.insert(text.size() - scale, 1, '.');
  }
  return decimal.is_negative() ? "-" + text : text;
}

}  // namespace tenon
