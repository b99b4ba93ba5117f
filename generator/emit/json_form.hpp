// How the JSON of a project looks: `"json"` of tenon.json, for the generated readers and writers
// and for openapi.json alike.
#pragma once

namespace tenon::emit {

/// As tenon::JsonForm of <tenon/json.hpp>, which generated code is given.
struct JsonForm {
  bool ignores_unknown = false;    ///< what comes in may have members that the DTO has not
  bool int64_as_text = false;      ///< numbers of 64 bits are texts
  bool decimal_as_number = false;  ///< Decimals are written as numbers
};

}  // namespace tenon::emit
