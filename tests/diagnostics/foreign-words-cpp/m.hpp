// Words of other tools: what to write instead.
#pragma once
#include <tenon/model.hpp>

namespace m {

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::nullable]] std::string a;
  [[tenon::not_null]] std::string b;
  [[tenon::max_length(5)]] std::string c;
  [[tenon::min(1)]] std::int32_t d{};
  [[tenon::regex("x")]] std::string e;
  [[tenon::server_default("now")]] std::string f;
  [[tenon::belongs_to(User)]] std::int64_t g{};
  [[tenon::has_many(User)]] std::int64_t h{};
  [[tenon::many_to_many(User)]] std::int64_t i{};
  [[tenon::identity]] std::int64_t j{};
  [[tenon::generated("1")]] std::int64_t k{};
  [[tenon::comment("x")]] std::int64_t l{};
  [[tenon::ignore]] std::int64_t m{};
  [[tenon::rename("n")]] std::int64_t o{};
};

}  // namespace m
