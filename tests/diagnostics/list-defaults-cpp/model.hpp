#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/model.hpp>

enum class Size { small, large };

constexpr int three = 3;

struct [[tenon::table("things")]] Thing {
  [[tenon::primary_key]] std::int64_t id{};
  std::vector<std::int32_t> computed = {1, three};
  std::vector<std::int32_t> called = std::vector<std::int32_t>(3);
  std::vector<std::string> sized = std::vector<std::string>{3};
  std::vector<std::int16_t> mixed = {1, 'a'};
  std::vector<std::int32_t> ranged = {1, 2147483647};
  [[tenon::each(range(0, 10))]] std::vector<std::int32_t> ruled = {1, 11};
  [[tenon::each(length(2))]] std::vector<std::string> named = {"ab", "abc"};
  [[tenon::items(2, 3)]] std::vector<std::int32_t> few = {1};
  [[tenon::items(1)]] std::vector<std::int32_t> more = {1, 2};
  [[tenon::unique_items]] std::vector<double> equal = {1, 2, 1.0};
  std::vector<Size> sizes = {Size::small, static_cast<Size>(1)};
  std::vector<tenon::Date> days = {tenon::Date{1}};
  std::vector<tenon::Decimal> prices = {tenon::Decimal{"x"}};
  [[tenon::default_sql("'{}'")]] std::vector<std::int32_t> both = {1};
  std::vector<std::int32_t> empty = {};
  std::optional<std::vector<std::int32_t>> maybe = std::nullopt;
};
