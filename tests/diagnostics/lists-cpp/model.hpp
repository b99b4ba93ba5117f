#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/model.hpp>

enum class Size { small, large };

struct [[tenon::table("owners")]] Owner {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("keyed")]] Keyed {
  [[tenon::primary_key]] std::vector<std::int64_t> ids;
};

struct [[tenon::table("numbered"), tenon::primary_key(id, codes)]] Numbered {
  std::int64_t id{};
  std::vector<std::int32_t> codes;
};

struct [[tenon::table("things")]] Thing {
  [[tenon::primary_key]] std::int64_t id{};
  std::vector<std::vector<int>> lists;
  std::vector<std::optional<int>> holes;
  std::vector<unsigned> counts;
  std::vector<Owner> owners;
  std::vector<tenon::Json> any;
  std::vector<tenon::Id<Owner>> wrapped;
  std::array<int, 3> three;
  [[tenon::references(Owner::id)]] std::vector<std::int64_t> owner_ids;
  [[tenon::created_at]] std::vector<tenon::Timestamp> times;
  [[tenon::length(1, 40)]] std::vector<std::string> named;
  [[tenon::range(1, 2), tenon::email]] std::vector<std::int32_t> ranged;
  [[tenon::precision(5, 2)]] std::vector<std::int32_t> precise;
  [[tenon::items(1, 3), tenon::unique_items]] std::string text;
  [[tenon::each(length(1, 3))]] std::string single;
  [[tenon::each(range(1, 2), pattern("x"))]] std::vector<std::string> ruled;
  [[tenon::each(range(1.5, 2))]] std::vector<std::int16_t> whole;
  [[tenon::each]] std::vector<std::string> none;
  [[tenon::each(items(3))]] std::vector<std::string> inner;
  [[tenon::each(precision(5, 2))]] std::vector<tenon::Decimal> digits;
  [[tenon::each(email, email)]] std::vector<std::string> twice;
  [[tenon::items(3, 1)]] std::vector<std::string> reversed;
  [[tenon::items(1.5)]] std::vector<std::string> half;
  [[tenon::items(-1, 200000000)]] std::vector<float> many;
  [[tenon::version]] std::vector<std::int64_t> versions;
};
