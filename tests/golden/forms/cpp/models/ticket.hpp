#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "member.hpp"

namespace forms {

/// A seat that somebody has; when it was given back, JSON does not say.
struct [[tenon::table("tickets", "app"), tenon::primary_key(event, seat), tenon::soft_delete(void_since),
         tenon::unique(event, seat, holder_id),
         tenon::index(holder_id, seat, where("\"void since\"  IS NULL"))]] Ticket {
  std::string event;
  std::int32_t seat{};
  [[tenon::references(Member::id, on_delete(cascade))]] std::int64_t holder_id{};
  [[tenon::column("void since"), tenon::internal]] std::optional<tenon::Timestamp> void_since;
};

}  // namespace forms
