#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Whose fields have other names in JSON.
struct [[tenon::table("visitors"), tenon::input("password", length(8, 72))]] Visitor {
  [[tenon::primary_key, tenon::alias("visitorId")]] std::int64_t id{};
  [[tenon::unique, tenon::length(1, 20), tenon::alias("userName")]] std::string user_name;
  [[tenon::alias("birth \"date\" ü")]] std::optional<tenon::Date> born;
  [[tenon::write_only, tenon::alias("code")]] std::string pin;
  [[tenon::read_only, tenon::alias("shownCode")]] std::string shown_pin = "****";
  [[tenon::range(0, *), tenon::alias("visitCount")]] std::int32_t visits = 0;
};

}  // namespace forms
