// A PostgreSQL for one test program: the one that TENON_TEST_POSTGRESQL names, or else a private
// server that is started at first use and stopped when the program ends, however it ends.
#pragma once

#include <string>

namespace tenon::test {

/// The URL of a server on which databases may be made. Throws std::runtime_error when none starts.
const std::string& postgres_server_url();

/// The server's log file; "" for a server that is not ours.
std::string postgres_server_log();

}  // namespace tenon::test
