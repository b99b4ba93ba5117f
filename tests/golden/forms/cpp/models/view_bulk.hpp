#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "shade.hpp"

namespace forms {

/// The priced things of which there are many, by their key.
struct [[tenon::table("view_bulk"),
         tenon::read_only("select id, name, note, total, due, is_bulk, shade from priced where is_bulk")]] ViewBulk {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  std::optional<std::string> note;
  [[tenon::precision(14, 2)]] tenon::Decimal total;
  tenon::Date due;
  bool is_bulk;
  std::optional<Shade> shade;
};

}  // namespace forms
