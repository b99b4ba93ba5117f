#pragma once

#include <string>

#include <tenon/model.hpp>

#include "role.hpp"

namespace forms {

/// Leads from a zone to another, or back to itself.
struct [[tenon::table("zone_roads"),
         tenon::primary_key(from_kind, from_area, from_code, to_kind, to_area, to_code),
         tenon::foreign_key((from_kind, from_area, from_code), Zone(kind, area, code), on_delete(cascade)),
         tenon::foreign_key((to_kind, to_area, to_code), Zone(kind, area, code), on_delete(cascade))]]
ZoneRoad {
  Role from_kind;
  tenon::Uuid from_area;
  [[tenon::type("inet")]] std::string from_code;
  Role to_kind;
  tenon::Uuid to_area;
  [[tenon::type("inet")]] std::string to_code;
};

}  // namespace forms
