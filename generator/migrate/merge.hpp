// Joins branches of revisions: a revision with several parents and nothing of its own, when the
// branches touch different things.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrate/author.hpp"

namespace tenon::migrate {

/// The heads that the request's words name, or all heads when it names none. Errors
/// [unknown-revision], [nothing-to-merge].
std::vector<std::string> heads_to_merge(const std::vector<std::string>& words, const Store& store,
                                        base::Diagnostics& diagnostics);

/// Reports what revisions of two branches both touch [merge-conflict].
void refuse_conflicts(const Store& store, const std::vector<std::string>& heads,
                      base::Diagnostics& diagnostics);

/// The revision that joins them; none when something is wrong.
std::optional<StoredRevision> make_merge(const Request& request, const Store& store,
                                         const std::vector<std::string>& heads,
                                         base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
