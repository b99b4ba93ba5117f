// `--sql`: the statements that a runner would run, as a script for people who run it by hand.
#pragma once

#include <string>
#include <vector>

#include "migrate/store.hpp"

namespace tenon::command {

/// The scripts of `ids` in order, each group between BEGIN and COMMIT.
std::string offline_script(const migrate::Store& store, const std::vector<std::string>& ids,
                           const std::string& dialect, migrate::Direction direction);

}  // namespace tenon::command
