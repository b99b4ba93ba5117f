// A seed file as rows of an entity: JSON (a list of objects) or CSV (RFC 4180, a line of names
// first), every value read and checked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "command/seed_value.hpp"

namespace tenon::command {

struct SeedCell {
  const model::Field* field = nullptr;
  std::shared_ptr<const SeedValue> value;
};

struct SeedRow {
  base::Span span;  ///< where it begins
  std::vector<SeedCell> cells;

  const SeedCell* find(std::string_view field) const;
};

struct SeedFile {
  std::string path;
  const model::Entity* entity = nullptr;
  std::vector<SeedRow> rows;
  std::vector<std::string> key;  ///< the fields by which a row is known again
};

/// The rows of a source. Faults are in the diagnostics, each at its place.
std::vector<SeedRow> read_seed_rows(const model::Entity& entity, int source,
                                    const SeedReading& reading);

/// A text of CSV as rows of JSON strings, and null for an empty cell without quotes.
std::vector<base::JsonNode> read_csv(int source, const base::Sources& sources,
                                     base::Diagnostics& diagnostics);

}  // namespace tenon::command
