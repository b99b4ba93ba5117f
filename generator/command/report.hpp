// What a command found, for scripts, and an error of the database for people: what was said, where
// it is written, and the lines that it is about.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <tenon/error.hpp>

#include "base/source.hpp"
#include "command/run.hpp"
#include "migrate/store.hpp"

namespace tenon::command {

/// Prints to stderr. `place`, "file:line" of the statement, or "".
ExitCode report(const Error& error, const std::string& place = {});

/// To stdout, for scripts. Bytes that are no UTF-8, as names of files may have, become U+FFFD.
void print_json(const nlohmann::ordered_json& json);

/// Where the statement that failed is written: "file:line", or "".
std::string place_of(const Error& error, const migrate::Store& store, migrate::Direction direction,
                     const base::Sources& sources);

/// The lines of a statement that `message` is likely to be about: those near what it names, else
/// the first ones; what is left out is counted.
std::string excerpt(std::string_view sql, std::string_view message);

}  // namespace tenon::command
