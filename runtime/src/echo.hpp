// A connection that tells stderr what it is asked: each statement with its duration and its rows,
// never a value. For EngineOptions::echo.
#pragma once

#include <memory>

#include "driver.hpp"

namespace tenon::detail {

std::unique_ptr<DriverConnection> echoed(std::unique_ptr<DriverConnection> connection);

}  // namespace tenon::detail
