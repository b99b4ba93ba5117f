#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Refers to itself, and knows others of its kind.
struct [[tenon::table("persons"), tenon::link("friends", Knows, from(who_id), to(whom_id)),
         tenon::link("known_by", forms::Knows, from(whom_id), to(who_id))]]
Person {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, *)]] std::string name;
  [[tenon::references(Person::id, relation("mentor"), inverse("pupils"))]]
  std::optional<std::int64_t> mentor_id;
  [[tenon::internal]] std::string secret;
};

}  // namespace forms
