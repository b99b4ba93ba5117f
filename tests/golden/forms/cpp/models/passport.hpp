#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// One row for one row, by a unique field.
struct [[tenon::table("passports")]] Passport {
  [[tenon::primary_key]] std::string number;
  [[tenon::unique, tenon::references(Person::id, relation("holder"), inverse("passport"))]]
  std::int64_t holder_id{};
  std::optional<tenon::Date> until;
};

}  // namespace forms
