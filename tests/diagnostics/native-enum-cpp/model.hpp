#pragma once
#include <cstdint>
#include <tenon/model.hpp>

enum class [[tenon::native]] Stage {
  fits [[tenon::text("123456789012345678901234567890123456789012345678901234567890123")]],
  is_longer [[tenon::text("1234567890123456789012345678901234567890123456789012345678901234")]],
  was_longer [[tenon::was("ä123456789012345678901234567890123456789012345678901234567890123")]],
};

enum class [[tenon::native("")]] Other { one };
enum class [[tenon::native, tenon::native]] Twice { one };
enum class Late { one [[tenon::native]] };

struct [[tenon::table("tasks"), tenon::native]] Task {
  [[tenon::primary_key]] std::int64_t id{};
  Stage stage{};
  Other other{};
  Twice twice{};
  Late late{};
  [[tenon::native]] Stage next{};
};
