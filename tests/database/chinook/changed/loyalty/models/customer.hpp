#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// Somebody who buys.
struct [[tenon::table("customers")]] Customer {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, 40)]] std::string first_name;
  [[tenon::length(1, 20)]] std::string last_name;
  [[tenon::length(80)]] std::optional<std::string> company;
  [[tenon::length(70)]] std::optional<std::string> address;
  [[tenon::length(40)]] std::optional<std::string> city;
  [[tenon::length(40)]] std::optional<std::string> state;
  [[tenon::index, tenon::length(40)]] std::optional<std::string> country;
  [[tenon::length(10)]] std::optional<std::string> postal_code;
  [[tenon::length(24)]] std::optional<std::string> phone;
  [[tenon::length(24)]] std::optional<std::string> fax;
  [[tenon::unique, tenon::email, tenon::length(3, 60)]] std::string email;
  [[tenon::index, tenon::references(Employee::id, on_delete(set_null),
                                    relation("support_rep"))]] std::optional<std::int64_t>
      support_rep_id;
  /// Points that were collected.
  [[tenon::backfill("length(email)")]] std::int32_t loyalty{};
};

}  // namespace music
