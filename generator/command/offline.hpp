// `--sql`: the statements that a runner would run, as a script for people who run it by hand.
#pragma once

#include <string>
#include <vector>

#include "migrate/store.hpp"

namespace tenon::command {

/// The scripts of `ids` in order, for the database's own shell: what the runner does around them
/// (transactions, the history's rows, the care for a rebuild) is in it, so that the database is
/// afterwards as `tenon upgrade` leaves it. Empty when nothing is to be done.
std::string offline_script(const migrate::Store& store, const std::vector<std::string>& ids,
                           const std::string& dialect, migrate::Direction direction);

}  // namespace tenon::command
