// The schema at a revision: the operations of its ancestors, applied in order. No snapshot is kept,
// so two branches never conflict in one.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "migrate/store.hpp"
#include "schema/schema.hpp"

namespace tenon::migrate {

/// The schema after `ids` and everything that they build on. Operations that do not fit what is
/// there are reported [revision-graph].
schema::Schema fold(const Store& store, const std::vector<std::string>& ids,
                    base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
