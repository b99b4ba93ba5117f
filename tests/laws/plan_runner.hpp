// Runs a plan the way the migrator does, without revisions and history.
#pragma once

#include <tenon/connection.hpp>

#include "schema/plan.hpp"

namespace tenon::laws {

/// Group by group, each in its transaction; tables that are rebuilt with foreign keys off and
/// checked afterwards. Throws tenon::Error.
void run_plan(Connection& connection, const schema::Plan& plan);

}  // namespace tenon::laws
