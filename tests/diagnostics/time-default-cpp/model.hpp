#pragma once
#include <cstdint>
#include <tenon/model.hpp>

struct [[tenon::table("a")]] A {
  [[tenon::primary_key]] std::int64_t id{};
  tenon::LocalTimestamp made{0};
  tenon::Time at = tenon::Time::of(9, 30);
  tenon::Interval wait{0, 1, 0};
  tenon::Json body{"[]"};
  [[tenon::created_at]] tenon::LocalTimestamp born;
  [[tenon::length(1, 2), tenon::range(0, 9)]] tenon::Json rules;
  [[tenon::pattern("x")]] tenon::Time ruled;
  tenon::Time none{};
};
