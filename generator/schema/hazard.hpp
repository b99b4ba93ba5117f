// What is dangerous about an operation on every database; a dialect adds what is its own (locks,
// rewrites). Codes: loses_data, may_fail, breaks_clients, rewrites, blocks_writes.
#pragma once

#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema {

std::vector<Hazard> hazards_of(const Operation& operation);

/// Whether every value of one type fits into the other one unchanged.
bool widens(const ColumnType& from, const ColumnType& to);

/// Whether one enum's check allows every text that the other one does.
bool holds_all(const Check& check, const Check& old);

}  // namespace tenon::schema
