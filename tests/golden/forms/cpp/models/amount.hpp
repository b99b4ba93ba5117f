#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include <tenon/codec.hpp>
#include <tenon/decimal.hpp>
#include <tenon/json_value.hpp>

namespace forms {

/// Cents, which have their Codec in a header of its own.
class Money {
 public:
  Money() = default;
  explicit constexpr Money(std::int64_t cents) : cents_(cents) {}
  constexpr std::int64_t cents() const { return cents_; }
  friend bool operator==(const Money&, const Money&) = default;

 private:
  std::int64_t cents_ = 0;
};

/// A part's number, kept without the dash that people see.
class Part {
 public:
  Part() = default;
  explicit Part(std::string shown) : shown_(std::move(shown)) {}
  const std::string& shown() const { return shown_; }
  friend bool operator==(const Part&, const Part&) = default;

 private:
  std::string shown_;
};

/// Kilograms, kept as grams would be: exactly.
struct Weight {
  tenon::Decimal kilograms;
  bool is_net = true;
  friend bool operator==(const Weight&, const Weight&) = default;
};

/// What was agreed, as people write JSON.
class Deal {
 public:
  Deal() = default;
  explicit Deal(std::string text) : text_(std::move(text)) {}
  const std::string& text() const { return text_; }
  friend bool operator==(const Deal&, const Deal&) = default;

 private:
  std::string text_;
};

/// Stored as its number: it has a Codec.
enum class Grade { low = 1, middle = 5, high = 9 };

}  // namespace forms

template <>
struct tenon::Codec<forms::Part> {
  using Stored = std::string;
  static Stored encode(const forms::Part& part) {
    std::string digits;
    for (const char c : part.shown())
      if (c != '-') digits += c;
    return digits;
  }
  static forms::Part decode(const Stored& digits) {
    if (digits.size() < 2) throw std::invalid_argument{"a part's number has two letters"};
    return forms::Part{digits.substr(0, 2) + '-' + digits.substr(2)};
  }
};

template <>
struct tenon::Codec<forms::Weight> {
  using Stored = tenon::Decimal;
  static Stored encode(const forms::Weight& weight) { return weight.kilograms; }
  static forms::Weight decode(Stored kilograms) { return {std::move(kilograms)}; }
};

template <>
struct tenon::Codec<forms::Deal> {
  using Stored = tenon::Json;
  static Stored encode(const forms::Deal& terms) { return {terms.text()}; }
  static forms::Deal decode(Stored json) { return forms::Deal{std::move(json.text)}; }
};

template <>
struct tenon::Codec<forms::Grade> {
  using Stored = std::int16_t;
  static Stored encode(forms::Grade grade) { return static_cast<Stored>(grade); }
  static forms::Grade decode(Stored number) {
    if (number != 1 && number != 5 && number != 9) throw std::invalid_argument{"no such grade"};
    return static_cast<forms::Grade>(number);
  }
};
