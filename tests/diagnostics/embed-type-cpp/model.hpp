#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace shop {

enum class Size { small, large };

struct [[tenon::table("boxes")]] Box {
  [[tenon::primary_key, tenon::embed("box_")]] std::int64_t id{};
  [[tenon::embed("label_")]] std::string label;
  [[tenon::embed("size_")]] std::optional<Size> size;
};

}  // namespace shop
