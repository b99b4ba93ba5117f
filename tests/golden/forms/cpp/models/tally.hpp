#pragma once

#include <optional>

#include <tenon/model.hpp>

namespace forms {

/// Of a row that has nothing to change: it comes, goes, and comes back.
struct [[tenon::table("tallies"), tenon::soft_delete]] Tally {
  [[tenon::primary_key(client)]] std::int64_t is_stale{};
  std::optional<tenon::Timestamp> deleted_at;
  [[tenon::version, tenon::read_only]] std::int32_t version{};
};

}  // namespace forms
