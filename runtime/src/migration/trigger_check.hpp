// Whether a trigger of SQLite works: SQLite compiles one only when a row is written.
#pragma once

#include <string>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// What is wrong with the trigger that the SQL makes, "" when nothing is. Inside a transaction, and
/// while no other trigger is there: SQLite compiles them together, and names none.
std::string trigger_fault(Connection& connection, const std::string& sql);

}  // namespace tenon::detail
