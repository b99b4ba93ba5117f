// The SQL texts of models, as PostgreSQL's own parser reads them: what it refuses would stop a
// revision, and is told where the text stands.
#pragma once

#include "base/diagnostic.hpp"
#include "model/draft.hpp"

namespace tenon::command {

/// Errors: bad-sql, at each text that PostgreSQL would get and cannot parse.
void check_sql_texts(const model::Draft& draft, base::Diagnostics& diagnostics);

}  // namespace tenon::command
