// Whether what a statement's line and those below it say goes together, with the SQL and with the
// statements before it.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "migrate/script.hpp"

namespace tenon::migrate {

/// `script` has the statements before this one, of which `sql` is the text. Errors are about the
/// statement's line, [revision-script].
void check_statement(const Script& script, const ScriptStatement& statement, std::string_view sql,
                     base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
