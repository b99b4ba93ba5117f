#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

namespace shop {
enum class [[tenon::native]] Kind { goods };
}
namespace post {
enum class [[tenon::native]] Kind { letter };
}
struct [[tenon::table("parcels")]] Parcel {
  [[tenon::primary_key]] std::int64_t id{};
  shop::Kind goods{};
  post::Kind kind{};
};
