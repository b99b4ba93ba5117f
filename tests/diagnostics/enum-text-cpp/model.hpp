#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

enum class Stage {
  open [[tenon::text("closed")]],
  closed,
  in_progress [[tenon::text("in progress")]],
  also [[tenon::text("in progress")]],
  bare [[tenon::text]],
  number [[tenon::text(7)]],
  two [[tenon::text("a", "b")]],
  twice [[tenon::text("t"), tenon::text("u")]],
  nul [[tenon::text("a\0b")]],
  other [[tenon::unique]],
};

struct [[tenon::table("tasks")]] Task {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::text("x")]] Stage stage{};
};
