// The views of two schemas: which are dropped and made, of themselves or around other changes.
#pragma once

#include "schema/operation.hpp"

namespace tenon::schema {

/// What happens to views beside these other operations. A view that stays the same is dropped and
/// made again around what a database would refuse while it is there, and around another view that
/// it reads.
Operations diff_views(const Schema& from, const Schema& to, const Operations& operations);

}  // namespace tenon::schema
