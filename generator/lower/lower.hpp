// Model → Schema: which table, column, key, index and check each declaration becomes. The only
// place that knows; dialects spell the result, and nothing here knows a dialect.
#pragma once

#include "base/diagnostic.hpp"
#include "model/model.hpp"
#include "schema/schema.hpp"

namespace tenon::lower {

struct Options {
  bool enum_check =
      true;  ///< an enum's column gets a CHECK of its texts ("enum_check" of tenon.json)
};

/// The schema that the model describes. Two names that collide over the whole schema (after
/// shortening) are an error [duplicate-name] at the later entity.
schema::Schema lower(const model::Model& model, const Options& options,
                     base::Diagnostics& diagnostics);

}  // namespace tenon::lower
