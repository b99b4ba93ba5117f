#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/fwd.hpp>
#include <tenon/model.hpp>

#include "cents.hpp"

namespace exact {

/// What is seen from a spot: no rules but the application's.
struct View {
  std::int64_t from{};
  std::int64_t to{};
};
void validate_extra(const View& view, tenon::Violations& violations);

/// Where a meter hangs.
struct Spot {
  [[tenon::range(1, 9007199254740993)]] std::int64_t cell{};
  [[tenon::precision(8, 3)]] std::optional<tenon::Decimal> height;
  std::optional<View> view;
};
void validate_extra(const Spot& spot, tenon::Violations& violations);

struct MeterCreate;
void validate_extra(const MeterCreate& meter, tenon::Violations& violations);

/// What counts: numbers of 64 bits wherever one can stand.
struct [[tenon::table("meters"), tenon::shape(MeterSheet, *, readings)]] Meter {
  [[tenon::primary_key]] tenon::Id<Meter> id;
  /// On the plate.
  [[tenon::unique, tenon::range(1, 9007199254740993)]] std::int64_t serial{};
  std::int64_t counted = 9007199254740993;
  std::optional<std::int64_t> limit;
  [[tenon::multiple_of(5)]] std::int32_t step = 5;
  std::int16_t phase = 1;
  [[tenon::items(1, 3), tenon::unique_items,
    tenon::each(range(-9007199254740993, 9007199254740993))]] std::vector<std::int64_t>
      marks;
  std::optional<std::vector<tenon::Id<Meter>>> beside;
  Cents fee;
  [[tenon::precision(20, 4), tenon::range(0, 1000000)]] tenon::Decimal tariff;
  [[tenon::precision(6, 2)]] std::optional<std::vector<tenon::Decimal>> steps;
  Spot spot;
  std::optional<tenon::Json> notes;
};

struct [[tenon::table("readings")]] Reading {
  [[tenon::primary_key]] tenon::Id<Reading> id;
  [[tenon::references(Meter::id, relation("meter"), inverse("readings")),
    tenon::index]] tenon::Id<Meter>
      meter_id;
  [[tenon::range(0, 9223372036854775807)]] std::int64_t value{};
};

}  // namespace exact
