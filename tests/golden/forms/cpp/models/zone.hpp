#pragma once

#include <string>

#include <tenon/model.hpp>

#include "role.hpp"

namespace forms {

/// A key of three fields, an enum and a type that only PostgreSQL has among them; rows belong to it
/// and lead from one to another.
struct [[tenon::table("zones"), tenon::primary_key(kind, area, code),
         tenon::link("near", ZoneRoad, from(from_kind, from_area, from_code), to(to_kind, to_area, to_code)),
         tenon::shape(ZoneName, code, name),
         tenon::shape(ZoneMap, name, stalls(ZoneStallName, order(-name), limit(2)), near(ZoneName, order(name)))]]
Zone {
  Role kind;
  tenon::Uuid area;
  [[tenon::type("inet")]] std::string code;
  std::string name;
};

}  // namespace forms
