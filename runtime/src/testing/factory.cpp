#include <tenon/factory.hpp>

#include <algorithm>
#include <mutex>

#include "serials.hpp"

namespace tenon {

namespace {

std::mutex mutex;
detail::Serials numbers;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t first_day = 20'454;  // 2026-01-01
constexpr std::int64_t first_moment = first_day * 86'400 * second;

/// The last digits of the number, as many as there is room for; `room` -1: all.
std::string digits(std::int64_t number, std::int64_t room) {
  std::string all = std::to_string(number);
  if (room >= 0 && static_cast<std::int64_t>(all.size()) > room)
    all.erase(0, all.size() - static_cast<std::size_t>(room));
  return all;
}

/// The word and the number, between `min` and `max` characters.
std::string labelled(std::string_view word, std::string_view between, std::int64_t number,
                     std::int64_t min, std::int64_t max) {
  const std::string last_digits = digits(number, max);
  std::string label = std::string{word} + std::string{between};
  const std::int64_t rest = max - static_cast<std::int64_t>(last_digits.size());
  if (max >= 0 && static_cast<std::int64_t>(label.size()) > rest)
    label.resize(static_cast<std::size_t>(rest));
  const auto size = static_cast<std::int64_t>(label.size() + last_digits.size());
  if (size < min) label.insert(0, static_cast<std::size_t>(min - size), 'x');
  return label + last_digits;
}

}  // namespace

namespace detail {

Serials serials() {
  const std::lock_guard lock{mutex};
  return numbers;
}
void set_serials(Serials given) {
  const std::lock_guard lock{mutex};
  numbers = std::move(given);
}

}  // namespace detail

Serial::Serial(std::string_view object) {
  const std::lock_guard lock{mutex};
  const auto found = numbers.find(object);
  number_ = found == numbers.end() ? numbers.emplace(object, 1).first->second : ++found->second;
}

std::string Serial::text(std::string_view word, std::int64_t min, std::int64_t max) const {
  return labelled(word, " ", number_, min, max);
}

std::string Serial::email(std::string_view word, std::int64_t min, std::int64_t max) const {
  constexpr std::string_view domain = "@example.org";
  constexpr std::int64_t size = domain.size();
  return labelled(word, "", number_, std::max<std::int64_t>(min - size, 0),
                  max < 0 ? max : std::max<std::int64_t>(max - size, 1)) +
         std::string{domain};
}

std::string Serial::url(std::int64_t min, std::int64_t max) const {
  constexpr std::string_view host = "https://example.org/";
  constexpr std::int64_t size = host.size();
  return std::string{host} + labelled("", "", number_, std::max<std::int64_t>(min - size, 0),
                                      max < 0 ? max : std::max<std::int64_t>(max - size, 1));
}

std::string Serial::spell(std::initializer_list<Spelled> parts) const {
  std::string text;
  std::int64_t rest = number_;
  for (const Spelled* part = parts.end(); part-- != parts.begin();) {
    if (part->count == 0) text.insert(0, part->text);
    const auto base = static_cast<std::int64_t>(part->text.size());
    for (int n = 0; n < part->count; ++n, rest /= base)
      text.insert(text.begin(), part->text[static_cast<std::size_t>(rest % base)]);
  }
  return text;
}

Decimal Serial::decimal(std::string_view first, std::string_view step, std::int64_t count) const {
  return Decimal{first} + Decimal{step} * Decimal{number_ % count};
}

Uuid Serial::uuid() const {
  Uuid uuid;  // 00000000-0000-4000-8000-…
  uuid.bytes[6] = 0x40;
  uuid.bytes[8] = 0x80;
  std::int64_t rest = number_;
  for (int at = 15; at > 8; --at, rest >>= 8) uuid.bytes[at] = static_cast<std::uint8_t>(rest);
  return uuid;
}

Bytes Serial::bytes() const {
  Bytes bytes;
  for (const char c : std::to_string(number_)) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

Json Serial::json() const { return {"{\"number\":" + std::to_string(number_) + "}"}; }

Timestamp Serial::timestamp() const { return {first_moment + number_ * second}; }
LocalTimestamp Serial::local_timestamp() const { return {first_moment + number_ * second}; }
Date Serial::date() const { return {static_cast<std::int32_t>(first_day + number_ % 100'000)}; }
Time Serial::time() const { return {number_ % 86'400 * second}; }
Interval Serial::interval() const { return {0, 0, number_ % 1'000'000 * 3'600 * second}; }

}  // namespace tenon
