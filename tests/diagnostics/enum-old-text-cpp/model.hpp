#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

enum class Stage {
  open [[tenon::was("closed")]],
  closed,
  doing [[tenon::was("started"), tenon::text("in progress")]],
  begun [[tenon::was("started")]],
  done [[tenon::was]],
  nul [[tenon::was("a\0b")]],
  bytes [[tenon::was("\xff")]],
  same [[tenon::was("same")]],
};

struct [[tenon::table("tasks")]] Task {
  [[tenon::primary_key]] std::int64_t id{};
  Stage stage{};
};
