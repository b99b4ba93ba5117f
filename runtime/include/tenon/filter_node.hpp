// What a filter is made of, for who spells it or looks at it.
#pragma once

#include <string>

#include <tenon/filter.hpp>

namespace tenon {

/// A comparison, or an operator behind its operands.
struct Filter::Node {
  Kind kind;
  ColumnInfo column;
  Value value;
  const Relation* relation = nullptr;  ///< of `related`
  std::string argument = {};           ///< of a request that said it
};

}  // namespace tenon
