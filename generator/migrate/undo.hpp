// Lets a revision that stopped on its way up be taken back: says of each statement of the way down
// how far the way up must have come for it to be needed, and adds what clears a step half done.
#pragma once

#include "migrate/script.hpp"
#include "schema/operation.hpp"
#include "schema/plan.hpp"

namespace tenon::migrate {

/// `script` is the one made of `down`, the plan of reverse(operations). A way up of one transaction
/// cannot stop inside, and its way down stays as it is.
void mark_undo(const schema::Operations& operations, const schema::Plan& up,
               const schema::Plan& down, Script& script);

}  // namespace tenon::migrate
