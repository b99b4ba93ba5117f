#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "shade.hpp"

namespace forms {

/// A view over a view, without a key.
struct [[tenon::table("view_sums"),
         tenon::read_only("select shade, count(*) as things, sum(total) as total, max(note) as note\nfrom view_bulk\ngroup by shade")]]
ViewSums {
  std::optional<Shade> shade;
  std::int64_t things{};
  [[tenon::precision(18, 2)]] tenon::Decimal total;
  std::optional<std::string> note;
};

}  // namespace forms
