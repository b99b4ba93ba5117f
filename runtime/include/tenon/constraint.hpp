// What a table's constraints are about in the model: from it a Session completes the Errors that a
// database throws. Generated code holds one list for each entity; all texts are literals.
#pragma once

#include <span>

#include <tenon/error.hpp>

namespace tenon {

/// A constraint of a table.
struct Constraint {
  /// Checked when the transaction ends.
  constexpr Constraint at_commit() const {
    Constraint late = *this;
    late.is_deferred = true;
    return late;
  }

  ConstraintKind kind;
  const char* name;
  const char* fields;  ///< names of members with ", " between: "address.city, name"
  bool is_deferred = false;
};

/// A foreign key that may forbid to delete a row of this table, or to change the columns that it
/// refers to: of another table, perhaps behind one whose rows go along, or of this one.
struct Referrer {
  constexpr Referrer in(const char* its_schema) const {
    Referrer other = *this;
    other.schema = its_schema;
    return other;
  }
  /// It refers to other columns than the key's.
  constexpr Referrer by_other_columns() const {
    Referrer other = *this;
    other.is_by_key = false;
    return other;
  }
  constexpr Referrer at_commit() const {
    Referrer late = *this;
    late.is_deferred = true;
    return late;
  }

  const char* name;
  const char* entity;  ///< whose table it is of
  const char* fields;
  const char* table;
  const char* schema = "";
  bool is_by_key = true;
  bool is_deferred = false;
};

/// A column whose member has another name than itself, in C++ or in JSON.
struct FieldName {
  const char* column;
  const char* field;
  /// "" is one that JSON never has. "shippingAddress/city" through value objects: a JSON Pointer.
  const char* in_json;
};

/// A table as the model has it. The default is one that the model does not know.
struct TableModel {
  const char* entity = "";
  std::span<const Constraint> constraints = {};
  std::span<const Referrer> referrers = {};
  std::span<const FieldName> names = {};
  bool is_view = false;
};

}  // namespace tenon
