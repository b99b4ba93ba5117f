#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace queue {

enum class State { waiting, done };

/// A piece of work that one worker does, once.
struct [[tenon::table("jobs"), tenon::index(id, where("state = 'waiting'"), name("jobs_waiting"))]] Job {
  [[tenon::primary_key]]     std::int64_t id{};
  [[tenon::length(1, 200)]]  std::string task;
  State                      state = State::waiting;
  std::int32_t               times_done = 0;
  std::optional<std::string> worker;
};

}  // namespace queue
