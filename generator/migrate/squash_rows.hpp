// Whether one revision in the place of several does the same to the rows: a squash compares the
// ends of its range, and what happened in between to names, values and backfills may not show
// there.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "migrate/store.hpp"

namespace tenon::migrate {

/// Error [squash-range] with the first revision of `ids` that makes the rows others than a squash
/// would: it uses a name again that was free meanwhile, fills a column twice or gives it another
/// default, or a backfill in the range reads what the range changes. What the range itself makes
/// has no rows. `before` is the schema that the range starts from.
void refuse_other_rows(const Store& store, const std::vector<std::string>& ids,
                       const schema::Schema& before, base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
