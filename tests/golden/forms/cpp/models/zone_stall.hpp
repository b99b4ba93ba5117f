#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "role.hpp"

namespace forms {

/// Stands in a zone, or in none.
struct [[tenon::table("zone_stalls"),
         tenon::foreign_key((zone_kind, zone_area, zone_code), Zone(kind, area, code), on_delete(cascade),
                            relation("zone"), inverse("stalls")),
         tenon::shape(ZoneStallName, name), tenon::shape(ZoneStallPlace, id, name, zone(ZoneMap))]]
ZoneStall {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  std::optional<Role> zone_kind;
  std::optional<tenon::Uuid> zone_area;
  [[tenon::type("inet")]] std::optional<std::string> zone_code;
};

}  // namespace forms
