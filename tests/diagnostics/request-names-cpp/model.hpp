#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct Address {
  std::string city;
  [[tenon::alias("post.code")]] std::string zip;
};

struct [[tenon::table("a")]] A {
  [[tenon::primary_key]] std::int64_t id{};
  Address address;
  [[tenon::alias("address.city")]] std::string town;
  [[tenon::alias("address.post")]] std::string post;
  [[tenon::alias("address.post.code")]] std::string code;
  std::int32_t age{};
  [[tenon::alias("-age")]] std::int32_t youth{};
  [[tenon::alias("age__ge")]] std::int32_t least{};
  [[tenon::alias("age__ge__in")]] std::int32_t leasts{};
  [[tenon::alias("-height")]] std::int32_t depth{};
  [[tenon::alias("width__ge")]] std::int32_t width_at_least{};
  [[tenon::alias("a,b")]] std::string both;
  std::int32_t limit{};
  [[tenon::alias("-id"), tenon::write_only]] std::string never_shown;
};
