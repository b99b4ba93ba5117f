// What tables and columns were called in earlier revisions. A model that still says `was` of names
// that were exchanged looks like one that wants them exchanged; only their history tells.
#pragma once

#include "schema/operation.hpp"

namespace tenon::schema {

/// Says of a live database what the revisions know.
void take_former_names(const Schema& known, Schema& live);

/// So that every `was` counts, whatever was carried out before.
void forget_former_names(Schema& schema);

/// Leaves only those that something else has now: the others are stale by themselves.
void keep_reused_names(Schema& schema);

}  // namespace tenon::schema
