#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

#include "stamped.hpp"

namespace forms {

/// Computed beside what clocks fill, a version and a key that C++ makes.
struct [[tenon::table("labels")]] Label : Stamped {
  [[tenon::primary_key]] tenon::Uuid id;
  [[tenon::version]] std::int32_t edition{};
  std::string text;
  [[tenon::default_sql("lower('NONE')")]] std::string kind;
  [[tenon::read_only, tenon::computed("length(text)")]] std::int32_t size;
  [[tenon::column("loud_text"), tenon::computed("upper(text) || '!'")]] std::string loud;
};

}  // namespace forms
