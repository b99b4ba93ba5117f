// What the generated factories make values of. Part of Tenon::testing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/bytes.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/required.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/uuid.hpp>

namespace tenon {

/// A part of a text: so many characters of an alphabet, or, without a count, the text itself.
struct Spelled {
  std::string_view text;
  int count = 0;
};

/// The number of an object that a factory makes, and the values that the object has by it. Two
/// numbers give two values as far as there are enough; then they begin anew. The first object of a
/// DatabaseTest has the same number whatever tests ran before it.
class Serial {
 public:
  /// The next number of this process for such an object.
  explicit Serial(std::string_view object);
  explicit Serial(std::int64_t number) : number_(number) {}

  std::int64_t value() const { return number_; }
  /// The same for so many numbers in a row: for a value that stands in a key beside one that has
  /// only so many.
  Serial above(std::int64_t count) const { return Serial{number_ / count}; }

  /// "title 17"; lengths in characters, `max` -1 is no bound.
  std::string text(std::string_view word, std::int64_t min = 0, std::int64_t max = -1) const;
  /// "email17@example.org"; `max` at least 13.
  std::string email(std::string_view word, std::int64_t min = 0, std::int64_t max = -1) const;
  /// "https://example.org/17"; `max` at least 21.
  std::string url(std::int64_t min = 0, std::int64_t max = -1) const;
  /// The number in the characters of the parts, the last one its lowest digit.
  std::string spell(std::initializer_list<Spelled> parts) const;

  /// One of first, first + step, …, of which there are `count`.
  template <class Number>
  Number number(std::int64_t first = 1, std::int64_t step = 1,
                std::int64_t count = std::numeric_limits<Number>::max()) const {
    return static_cast<Number>(first + step * (number_ % count));
  }
  template <class Real>
  Real real(double first = 1, double step = 1, std::int64_t count = 1'000'000) const {
    return static_cast<Real>(first + step * static_cast<double>(number_ % count));
  }
  Decimal decimal(std::string_view first, std::string_view step, std::int64_t count) const;

  template <class Value>
  Value one_of(std::initializer_list<Value> values) const {
    return values.begin()[static_cast<std::size_t>(number_) % values.size()];
  }

  Uuid uuid() const;
  Bytes bytes() const;
  Json json() const;
  /// Seconds after 2026-01-01T00:00:00.
  Timestamp timestamp() const;
  LocalTimestamp local_timestamp() const;
  Date date() const;
  Time time() const;
  /// Whole hours.
  Interval interval() const;

  /// `make` is called with a number of its own for each element.
  template <class Make>
  auto list(int size, Make make) const {
    std::vector<decltype(make(*this))> elements;
    for (int at = 0; at < size; ++at) elements.push_back(make(Serial{number_ + at}));
    return elements;
  }

 private:
  std::int64_t number_;
};

/// Gives a member its value where nobody did.
template <class T>
void fill(Required<T>& member, std::type_identity_t<T> value) {
  if (member.is_pending()) member = std::move(value);
}
template <class T>
void fill(std::optional<T>& member, std::type_identity_t<T> value) {
  if (!member) member = std::move(value);
}

}  // namespace tenon
