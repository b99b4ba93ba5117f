// What the server or libpq reports, told as an Error.
#pragma once

#include <string>
#include <string_view>

#include <tenon/error.hpp>

#include "result.hpp"

namespace tenon::postgresql {

/// The error in `result`; `result` may be null, which libpq gives when the connection broke.
Error error_of(PGconn* connection, const PGresult* result, std::string_view sql);

/// What libpq says, which may be several lines, as one.
std::string in_one_line(std::string_view message);

/// The five characters, or "" when the server did not send any.
std::string_view sqlstate_of(const PGresult* result);

}  // namespace tenon::postgresql
