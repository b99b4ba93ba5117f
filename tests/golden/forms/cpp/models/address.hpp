#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "coordinates.hpp"
#include "country.hpp"
#include "labelled.hpp"

namespace forms {

/// Where letters go: a value object in value objects' company.
struct Address : Labelled {
  /// With the number of the house.
  [[tenon::length(1, 80)]] std::string street;
  [[tenon::index]] std::string city;
  [[tenon::column("zip"), tenon::pattern("^[0-9]*$")]] std::string postal_code = "";
  [[tenon::references(Country::country, relation("country"))]] std::string country_code;
  std::optional<std::string> note;
  [[tenon::embed("at_")]] std::optional<Coordinates> place;
};

}  // namespace forms
