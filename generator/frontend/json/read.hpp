// The JSON front end: JSON Schema documents (draft 2020-12) in, a Draft out. It knows the
// standard's keywords and decodes x-tenon with model/vocabulary; what the words mean together is
// check's question.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::json {

struct Options {
  std::string space;  ///< the namespace of files whose x-tenon names none, or ""
};

/// Reads the documents (numbers in `sources`), which may refer to each other by relative path. All
/// errors are reported: those of JSON texts, unknown-keyword, unsupported-keyword, wrong-value,
/// unknown-type, unresolved-ref, unknown-required, wrong-arguments, misplaced-annotation,
/// not-yet-supported, bad-identifier. A field whose type has an error is kept with the unnamed
/// unknown type, so that references to it cause no second error.
model::Draft read(const base::Sources& sources, const std::vector<int>& documents,
                  const Options& options, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json
