#pragma once

#include <cstdint>
#include <optional>

#include <tenon/model.hpp>

namespace forms {

/// Links persons with persons.
struct [[tenon::table("knows"), tenon::primary_key(who_id, whom_id), tenon::soft_delete(ended)]] Knows {
  [[tenon::references(Person::id, on_delete(cascade))]] std::int64_t who_id{};
  [[tenon::references(Person::id, on_delete(cascade))]] std::int64_t whom_id{};
  std::optional<tenon::Timestamp> ended;
};

}  // namespace forms
