#pragma once

#include <string>

#include <tenon/model.hpp>

namespace forms {

/// A key of text that the application gives, named as the entity.
struct [[tenon::table("countries")]] Country {
  [[tenon::primary_key]] std::string country;
};

}  // namespace forms
