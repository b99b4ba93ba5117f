// `--sql`: what the runner knows from the history before it begins a revision, as SQL that stops a
// script which is run a second time, or on a database that stands elsewhere.
#pragma once

#include <string>

#include "migrate/script.hpp"
#include "migrate/store.hpp"

namespace tenon::command {

/// Stops before a way up that was begun, or whose parents are not applied, and before a way down of
/// what is not applied, or on which others build. `history` is the table's name as SQL.
std::string refuse_place(const migrate::Store& store, const migrate::StoredRevision& revision,
                         migrate::Direction direction, const std::string& history, bool is_sqlite);

}  // namespace tenon::command
