// The one judge: Draft in, Model out. Every rule of the model language that needs more than one
// word to see has its home in check*.cpp; after it nothing in the Model can be wrong, so no later
// stage asks again.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "model/draft.hpp"
#include "model/model.hpp"

namespace tenon::model {

/// Checks the draft and builds the model. All errors of a run are reported, at most one per cause.
/// The model is complete only when `diagnostics` has no errors. `sources` gives the file names that
/// banners show; `names` is for what has no alias.
Model check(const Draft& draft, const base::Sources& sources, base::Diagnostics& diagnostics,
            JsonNames names = JsonNames::as_written);

}  // namespace tenon::model
