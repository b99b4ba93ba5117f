// The rows that the benchmarks work on, and proof that the contenders do the same work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <tenon/sql_scanner.hpp>

#include "contender.hpp"

namespace tenon::bench {

inline constexpr std::int64_t rows = 10'000;

/// Users with emails of their own: number `first` and those that follow.
std::vector<blog::UserCreate> new_users(std::int64_t first, std::size_t count);

/// Makes the tables and `rows` users with the ids 1 … `rows`.
void fill(Dialect dialect, const std::string& url);

struct Named {
  std::string name;
  std::unique_ptr<Contender> contender;
};

/// The face first, then the raw contender, then those that are shown for information.
std::vector<Named> contenders(Dialect dialect, const std::string& url);

/// Throws std::runtime_error when two contenders give different rows for the same call.
void check_same_work(std::vector<Named>& contenders);

}  // namespace tenon::bench
