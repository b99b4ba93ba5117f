// The meta-schema of JSON models (schemas/model.schema.json), for editors: made from the
// vocabulary's and the keywords' tables, so that it cannot say anything else than the reader does.
#pragma once

#include <string>

namespace tenon::frontend::json {

/// The JSON text. It stays in what drafts 7 and 2020-12 of JSON Schema share.
std::string meta_schema();

}  // namespace tenon::frontend::json
