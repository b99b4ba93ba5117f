#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace shop {

struct Note {
  std::optional<std::string> title;
  std::optional<std::string> text;
};

struct Page {
  std::string number;
  std::optional<Note> margin;
};

struct [[tenon::table("boxes")]] Box {
  [[tenon::primary_key]] std::int64_t id{};
  Note note;
  std::optional<Note> other;
  Page page;
};

}  // namespace shop
