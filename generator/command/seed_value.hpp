// A value of a seed file, as its column has it: read from JSON or a cell of CSV, checked by the
// model's rules, sent as a parameter, compared with what the database holds.
#pragma once

#include <memory>
#include <string>

#include <tenon/param.hpp>
#include <tenon/row.hpp>
#include <tenon/violations.hpp>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "model/model.hpp"

namespace tenon::command {

class SeedValue {
 public:
  virtual ~SeedValue() = default;

  virtual bool is_null() const = 0;
  /// As JSON: equal values have equal texts.
  virtual std::string text() const = 0;
  /// A view of this value.
  virtual Param param() const = 0;
  /// One of the same type from a row.
  virtual std::shared_ptr<const SeedValue> read(const Row& row, int column) const = 0;
  /// `other` is of the same type.
  virtual bool equals(const SeedValue& other) const = 0;
  virtual void check(const model::Field& field, Violations& violations) const = 0;
};

/// Where a value is read from, and where faults go.
struct SeedReading {
  base::Sources& sources;
  base::Diagnostics& diagnostics;
  const model::Model& model;
  bool is_csv = false;         ///< every value is a string or null
  bool int64_as_text = false;  ///< a number of 64 bits may be one too, as in the project's JSON
};

/// Null after an error, which names `name`. JSON null, where the field may be NULL, is a value.
std::shared_ptr<const SeedValue> read_seed_value(const base::JsonNode& node,
                                                 const model::Field& field, const std::string& name,
                                                 const SeedReading& reading);

inline constexpr const char* seed_code = "seed-row";

}  // namespace tenon::command
