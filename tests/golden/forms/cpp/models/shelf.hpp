#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/model.hpp>

#include "role.hpp"
#include "shade.hpp"

namespace forms {

/// A list of every type: required, with a default, with rules, and some that may be NULL.
struct [[tenon::table("shelves"), tenon::index(texts, using("gin")), tenon::index(mediums, using("gin"))]] Shelf {
  [[tenon::primary_key]] std::int32_t id{};
  [[tenon::unique]] std::vector<std::int32_t> codes;
  [[tenon::index]] std::vector<std::string> groups = {"none"};

  std::vector<bool> flags;
  std::vector<std::int16_t> smalls;
  std::vector<std::int32_t> mediums;
  std::vector<std::int64_t> larges;
  std::vector<float> single_reals;
  std::vector<double> reals;
  std::vector<std::string> texts;
  std::vector<tenon::Timestamp> moments;
  std::vector<tenon::Date> days;
  std::vector<tenon::LocalTimestamp> local_moments;
  std::vector<tenon::Time> times;
  std::vector<tenon::Interval> spans;
  std::vector<tenon::Decimal> numbers;
  [[tenon::precision(10, 2)]] std::vector<tenon::Decimal> prices;
  [[tenon::precision(30, 4)]] std::vector<tenon::Decimal> wide_prices;
  std::vector<tenon::Uuid> tokens;
  std::vector<tenon::Bytes> photos;
  std::vector<Role> roles;

  std::vector<bool> default_flags = {true, false};
  std::vector<std::int16_t> default_smalls{-32768, 32767};
  std::vector<std::int64_t> default_larges = {-9223372036854775807, 0};
  std::vector<float> default_single_reals = {0.1F, 2};
  std::vector<double> default_reals = {0.1, 1e300, -2, 100000};
  std::vector<std::string> default_texts = {"a \"quote\"", "", "{b}, c\\d\n", "NULL", "ü 'x'"};
  [[tenon::precision(10, 2)]] std::vector<tenon::Decimal> default_prices = {tenon::Decimal{"1.5"},
                                                                            tenon::Decimal{"-2"}};
  std::vector<Shade> default_shades = {Shade::light_grey, Shade::nasty};
  std::vector<tenon::Uuid> default_tokens = std::vector<tenon::Uuid>{};
  std::optional<std::vector<std::int32_t>> default_maybe = std::vector<std::int32_t>{1, 2};
  [[tenon::default_sql("'[\"a\"]'")]] std::optional<std::string> default_sql;

  std::optional<std::vector<bool>> maybe_flags;
  std::optional<std::vector<std::string>> maybe_texts;
  [[tenon::precision(10, 2)]] std::optional<std::vector<tenon::Decimal>> maybe_prices;
  std::optional<std::vector<Shade>> maybe_shades;
  [[tenon::internal]] std::optional<std::vector<std::int64_t>> hidden;

  /// What people say of it.
  [[tenon::items(1, 4), tenon::unique_items, tenon::each(length(1, 20), pattern("^[a-zü ]+$"), not_empty)]]
  std::optional<std::vector<std::string>> tags;
  [[tenon::items(3), tenon::each(range(0, 100), multiple_of(5))]] std::optional<std::vector<std::int16_t>> scores;
  [[tenon::unique_items, tenon::precision(10, 2), tenon::each(range(0.5, *))]]
  std::optional<std::vector<tenon::Decimal>> weights;
  [[tenon::items(1, *), tenon::each(email)]] std::optional<std::vector<std::string>> emails;
  [[tenon::each(url, length(40))]] std::optional<std::vector<std::string>> links;
};

}  // namespace forms
