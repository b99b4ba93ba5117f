// The view of migrations.hpp/.cpp: the revisions embedded as C++.
#pragma once

#include <nlohmann/json.hpp>

#include "emit/emit.hpp"

namespace tenon::emit {

nlohmann::json migrations_view(const Project& project);

}  // namespace tenon::emit
