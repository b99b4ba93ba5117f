#include <sqlite3.h>

#include <algorithm>
#include <string_view>

#include <tenon/error.hpp>

#include "bind.hpp"
#include "error.hpp"

namespace tenon::sqlite {

namespace {

// A decimal's text, taken apart without a copy.
struct Parts {
  bool is_number = false;
  bool is_negative = false;
  std::string_view whole;     // without leading zeros
  std::string_view fraction;  // without trailing zeros
};

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Parts parts_of(std::string_view text) {
  Parts parts;
  parts.is_negative = text.starts_with('-');
  if (parts.is_negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  parts.whole = text.substr(0, point);
  parts.fraction = point < text.size() ? text.substr(point + 1) : std::string_view{};
  parts.is_number = !parts.whole.empty() && are_digits(parts.whole) && are_digits(parts.fraction);
  parts.whole.remove_prefix(std::min(parts.whole.find_first_not_of('0'), parts.whole.size()));
  parts.fraction = parts.fraction.substr(0, parts.fraction.find_last_not_of('0') + 1);
  if (parts.whole.empty() && parts.fraction.empty()) parts.is_negative = false;
  return parts;
}

int compare_size(const Parts& a, const Parts& b) {
  if (a.whole.size() != b.whole.size()) return a.whole.size() < b.whole.size() ? -1 : 1;
  const int whole = a.whole.compare(b.whole);
  return whole != 0 ? whole : a.fraction.compare(b.fraction);
}

int compare(std::string_view left, std::string_view right) {
  const Parts a = parts_of(left);
  const Parts b = parts_of(right);
  // What is no number was not written by us; it still needs a place: behind all numbers.
  if (!a.is_number && !b.is_number) return left.compare(right);
  if (a.is_number != b.is_number) return a.is_number ? -1 : 1;
  if (a.is_negative != b.is_negative) return a.is_negative ? -1 : 1;
  return a.is_negative ? compare_size(b, a) : compare_size(a, b);
}

int collate(void*, int left_size, const void* left, int right_size, const void* right) {
  return compare({static_cast<const char*>(left), static_cast<std::size_t>(left_size)},
                 {static_cast<const char*>(right), static_cast<std::size_t>(right_size)});
}

}  // namespace

void register_decimal_order(sqlite3* db) {
  if (sqlite3_create_collation_v2(db, "tenon_decimal", SQLITE_UTF8, nullptr, collate, nullptr) !=
      SQLITE_OK) {
    throw last_error(db, "");
  }
}

}  // namespace tenon::sqlite
