#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "role.hpp"
#include "shade.hpp"

namespace forms {

/// A column of every type: required, with a default, and one that may be NULL.
struct [[tenon::table("samples")]] Sample {
  [[tenon::primary_key]] std::int32_t id{};

  bool flag;
  std::int16_t small;
  std::int32_t medium;
  std::int64_t large;
  float single_real;
  double real;
  std::string text;
  tenon::Timestamp moment;
  tenon::Date day;
  tenon::Decimal number;
  [[tenon::precision(10, 2)]] tenon::Decimal price;
  [[tenon::precision(30, 4)]] tenon::Decimal wide_price;
  tenon::Uuid token;
  tenon::Bytes photo;
  Role role;

  bool default_flag = true;
  std::int16_t default_small = -32768;
  std::int32_t default_medium = 2147483647;
  std::int64_t default_large = -9223372036854775807;
  float default_single_real = 1.5F;
  double default_real = 2;
  std::string default_text = "a \"quote\", a tab\t, two\nlines, a back\\slash, an ü";
  [[tenon::default_sql("4 + 4")]] std::optional<std::int64_t> default_sum;
  [[tenon::precision(10, 2)]] tenon::Decimal default_price{"12.50"};
  Shade default_shade = Shade::dark;

  std::optional<bool> maybe_flag;
  std::optional<std::int16_t> maybe_small;
  std::optional<std::int32_t> maybe_medium;
  std::optional<std::int64_t> maybe_large;
  std::optional<float> maybe_single_real;
  std::optional<double> maybe_real;
  std::optional<std::string> maybe_text;
  std::optional<tenon::Timestamp> maybe_moment;
  std::optional<tenon::Date> maybe_day;
  std::optional<tenon::Decimal> maybe_number;
  [[tenon::precision(10, 2)]] std::optional<tenon::Decimal> maybe_price;
  [[tenon::precision(30, 4)]] std::optional<tenon::Decimal> maybe_wide_price;
  std::optional<tenon::Uuid> maybe_token;
  std::optional<tenon::Bytes> maybe_photo;
  std::optional<Role> maybe_role;
};

}  // namespace forms
