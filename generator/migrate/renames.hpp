// Renames that the command line says and the models do not: good for one revision.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "schema/schema.hpp"

namespace tenon::migrate {

/// Declares in `wanted` what the models would with `was`. Each is `users:people`,
/// `users.bio:about`, or the value of an enum: `stage.open:idea` of a type, `tasks.stage.open:idea`
/// of a column. Two that name each other exchange their names, whatever earlier revisions did:
/// `before` forgets that. What names nothing that is gone, or nothing that is new, is an error
/// [unknown-rename].
void declare_renames(const std::vector<std::string>& renames, schema::Schema& before,
                     schema::Schema& wanted, base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
