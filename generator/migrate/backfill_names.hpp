// Backfills that say a name which the same revision gives up.
#pragma once

#include "base/diagnostic.hpp"
#include "schema/operation.hpp"

namespace tenon::migrate {

/// Backfills run when renames are done: one that says the old name of a column of its table, or of
/// a table that it selects from, would fail at upgrade and is an error [backfill-old-name] here.
void refuse_old_names(const schema::Operations& operations, const schema::Schema& before,
                      base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
