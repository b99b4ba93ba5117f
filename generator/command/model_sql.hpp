// The SQL texts of models, as PostgreSQL's own parser reads them: what it refuses would stop a
// revision, and is told where the text stands.
#pragma once

#include "base/diagnostic.hpp"
#include "model/draft.hpp"
#include "model/model.hpp"
#include "schema/dialect.hpp"
#include "schema/schema.hpp"

namespace tenon::command {

/// Errors: bad-sql, at each text that PostgreSQL would get and cannot parse.
void check_sql_texts(const model::Draft& draft, base::Diagnostics& diagnostics);

/// Warnings: unread-sql, at each text over columns that the database stores in another form than
/// the model says (Decimals and times on SQLite) which the dialect could not put into that form, so
/// that it means something else there. The texts of shapes are not looked at.
void check_sql_meanings(const model::Draft& draft, const model::Model& model,
                        const schema::Schema& schema, const schema::Dialect& dialect,
                        base::Diagnostics& diagnostics);

}  // namespace tenon::command
