#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// Somebody who works for the store. Everybody but one reports to somebody.
struct [[tenon::table("employees")]] Employee {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, 20)]] std::string last_name;
  [[tenon::length(1, 20)]] std::string first_name;
  [[tenon::length(30)]] std::optional<std::string> title;
  [[tenon::index, tenon::references(Employee::id, on_delete(set_null), relation("manager"), inverse("reports"))]]
  std::optional<std::int64_t> reports_to;
  std::optional<tenon::Timestamp> birth_date;
  std::optional<tenon::Timestamp> hire_date;
  [[tenon::length(70)]] std::optional<std::string> address;
  [[tenon::length(40)]] std::optional<std::string> city;
  [[tenon::length(40)]] std::optional<std::string> state;
  [[tenon::length(40)]] std::optional<std::string> country;
  [[tenon::length(10)]] std::optional<std::string> postal_code;
  [[tenon::length(24)]] std::optional<std::string> phone;
  [[tenon::length(24)]] std::optional<std::string> fax;
  [[tenon::unique, tenon::email, tenon::length(3, 60)]] std::optional<std::string> email;
};

}  // namespace music
