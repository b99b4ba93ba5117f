// What is known of functions that PostgreSQL has itself; of any other one nothing is.
#pragma once

#include <string>
#include <vector>

namespace tenon::lint {

/// Whether all rows of one statement get the same from it: it is immutable or stable.
bool is_steady_function(const std::vector<std::string>& name);

/// Whether it writes no table and runs nothing else.
bool leaves_tables_alone(const std::vector<std::string>& name);

}  // namespace tenon::lint
