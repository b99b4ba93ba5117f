// One kind of operation among those that the dialect has adapted.
#pragma once

#include <variant>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// Null when it is of another kind, or a dialect's own.
template <class Kind>
const Kind* operation_as(const AdaptedOperation& adapted) {
  const auto* operation = std::get_if<Operation>(&adapted.what);
  return operation ? std::get_if<Kind>(operation) : nullptr;
}

}  // namespace tenon::schema::postgresql
