#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Every rule on every type that it stands on, bounds open on either side.
struct [[tenon::table("ruled")]] Ruled {
  [[tenon::primary_key]] tenon::Uuid id;
  [[tenon::length(8)]] std::string at_most;
  [[tenon::length(2, *)]] std::string at_least;
  [[tenon::length(1, 5), tenon::pattern("^[a-z\"\\\\]+$")]] std::string pattern;
  [[tenon::email, tenon::length(60)]] std::optional<std::string> mail;
  [[tenon::range(-5, *)]] std::int16_t small;
  [[tenon::range(*, 5)]] std::int32_t medium;
  [[tenon::range(-9223372036854775807, 9223372036854775807)]] std::int64_t large;
  [[tenon::range(-0.5, 1.5)]] float single_real;
  [[tenon::range(0, 1)]] std::optional<double> real;
  [[tenon::range(0.01, 99999999.99), tenon::precision(10, 2)]] tenon::Decimal price;
  [[tenon::multiple_of(5)]] std::optional<std::int16_t> small_step;
  [[tenon::multiple_of(7), tenon::range(0, *)]] std::int32_t medium_step = 14;
  [[tenon::multiple_of(9223372036854775807)]] std::optional<std::int64_t> large_step;
  [[tenon::multiple_of(0.1)]] std::optional<float> single_step;
  [[tenon::multiple_of(2)]] std::optional<double> real_step;
  [[tenon::precision(10, 2), tenon::multiple_of(0.05)]] std::optional<tenon::Decimal> price_step;
  [[tenon::url, tenon::length(100)]] std::optional<std::string> link;
  [[tenon::not_empty]] std::string said = "-";
  [[tenon::not_empty, tenon::length(2, 40), tenon::pattern("[a-z]?")]] std::optional<std::string> spoken;
};

}  // namespace forms
