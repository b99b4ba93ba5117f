#pragma once
#include <cstdint>
#include <tenon/model.hpp>

namespace app::tenon {

enum class Kind { one };

struct [[tenon::table("things")]] Thing {
  [[tenon::primary_key]] std::int64_t id{};
  Kind kind{};
};

}  // namespace app::tenon

namespace tenon {

struct [[tenon::table("others")]] Other {
  [[tenon::primary_key]] std::int64_t id{};
};

}  // namespace tenon

namespace app::standard {

struct [[tenon::table("good")]] Good {
  [[tenon::primary_key]] std::int64_t id{};
};

}  // namespace app::standard
