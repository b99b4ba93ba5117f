#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "stamped.hpp"

namespace forms {

/// Somebody who may leave and come back, and whose address is free in between.
struct [[tenon::table("members"), tenon::soft_delete,
         tenon::index(email, unique, where("deleted_at is null"))]] Member : Stamped {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::email]] std::string email;
  [[tenon::index]] std::string team;
  std::optional<tenon::Timestamp> deleted_at;
  [[tenon::version]] std::int64_t version{};
};

}  // namespace forms
